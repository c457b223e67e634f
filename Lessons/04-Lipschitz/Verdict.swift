import Distances
import Experiments

/// What a critic says of fresh samples, how steep it is between them, and what is so.
struct Verdict {
  /// What tells this verdict from others: the steps of training, or the slope that was asked for.
  let label: String
  /// E[D(real)] - E[D(fake)].
  let estimate: Double
  /// The steepest secant of D between any two samples.
  let steepest: Double
  /// The exact W1 of the samples.
  let exact: Double

  /// How many times the exact W the estimate is.
  var multiple: Double { estimate / exact }

  /// A critic on a batch that no training reaches.
  init(_ experiment: Experiment, label: String) throws {
    let fresh = try FreshScores(experiment)
    (self.label, estimate, steepest) = (label, fresh.estimate, fresh.steepest)
    exact = try wasserstein(fresh.real, fresh.fake)
  }
}
