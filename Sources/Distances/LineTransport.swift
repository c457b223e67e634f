import Arrays

/// Optimal transport on a line: sort both sides and pour one into the other, left to right. Villani 2003, theorem 2.18; it holds for every
/// cost that is a convex function of the distance.
struct LineTransport {
  let plan: [OptimalTransport.Move]
  let potentials: OptimalTransport.Potentials

  init(from x: [Double], to y: [Double], _ masses: Masses, _ cost: TransportCost) throws(CancellationError) {
    let givers = try sorted(Array(x.indices)) { x[$0] < x[$1] }
    let takers = try sorted(Array(y.indices)) { y[$0] < y[$1] }
    plan = LineTransport.pour(givers, takers, masses)
    potentials =
      cost == .distance
      ? LineTransport.potentials(x, y, givers, takers, masses)
      : LineTransport.potentials(x, y, plan)
  }

  private static func pour(_ givers: [Int], _ takers: [Int], _ masses: Masses) -> [OptimalTransport.Move] {
    var moves: [OptimalTransport.Move] = []
    var (i, j) = (0, 0)
    var (held, wanted) = (masses.from[givers[0]], masses.to[takers[0]])
    let total = Double(masses.total)
    while i < givers.count && j < takers.count {
      let units = min(held, wanted)
      moves.append(OptimalTransport.Move(from: givers[i], to: takers[j], mass: Double(units) / total))
      (held, wanted) = (held - units, wanted - units)
      if held == 0 {
        i += 1
        held = i < givers.count ? masses.from[givers[i]] : 0
      }
      if wanted == 0 {
        j += 1
        wanted = j < takers.count ? masses.to[takers[j]] : 0
      }
    }
    return moves
  }

  /// D' = sign(G - F): uphill to the right where mass must come from the right, so that mean D(x) - mean D(y) = ∫ |F - G|.
  private static func potentials(
    _ x: [Double], _ y: [Double], _ givers: [Int], _ takers: [Int], _ masses: Masses
  ) -> OptimalTransport.Potentials {
    var (from, to) = (x, y)
    var (i, j) = (0, 0)
    var (given, received) = (0, 0)
    var height = 0.0
    var last = min(x[givers[0]], y[takers[0]])
    while i < givers.count || j < takers.count {
      // F and G just left of the next point, in whole units.
      let slope = (received - given).signum()
      let isGiver = j == takers.count || (i < givers.count && x[givers[i]] <= y[takers[j]])
      let place = isGiver ? x[givers[i]] : y[takers[j]]
      height += Double(slope) * (place - last)
      last = place
      if isGiver {
        (from[givers[i]], given) = (height, given + masses.from[givers[i]])
        i += 1
      } else {
        (to[takers[j]], received) = (height, received + masses.to[takers[j]])
        j += 1
      }
    }
    let first = to[0]
    return OptimalTransport.Potentials(from: from.map { $0 - first }, to: to.map { $0 - first })
  }

  /// Prices of squared distances: along the plan a giver's and its taker's differ by what their move costs, and where both change at once the
  /// next giver's is that of a move to the present taker, which no plan would make cheaper.
  private static func potentials(
    _ x: [Double], _ y: [Double], _ plan: [OptimalTransport.Move]
  ) -> OptimalTransport.Potentials {
    var (from, to) = (x, y)
    let cost = { (move: OptimalTransport.Move) in square(x[move.from] - y[move.to]) }
    var last = plan[0]
    (from[last.from], to[last.to]) = (cost(last), 0)
    for move in plan.dropFirst() {
      if move.from != last.from { from[move.from] = to[last.to] + square(x[move.from] - y[last.to]) }
      if move.to != last.to { to[move.to] = from[move.from] - cost(move) }
      last = move
    }
    let first = to[0]
    return OptimalTransport.Potentials(from: from.map { $0 - first }, to: to.map { $0 - first })
  }

  private static func square(_ x: Double) -> Double { x * x }
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
