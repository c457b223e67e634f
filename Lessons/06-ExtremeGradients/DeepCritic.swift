import Arrays
import Experiments
import Networks

/// The critic of figure 1b: twelve dense layers with ReLUs between them and no normalisation, on the Swiss roll.
struct DeepCritic {
  /// How many dense layers it has.
  static let depth = 12

  /// The numbers in each hidden layer.
  var width = 64
  /// What it minimises: `wgan`, clipped, or `wgan-gp`, penalised.
  var objective = "wgan"
  /// The bound on each weight, where it is clipped.
  var c = 0.01
  /// The learning rate.
  var rate: Real = 0.002

  /// The gain per layer where all weights are ±c with signs like coin flips: c·√(W/2).
  var expectedGain: Double { c * (Double(width) / 2).squareRoot() }

  /// The bench, before the first step.
  func experiment() throws -> Experiment {
    let settings = try Settings(
      .swissRoll, "objective \(objective)", "clip \(c)", "rate \(rate)", "lambda 10", "batch 64")
    let experiment = try Experiment(settings)
    let hidden = [Layer.dense(width, initializer: .heUniform), .relu]
    try experiment.install(critic: (1..<DeepCritic.depth).flatMap { _ in hidden } + [.dense(1)])
    return experiment
  }

  /// The ladders with every weight put to the end of [-c, c] that its sign points to, for several c.
  func ladders(atBounds bounds: [Double], poll: () throws -> Void) throws -> [Ladder] {
    let experiment = try experiment()
    return try bounds.map { c in
      try poll()
      let bound = Real(c)
      for parameter in experiment.critic.network.trainable {
        parameter.value = parameter.value.map { $0 < 0 ? -bound : bound }
      }
      return try Ladder(experiment)
    }
  }

  /// What a critic in training has come to.
  struct Trained {
    let ladder: Ladder
    /// How far any weight has moved since the first step.
    let moved: Double
    /// The share of the weights with abs(w) > 0.99c.
    let atBound: Double
  }

  /// Trains it alone, against a generator that stays as it is.
  func trained(steps: Int, poll: () throws -> Void) throws -> Trained {
    let experiment = try experiment()
    let weights = experiment.critic.network.trainable
    try experiment.trainCritic(to: 1)
    let first = weights.flatMap(\.value.numbers)
    try experiment.trainCritic(to: steps, poll: poll)
    let last = weights.flatMap(\.value.numbers)
    return Trained(
      ladder: try Ladder(experiment), moved: zip(first, last).map { Double(abs($0 - $1)) }.max() ?? .nan,
      atBound: Double(last.count { Double(abs($0)) > 0.99 * c }) / Double(last.count))
  }
}
