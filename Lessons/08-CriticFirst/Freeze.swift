import Arrays
import Experiments

/// What one step of the generator does to each network, in an experiment whose critic has batch norm, too.
struct Freeze {
  /// How far any number of the critic moved: weights, and batch norm's statistics.
  let critic: Double
  /// How far any weight of the generator moved.
  let generator: Double
  /// The norm of the gradient that reached the generator.
  let gradient: Double

  /// Takes some rounds, then a step of the generator alone.
  init() throws {
    let settings = try Settings(.eightGaussians, "objective wgan", "norm batch", "clip 0.1", "rate 1e-3")
    let experiment = try Experiment(settings)
    try experiment.train(.rounds(3))
    let critic = experiment.critic.network.parameters.map(\.value)
    let generator = experiment.generator.network.parameters.map(\.value)
    gradient = Double(try experiment.stepGenerator().gradientNorm)
    self.critic = Freeze.moved(critic, experiment.critic.network.parameters.map(\.value))
    self.generator = Freeze.moved(generator, experiment.generator.network.parameters.map(\.value))
  }

  private static func moved(_ before: [NDArray], _ after: [NDArray]) -> Double {
    zip(before.flatMap(\.numbers), after.flatMap(\.numbers)).map { Double(abs($0 - $1)) }.max() ?? .nan
  }
}
