import Arrays
import Autodiff
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
    let samples = try experiment.samples(step: 1_000_000)
    let sides = [samples.real, samples.fake]
    let points = sides.map { $0.value?.numbers.map(Double.init) ?? [] }
    let scores = try sides.map {
      (try experiment.critic.network.frozen($0).value?.numbers ?? []).map(Double.init)
    }
    let count = Double(experiment.settings.batch)
    self.label = label
    estimate = (scores[0].reduce(0, +) - scores[1].reduce(0, +)) / count
    steepest = Verdict.steepest(points[0] + points[1], scores[0] + scores[1])
    exact = try wasserstein(Verdict.rows(points[0]), Verdict.rows(points[1]))
  }

  private static func rows(_ points: [Double]) -> NDArray {
    NDArray(points.map { Real($0) }, shape: [points.count / 2, 2])
  }

  /// The steepest secant between any two points of the plane, whose coordinates follow each other.
  private static func steepest(_ points: [Double], _ scores: [Double]) -> Double {
    var most = 0.0
    for i in scores.indices {
      for j in scores.indices.dropFirst(i + 1) {
        let (x, y) = (points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1])
        let distance = (x * x + y * y).squareRoot()
        if distance > 0 { most = max(most, abs(scores[i] - scores[j]) / distance) }
      }
    }
    return most
  }
}
