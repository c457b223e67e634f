import Arrays
import Autodiff
import Experiments
import Networks

/// Why the book's clipped critic taught its generator nothing: the ε of its batch norm.
///
/// Batch norm divides by √(variance + ε). Under weights of a hundredth at most, activations vary by far less than Keras' ε = 1/1000: they are
/// divided by √ε instead of by their own deviation, and come out smaller with every layer.
struct Drowning {
  /// The generator's whole gradient, through a clipped critic whose batch norm has Keras' ε and through one that has a hundredth of it.
  let keras, small: Double
  /// The critic's estimate through each.
  let estimates: (keras: Double, small: Double)

  /// How many times less the generator hears.
  var ratio: Double { small / keras }

  /// Trains both critics for a few steps against the same generator.
  init(steps: Int = 20, poll: () throws -> Void) throws {
    let (first, second) = (try Drowning.run(1e-3, steps, poll), try Drowning.run(1e-5, steps, poll))
    (keras, small) = (first.gradient, second.gradient)
    estimates = (first.estimate, second.estimate)
  }

  private static func run(_ epsilon: Real, _ steps: Int, _ poll: () throws -> Void) throws -> (
    gradient: Double, estimate: Double
  ) {
    let settings = try Settings(.fashion, "objective wgan", "width 8", "batch 32")
    let experiment = try Experiment(settings)
    let critic = experiment.architecture.critic.map { $0.kind == "batchnorm" ? .batchNorm(epsilon: epsilon) : $0 }
    try experiment.install(critic: critic)
    try experiment.trainCritic(to: steps, poll: poll)
    let weights = experiment.generator.network.trainable.map(\.tensor)
    let slopes = gradients(of: try experiment.generatorLoss().loss, for: weights, history: .drop)
    let squares = slopes.reduce(0) { $0 + ($1?.value?.sumOfSquares ?? 0) }
    return (squares.squareRoot(), Double(try experiment.judgement().estimate.value?.item ?? .nan))
  }
}
