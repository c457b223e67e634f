import Arrays
import Autodiff
import Classroom
import Experiments
import Networks

/// What the generator is told while only the discriminator is trained, on data that the generator's samples never touch.
struct Discriminator {
  /// The bench of the lesson: eight points of data, and a generator whose samples stay close together inside the circle.
  static let setup = ["use 8gaussians", "generator = network([2], dense(64), sigmoid(), dense(2), tanh())"]

  /// The generator's gradient after so many steps of the discriminator.
  struct Reading {
    let steps: Int
    let saturating, nonSaturating: BatchGradients
  }

  /// Where the gradient is measured.
  static let checkpoints = [1, 20, 50, 100, 200, 500, 1000, 2000]
  /// How many batches of noise it is measured on.
  private static let batches = 16

  /// Trains the discriminator, measuring on the way.
  static func readings(poll: () throws -> Void) throws -> [Reading] {
    let experiment = try bench()
    return try checkpoints.map { steps in
      try experiment.trainCritic(to: steps, poll: poll)
      return Reading(
        steps: steps, saturating: try gradients(.saturating, experiment),
        nonSaturating: try gradients(.nonSaturating, experiment))
    }
  }

  /// The same bench, from its beginning.
  private static func bench() throws -> Experiment {
    let settings = try Settings(.eightGaussians, "objective gan", "rate 0.002")
    let experiment = try Experiment(settings)
    try experiment.install(generator: [.dense(64), .sigmoid, .dense(2), .tanh], noise: 2)
    return experiment
  }

  /// The generator's gradient on each of several batches of noise, the same ones at every step.
  static func gradients(_ form: GeneratorLoss, _ experiment: Experiment) throws -> BatchGradients {
    let parameters = experiment.generator.network.trainable.map(\.tensor)
    return BatchGradients(
      try (0..<batches).map { batch in
        let z = Tensor(experiment.noise(experiment.settings.batch, .init(named: "lesson"), step: batch))
        let scores = try experiment.critic.network.frozen(
          try experiment.generator.network.evaluate(z, parameters).output)
        let loss = experiment.settings.objective.generatorLoss(scores, form)
        return Autodiff.gradients(of: loss, for: parameters, history: .drop).flatMap { $0?.value?.numbers ?? [] }
      })
  }
}

/// The gradients that different batches give for the same networks.
struct BatchGradients {
  /// The Euclidean norm of their mean.
  let norm: Double
  /// Their variance: the mean of ‖g - mean‖² over the batches.
  let variance: Double
  /// The variance in units of the squared norm.
  var noise: Double { variance / (norm * norm) }

  init(_ gradients: [[Real]]) {
    let count = Double(gradients.count)
    let mean = gradients[0].indices.map { i in gradients.reduce(0) { $0 + Double($1[i]) } / count }
    let squares = gradients.map { g in
      zip(g, mean).reduce(0) { sum, pair in sum + (Double(pair.0) - pair.1) * (Double(pair.0) - pair.1) }
    }
    norm = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    variance = squares.reduce(0, +) / count
  }
}
