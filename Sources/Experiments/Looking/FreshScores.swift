import Arrays
import Autodiff

/// What a critic says of a batch of samples that no training reaches.
public struct FreshScores {
  /// The samples, `[batch × numbers]`.
  public let real: NDArray, fake: NDArray
  /// E[D(real)] - E[D(fake)] over them.
  public let estimate: Double
  /// The steepest secant of D between any two of them, whichever side they are from.
  public let steepest: Double

  /// Scores by the experiment's critic.
  public init(_ experiment: Experiment) throws {
    let samples = try experiment.samples(step: 1_000_000)
    let (points, critic) = ([samples.real, samples.fake], experiment.critic.network)
    let scores = try points.map { (try critic.frozen($0).value?.numbers ?? []).map(Double.init) }
    let arrays = points.map { $0.flattened.value ?? NDArray(repeating: .nan, shape: [0, 0]) }
    (real, fake) = (arrays[0], arrays[1])
    estimate = (scores[0].reduce(0, +) - scores[1].reduce(0, +)) / Double(experiment.settings.batch)
    steepest = Rows(try concatenated(points, axis: 0)).steepest(scores[0] + scores[1])
  }
}

extension Rows {
  /// The steepest of all secants of a function whose values at the rows are given.
  func steepest(_ values: [Double]) -> Double {
    var most = 0.0
    for i in values.indices {
      for j in values.indices.dropFirst(i + 1) {
        let run = distance(i, self, j)
        if run > 0 { most = max(most, abs(values[i] - values[j]) / run) }
      }
    }
    return most
  }
}
