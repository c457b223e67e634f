import Arrays
import Autodiff
import Networks

/// How steep a critic is: from below, by what is found on samples, and from above, by what its layers can stretch.
public struct LipschitzEstimate {
  /// The greatest ‖∇D(x)‖₂ at each kind of point.
  public let slopes: [(place: String, greatest: Real)]
  /// The greatest |D(x) - D(y)| / ‖x - y‖₂ between a real and a fake sample.
  public let secant: Real
  /// A number that no slope exceeds; `nil` where a layer has none.
  public let bound: Real?

  /// The Lipschitz constant as far as it was seen: the true one is at least this.
  public var constant: Real { (slopes.map(\.greatest) + [secant]).greatest ?? .nan }

  /// An estimate at the draw of the critic's coming step.
  public init(_ experiment: Experiment) throws {
    slopes = try Slopes(experiment).places.map { ($0.name, $0.norms.numbers.greatest ?? .nan) }
    let samples = try experiment.samples(step: experiment.critic.steps)
    secant = try LipschitzEstimate.steepest(experiment.critic.network, samples.real, samples.fake)
    bound = try experiment.critic.network.lipschitzBound()
  }

  /// How many samples of each side are paired, every one with every other.
  private static let paired = 128

  /// The steepest straight line from a point of one batch to a point of another.
  private static func steepest(_ critic: Network, _ a: Tensor, _ b: Tensor) throws -> Real {
    let (x, y) = (Rows(a), Rows(b))
    let (scoresX, scoresY) = (Rows(try critic.frozen(a)), Rows(try critic.frozen(b)))
    var steepest = 0.0
    for i in 0..<min(paired, x.count) {
      try Cancellation.check()
      for j in 0..<min(paired, y.count) {
        let (rise, run) = (scoresX.distance(i, scoresY, j), x.distance(i, y, j))
        if (rise / run).isNaN, run != 0 { return .nan }
        // Of two scores that are large beside their difference, this much may be rounding.
        let doubt = rise.isFinite ? 0x1p-22 * (scoresX.length(i) + scoresY.length(j)) : 0
        if run > 0 { steepest = max(steepest, (rise - doubt) / run) }
      }
    }
    return Real(steepest)
  }
}
