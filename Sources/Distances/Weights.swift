import Refusals

/// A discrete distribution: how much of the whole lies at each of the positions 0, 1, 2, …
public struct Weights: Hashable, Sendable {
  /// The share at each position; none is negative and they add up to 1.
  public let shares: [Double]

  /// A distribution from numbers that are not negative, divided here by their sum.
  ///
  /// `name` and `place` say in an error which argument of which function was refused.
  public init(
    _ numbers: some Collection<some BinaryFloatingPoint>, named name: String = "weights", in place: String = "weights"
  ) throws(Refusal) {
    let weights = numbers.map { Double($0) }
    if let reason = Weights.objection(to: weights, name) { throw Refusal(place, reason.problem, reason.remedy) }
    // The largest first: a sum of huge weights must not overflow.
    let largest = weights.reduce(0, max)
    let scaled = weights.map { $0 / largest }
    let total = scaled.reduce(0, +)
    shares = scaled.map { $0 / total }
  }

  private static func objection(to weights: [Double], _ name: String) -> (problem: String, remedy: String)? {
    guard !weights.isEmpty else { return ("\(name) holds no weights", "Give at least one number above 0.") }
    if let i = weights.firstIndex(where: { !$0.isFinite }) {
      return ("\(name) holds \(weights[i]) at position \(i)", "Weights are finite numbers.")
    }
    if let i = weights.firstIndex(where: { $0 < 0 }) {
      return ("\(name) holds \(weights[i]) at position \(i)", "Weights are not negative; for samples use sample sets.")
    }
    guard weights.contains(where: { $0 > 0 }) else {
      return ("all \(weights.count) weights of \(name) are 0", "At least one must be above 0, to share out the whole.")
    }
    return nil
  }

  /// Two distributions over the same positions.
  static func pair(
    _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>, in place: String
  ) throws(Refusal) -> (p: Weights, q: Weights) {
    guard p.count == q.count else {
      throw Refusal(
        place, "the first distribution has \(p.count) weights, the second \(q.count)",
        "Both need one weight for each position; write 0 where there is nothing.")
    }
    return (try Weights(p, named: "the first", in: place), try Weights(q, named: "the second", in: place))
  }
}
