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
