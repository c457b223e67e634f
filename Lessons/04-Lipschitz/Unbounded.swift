import Arrays
import Experiments

/// A WGAN's critic trained alone with nothing that bounds it: weights are clipped so far away that none is.
struct Unbounded {
  /// The run's seed.
  var seed = 1

  /// What it says on the way.
  func verdicts(poll: () throws -> Void) throws -> [Verdict] {
    let settings = try Settings(.eightGaussians, "objective wgan", "clip 1000", "rate 0.001", "seed \(seed)")
    let experiment = try Experiment(settings)
    return try [1, 25, 50, 100, 200, 400].map { steps in
      try experiment.trainCritic(to: steps, poll: poll)
      return try Verdict(experiment, label: "\(steps)")
    }
  }
}
