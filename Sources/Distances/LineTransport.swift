import Arrays

/// Optimal transport on a line: sort both sides and pour one into the other, left to right. Villani 2003, theorem 2.18.
struct LineTransport {
  let plan: [OptimalTransport.Move]
  let potentials: OptimalTransport.Potentials

  init(from x: [Double], to y: [Double]) throws(CancellationError) {
    let givers = try sorted(Array(x.indices)) { x[$0] < x[$1] }
    let takers = try sorted(Array(y.indices)) { y[$0] < y[$1] }
    plan = LineTransport.pour(givers, takers)
    potentials = LineTransport.potentials(x, y, givers, takers)
  }

  /// Masses as whole numbers, n·m in all: givers hold m each, takers want n each. So nothing is lost to rounding.
  private static func pour(_ givers: [Int], _ takers: [Int]) -> [OptimalTransport.Move] {
    var moves: [OptimalTransport.Move] = []
    var (i, j) = (0, 0)
    var (held, wanted) = (takers.count, givers.count)
    while i < givers.count && j < takers.count {
      let units = min(held, wanted)
      let mass = Double(units) / Double(givers.count) / Double(takers.count)
      moves.append(OptimalTransport.Move(from: givers[i], to: takers[j], mass: mass))
      (held, wanted) = (held - units, wanted - units)
      if held == 0 { (i, held) = (i + 1, takers.count) }
      if wanted == 0 { (j, wanted) = (j + 1, givers.count) }
    }
    return moves
  }

  /// D' = sign(G - F): uphill to the right where mass must come from the right, so that mean D(x) - mean D(y) = ∫ |F - G|.
  private static func potentials(
    _ x: [Double], _ y: [Double], _ givers: [Int], _ takers: [Int]
  ) -> OptimalTransport.Potentials {
    var (from, to) = (x, y)
    var (i, j) = (0, 0)
    var height = 0.0
    var last = min(x[givers[0]], y[takers[0]])
    while i < givers.count || j < takers.count {
      // F = i / n and G = j / m just left of the next point, compared without dividing.
      let slope = (j * givers.count - i * takers.count).signum()
      let isGiver = j == takers.count || (i < givers.count && x[givers[i]] <= y[takers[j]])
      let place = isGiver ? x[givers[i]] : y[takers[j]]
      height += Double(slope) * (place - last)
      last = place
      if isGiver { from[givers[i]] = height } else { to[takers[j]] = height }
      if isGiver { i += 1 } else { j += 1 }
    }
    let first = to[0]
    return OptimalTransport.Potentials(from: from.map { $0 - first }, to: to.map { $0 - first })
  }
}

/// The Wasserstein-1 distance of samples on a line: ∫ |F - G|, without a plan.
func lineDistance(_ a: NDArray, _ b: NDArray) throws(CancellationError) -> Double {
  let x = try sorted(a.numbers, by: <), y = try sorted(b.numbers, by: <)
  var (i, j, pace, work) = (0, 0, Pace(), CompensatedSum())
  var last = min(x[0], y[0])
  while i < x.count || j < y.count {
    guard pace.goesOn() else { throw CancellationError() }
    // |F - G| = |i·m - j·n| / (n·m), in whole numbers, just left of the next point.
    let height = abs(i * y.count - j * x.count)
    let isFirst = j == y.count || (i < x.count && x[i] <= y[j])
    let place = isFirst ? x[i] : y[j]
    if isFirst { i += 1 } else { j += 1 }
    work.add(Double(height) * (Double(place) - Double(last)))
    last = place
  }
  return work.value / (Double(x.count) * Double(y.count))
}
