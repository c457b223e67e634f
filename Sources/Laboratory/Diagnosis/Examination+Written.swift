import Distances
import Experiments

extension Laboratory {
  /// The coming steps as they are made beside the objective as it is written, and the estimate of JS beside what it is made of.
  func measureWrittenStep(_ experiment: Experiment, _ examination: inout Examination) throws {
    let check = try StepCheck(experiment)
    let numbers: [(Quantity, Double?)] = [
      (.epsilonOutside, check.epsilonOutside), (.epsilons, check.epsilons), (.norms, check.norms),
      (.pointsOff, check.pointsOff), (.scoresOff, check.scoresOff), (.fakesOff, check.fakesOff),
      (.rootAtZero, check.rootAtZero), (.generatorSlope, check.generatorSlope), (.leap, check.leap),
      (.beyondBound, check.beyondBound),
      (.keptOff, check.keptOff), (.shiftPull, check.shiftPull), (.gradientGap, check.gradientGap),
    ]
    for (quantity, number) in numbers { examination.note(quantity, number) }
    if let leap = check.leap {
      // Clipped, a step is shorter than it was made.
      let settings = experiment.settings
      examination.note(.push, max(examination[.push] ?? 0, leap * Double(settings.clip / settings.rate)))
    }
    let divergence = try compared().divergence
    let fakes = divergence.fakeCounts.reduce(0, +)
    if fakes > 0 { examination.note(.counted, Double(divergence.realCount) / Double(fakes)) }
  }
}
