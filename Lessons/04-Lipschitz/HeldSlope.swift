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
    let experiment = try Experiment(Settings(.eightGaussians, "rate 0.002", "lambda 10", "seed \(seed)"))
    // WGAN-GP's loss of D/K: so the problem is the same for each K, but for the size of the scores.
    experiment.amend { [slope] recipe in
      recipe.criticLoss = { real, fake in (fake.mean() - real.mean()) / slope }
      recipe.penalty?.measure = { norms in square(norms / slope - 1).mean() }
    }
    try experiment.trainCritic(to: steps, poll: poll)
    return try Verdict(experiment, label: "\(slope)")
  }
}
