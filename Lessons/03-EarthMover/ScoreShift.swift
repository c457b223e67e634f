import Arrays
import Autodiff
import Experiments

/// What changes when the same number is added to each of a critic's scores.
struct ScoreShift {
  /// What is added.
  static let shift: Real = 5

  /// The changes of the estimate and of the generator's loss.
  let estimate, generatorLoss: Double
  /// How far the gradients move, in units of their norm.
  let criticGradient, generatorGradient: Double
  /// What the critic's loss asks of the last bias, the number that does the adding.
  let biasGradient: Double

  init() throws {
    let experiment = try Experiment(.eightGaussians)
    let before = try Reading(experiment)
    if let bias = experiment.critic.network.trainable.last { bias.value = bias.value.map { $0 + ScoreShift.shift } }
    let after = try Reading(experiment)
    estimate = after.estimate - before.estimate
    generatorLoss = after.generatorLoss - before.generatorLoss
    criticGradient = ScoreShift.gap(before.criticGradient, after.criticGradient)
    generatorGradient = ScoreShift.gap(before.generatorGradient, after.generatorGradient)
    biasGradient = Double(after.criticGradient.last ?? .nan)
  }

  /// Losses and gradients at the coming step.
  private struct Reading {
    let estimate, generatorLoss: Double
    let criticGradient, generatorGradient: [Real]

    init(_ experiment: Experiment) throws {
      let (judgement, loss) = (try experiment.judgement(), try experiment.generatorLoss().loss)
      func gradient(_ loss: Tensor, _ parameters: [Tensor]) -> [Real] {
        gradients(of: loss, for: parameters, history: .drop).flatMap { $0?.value?.numbers ?? [0] }
      }
      estimate = Double(judgement.estimate.value?.item ?? .nan)
      generatorLoss = Double(loss.value?.item ?? .nan)
      criticGradient = gradient(judgement.loss, experiment.critic.network.trainable.map(\.tensor))
      generatorGradient = gradient(loss, experiment.generator.network.trainable.map(\.tensor))
    }
  }

  private static func gap(_ a: [Real], _ b: [Real]) -> Double {
    let squares = zip(a, b).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
    return (squares / a.reduce(0) { $0 + Double($1) * Double($1) }).squareRoot()
  }
}
