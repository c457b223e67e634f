import Arrays
import Autodiff
import Experiments
import Networks

/// How steep a critic of dense layers and ReLUs can be when no weight exceeds c.
struct SlopeBound {
  /// The sizes from the sample to the score.
  let sizes: [Int]
  /// The bound on each weight.
  let c: Double

  /// The critic of gan_toy.py under the WGAN paper's c.
  static let ganToy = SlopeBound(sizes: [2, 512, 512, 512, 1], c: 0.01)

  /// The product of the matrices' greatest Frobenius norms, c·√(m·n) each: no slope is steeper.
  var value: Double {
    zip(sizes, sizes.dropFirst()).reduce(1) { $0 * c * Double($1.0 * $1.1).squareRoot() }
  }

  /// The greatest ‖∇D(x)‖ of this critic with every weight at +c, where all of its ReLUs are open.
  func steepest() throws -> Double {
    let experiment = try bench()
    for parameter in experiment.critic.network.trainable { parameter.value = parameter.value.map { _ in Real(c) } }
    return try greatestSlope(experiment.critic.network, at: Tensor(NDArray([1, 1], shape: [1, 2])))
  }

  /// The greatest ‖∇D(x)‖ at the data, after so many clipped steps of this critic.
  func trained(steps: Int, poll: () throws -> Void) throws -> Double {
    let experiment = try bench()
    try experiment.trainCritic(to: steps, poll: poll)
    return try greatestSlope(experiment.critic.network, at: try experiment.samples(step: 0).real)
  }

  private func bench() throws -> Experiment {
    let settings = try Settings(.eightGaussians, "objective wgan", "width \(sizes[1])", "clip \(c)")
    return try Experiment(settings)
  }

  private func greatestSlope(_ critic: Network, at x: Tensor) throws -> Double {
    let slope = gradient(of: try critic.frozen(x).sum(), for: x)
    return Double(Penalty.norms(of: slope).value?.numbers.max() ?? .nan)
  }
}
