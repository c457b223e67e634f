import Arrays
import Refusals

/// The Wasserstein-1 distance of two distributions on a line: W = ∫ |F - G|, F and G being their cumulative sums.
///
/// The arguments are weights, normalised here, at the `positions` (0, 1, 2, … when left out), which may come in any
/// order; weights at equal positions add up.
public func wasserstein(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>,
  positions: [Double]? = nil
) throws(Refusal) -> Double {
  let (p, q) = try Weights.pair(p, q, in: "wasserstein")
  let places = positions ?? (0..<p.shares.count).map(Double.init)
  try check(positions: places, count: p.shares.count)
  let order = places.indices.sorted { places[$0] < places[$1] }
  var difference = 0.0
  var work = 0.0
  for (here, next) in zip(order, order.dropFirst()) {
    difference += p.shares[here] - q.shares[here]
    work += abs(difference) * (places[next] - places[here])
  }
  return work
}

/// The Wasserstein-1 distance of two sample sets, by exact optimal transport; see `OptimalTransport` for the plan.
public func wasserstein(_ a: NDArray, _ b: NDArray, cancelled: () -> Bool = { false }) throws -> Double {
  try OptimalTransport(from: a, to: b, cancelled: cancelled).distance
}

private func check(positions: [Double], count: Int) throws(Refusal) {
  guard positions.count == count else {
    throw Refusal(
      "wasserstein", "there are \(positions.count) positions for \(count) weights", "Give one position for each weight."
    )
  }
  if let i = positions.firstIndex(where: { !$0.isFinite }) {
    throw Refusal(
      "wasserstein", "position \(i) is \(positions[i])", "Positions are finite numbers, so that distances are.")
  }
}
