import Arrays
import Autodiff
import Experiments

/// A critic trained alone under a penalty that asks for a slope of K where WGAN-GP's asks for 1.
struct HeldSlope {
  /// The slopes that are asked for.
  static let slopes: [Real] = [0.5, 1, 2, 4]

  /// The slope that is asked for, K.
  let slope: Real
  /// The run's seed.
  var seed = 1
  /// Steps of training.
  var steps = 400

  /// What the critic says after its training.
  func verdict(poll: () throws -> Void) throws -> Verdict {
    let settings = try Settings(.eightGaussians, "rate 0.002", "seed \(seed)")
    let experiment = try Experiment(settings)
    var critic = experiment.critic
    for step in 0..<steps {
      try poll()
      try critic.descend(try loss(experiment, step: step), [], settings.optimizer, rate: settings.rate)
    }
    return try Verdict(experiment, label: "\(slope)")
  }

  /// WGAN-GP's loss of D/K: so the problem is the same for each K, but for the size of the scores.
  private func loss(_ experiment: Experiment, step: Int) throws -> Tensor {
    let samples = try experiment.samples(step: step)
    let critic = experiment.critic.network
    let points = Penalty.twoSided.points(samples).aliased
    let norms = Penalty.norms(of: gradient(of: try critic(points).sum(), for: points))
    let gain = try critic(samples.real).mean() - critic(samples.fake).mean()
    return 10 * square(norms / slope - 1).mean() - gain / slope
  }
}
