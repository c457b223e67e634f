import Arrays
import Autodiff
import Experiments
import Language
import Networks
import Notebook

extension Laboratory {
  /// What training does: losses, slopes, the estimate.
  var trainingSubjects: [Subject] { [lossSubject, penaltySubject] }

  private var lossSubject: Subject {
    Subject(
      "loss", "what both networks minimise: now, and over the run", group: "Training", examples: ["show loss"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated { try experiment().judgement().loss.value?.item ?? .nan }
      }
    ) { [unowned self] session in
      let experiment = try experiment()
      let (judgement, generator) = try translated { (try experiment.judgement(), try experiment.generatorLoss().loss) }
      session.emit(.text("critic loss \(experiment.settings.objective.formula)"))
      session.emit(
        .table(
          Table(
            "at the coming step", columns: ["", ""],
            rows: [
              ["critic loss", .number(judgement.loss.value?.item ?? .nan)],
              ["generator loss", .number(generator.value?.item ?? .nan)],
            ])))
      if !experiment.log.generator.isEmpty { session.emit(.table(experiment.log.table("over the run"))) }
    }
  }

  private var penaltySubject: Subject {
    Subject(
      "penalty", "the norm of the critic's slope, sample by sample: at real, fake and in between", group: "Training",
      examples: ["show penalty"],
      number: { [unowned self] () throws(Problem) -> Real in try penalty() }
    ) { [unowned self] session in
      let experiment = try experiment()
      let places = try translated { try slopes(experiment) }
      session.emit(
        .table(
          Table(
            "‖∇D(x)‖₂ of each sample", columns: ["at", "least", "mean", "greatest", "within 0.9…1.1"],
            rows: places.map { place, norms in
              let spread = WeightSpread(norms)
              return [
                .text(place), .number(spread.least, digits: 4), .number(spread.mean, digits: 4),
                .number(spread.greatest, digits: 4),
                .text(percent(norms.numbers.count { $0 >= 0.9 && $0 <= 1.1 }, of: norms.count)),
              ]
            })))
      let weight =
        experiment.settings.objective.penalty == nil
        ? "\(experiment.settings.objective.name) does not ask for it"
        : "λ = \(SettingValue.number(experiment.settings.lambda))"
      session.emit(.text("penalty mean((‖∇D(x̂)‖ - 1)²) = \(numberText(try penalty())); \(weight)"))
    }
  }

  /// The two-sided penalty of the coming step's interpolates, whether or not the objective asks for it.
  private func penalty() throws(Problem) -> Real {
    try translated {
      let experiment = try experiment()
      let norms = try slopeNorms(experiment, at: try interpolates(experiment))
      return Penalty.twoSided.measure(Tensor(norms)).value?.item ?? .nan
    }
  }

  private func slopes(_ experiment: Experiment) throws -> [(String, NDArray)] {
    let samples = try experiment.samples(step: experiment.critic.steps)
    return [
      ("real", try slopeNorms(experiment, at: samples.real)), ("fake", try slopeNorms(experiment, at: samples.fake)),
      ("interpolates", try slopeNorms(experiment, at: try interpolates(experiment))),
    ]
  }

  private func interpolates(_ experiment: Experiment) throws -> Tensor {
    let samples = try experiment.samples(step: experiment.critic.steps)
    return Penalty.twoSided.points(samples.real, samples.fake, samples.epsilon)
  }

  private func slopeNorms(_ experiment: Experiment, at points: Tensor) throws -> NDArray {
    let x = points.detached
    let slope = gradient(of: try experiment.critic.network.frozen(x).sum(), for: x)
    return Penalty.norms(of: slope).value ?? NDArray(repeating: .nan, shape: [0])
  }
}
