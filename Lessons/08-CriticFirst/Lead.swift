import Arrays
import Autodiff
import Experiments
import Foundation
import Networks

/// What a generator is told while its critic gets ahead of it.
struct Lead {
  /// The bench of the lesson: eight points, and a generator whose samples stay close together inside their circle.
  static let setup = [
    "use 8gaussians", "generator = network([2], dense(64), sigmoid(), dense(2), tanh())", "set objective wgan",
    "set clip 0.1", "set rate 0.0005",
  ]

  /// The generator's gradient after so many steps of the critic.
  struct Reading {
    let steps: Int
    let gradient: [Double]
    /// E[D(real)] - E[D(fake)].
    let estimate: Double
    /// Its Euclidean norm.
    var norm: Double { gradient.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    /// The cosine of the angle to another reading's gradient: 1 is the same way.
    func cosine(_ other: Reading) -> Double {
      zip(gradient, other.gradient).reduce(0) { $0 + $1.0 * $1.1 } / (norm * other.norm)
    }
  }

  /// Where it is read.
  static let checkpoints = [1, 20, 50, 100, 200, 500, 1000]

  /// Trains the critic alone, reading on the way.
  static func readings(_ objective: String, rate: Real, poll: () throws -> Void) throws -> [Reading] {
    let settings = try Settings(.eightGaussians, "objective \(objective)", "rate \(rate)", "lambda 10", "clip 0.1")
    let experiment = try Experiment(settings)
    try experiment.install(generator: [.dense(64), .sigmoid, .dense(2), .tanh], noise: 2)
    return try checkpoints.map { steps in
      try experiment.trainCritic(to: steps, poll: poll)
      return try Reading(experiment)
    }
  }
}

extension Lead.Reading {
  /// The gradient of the generator's loss, which is the saturating one for a GAN, over eight batches of noise: the same at every reading.
  init(_ experiment: Experiment) throws {
    let parameters = experiment.generator.network.trainable.map(\.tensor)
    let batches = try (0..<8).map { batch in
      let z = Tensor(experiment.noise(experiment.settings.batch, .init(named: "lesson"), step: batch))
      let made = try experiment.generator.network.evaluate(z, parameters).output
      let loss = experiment.settings.objective.generatorLoss(try experiment.critic.network.frozen(made), .saturating)
      return gradients(of: loss, for: parameters, history: .drop).flatMap { $0?.value?.numbers.map(Double.init) ?? [] }
    }
    gradient = batches[0].indices.map { index in batches.reduce(0) { $0 + $1[index] } / Double(batches.count) }
    estimate = Double(try experiment.judgement().estimate.value?.item ?? .nan)
    steps = experiment.critic.steps
  }
}
