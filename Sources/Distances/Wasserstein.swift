import Arrays
import Refusals
import Texts

/// The Wasserstein-1 distance of two distributions on a line: W = ∫ |F - G|, F and G being their cumulative sums.
///
/// The arguments are weights, normalised here, at the `positions` (0, 1, 2, … when left out), which may come in any
/// order; weights at equal positions add up.
public func wasserstein(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>,
  positions: [Double]? = nil
) throws -> Double {
  let pair = try WeightPair(p, q, in: "wasserstein")
  let places = positions ?? pair.p.numbers.indices.map(Double.init)
  try check(positions: places, count: pair.p.numbers.count)
  let order = positions == nil ? Array(places.indices) : try sorted(Array(places.indices)) { places[$0] < places[$1] }
  var (work, place) = (CompensatedSum(), 1)
  pair.forEachDifference(in: order, isSum: true) { here, difference in
    if place < order.count { work.add(abs(difference) * (places[order[place]] - places[here])) }
    place += 1
  }
  return work.value
}

/// The Wasserstein-1 distance of two sample sets, exactly: on a line by sorting, elsewhere by optimal transport (`OptimalTransport`, which has
/// the plan too).
public func wasserstein(_ a: NDArray, _ b: NDArray) throws -> Double {
  try ArrayMemory.ask(for: 24 * (Double(a.count) + Double(b.count)), "wasserstein")
  let isLine = [a, b].allSatisfy { $0.count > 0 && $0.count == $0.shape.extents.first && $0.isFinite }
  return isLine ? try lineDistance(a, b) : try OptimalTransport(from: a, to: b).distance
}

private func check(positions: [Double], count: Int) throws(Refusal) {
  guard positions.count == count else {
    throw Refusal(
      "wasserstein", "there are \(positions.count) positions for \(count) weights", "Give one position for each weight."
    )
  }
  if let i = positions.firstIndex(where: { !$0.isFinite }) {
    throw Refusal(
      "wasserstein", "position \(i) is \(numberText(positions[i]))",
      "Positions are finite numbers, so that distances are.")
  }
}

/// How the Wasserstein-1 distance of weights on a line changes with them and with where they lie, its order held still.
///
/// W = ∫ |F - G|, so that a weight more at position i costs what is left to pour to the right of it, ∫ sign(F - G) from there on: the value of an
/// optimal critic. And a position that moves to the right gains |F - G| on its left and loses what lies on its right.
public struct LineSlopes: Sendable {
  /// ∂W/∂pᵢ, which is -∂W/∂qᵢ, of normalised weights; up to a constant.
  public let potentials: [Double]
  /// ∂W/∂xᵢ.
  public let pulls: [Double]

  /// The slopes of two distributions, weights at positions 0, 1, 2, … where those are left out.
  public init(
    _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>,
    positions: [Double]? = nil
  ) throws {
    let pair = try WeightPair(p, q, in: "wasserstein")
    let places = positions ?? pair.p.numbers.indices.map(Double.init)
    try check(positions: places, count: pair.p.numbers.count)
    let order = try sorted(Array(places.indices)) { places[$0] < places[$1] }
    var heights: [Double] = []
    pair.forEachDifference(in: order, isSum: true) { heights.append($1) }
    var (potentials, pulls) = (places.map { _ in 0.0 }, places.map { _ in 0.0 })
    var height = 0.0
    for place in order.indices.dropLast().reversed() {
      try Cancellation.check()
      let (here, next) = (order[place], order[place + 1])
      height += sign(heights[place]) * (places[next] - places[here])
      potentials[here] = height
      pulls[next] += abs(heights[place])
      pulls[here] -= abs(heights[place])
    }
    (self.potentials, self.pulls) = (potentials, pulls)
  }
}

private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
