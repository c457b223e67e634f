import Arrays
import Distances
import Refusals
import Testing

private let shapes: [(n: Int, m: Int, d: Int)] = [(5, 5, 1), (6, 4, 1), (7, 3, 2), (12, 12, 2), (9, 20, 3)]
private let costs: [TransportCost] = [.distance, .squaredDistance]

/// Transport of samples that weigh unlike, and by squared distance.
@Suite struct WeightedTransportTests {
  private func weights(_ count: Int, _ seed: UInt64) -> [Real] {
    let drawn = Random(seed: seed).uniform([count], .init(named: "weights")).numbers
    return drawn.enumerated().map { $0.offset % 4 == 2 ? 0 : $0.element + 0.1 }
  }

  private func price(_ gap: Double, _ cost: TransportCost) -> Double { cost == .distance ? gap : gap * gap }

  @Test(arguments: shapes, costs)
  func thePlanMovesEverythingAndItsPricesProveItCheapest(_ size: (n: Int, m: Int, d: Int), _ cost: TransportCost) throws
  {
    let (x, y) = (normal([size.n, size.d], seed: 1), normal([size.m, size.d], seed: 2))
    let (p, q) = (weights(size.n, 3), weights(size.m, 4))
    let transport = try OptimalTransport(from: x, to: y, weights: SampleWeights(from: p, to: q), cost: cost)
    var (given, received) = ([Double](repeating: 0, count: size.n), [Double](repeating: 0, count: size.m))
    for move in transport.plan {
      given[move.from] += move.mass
      received[move.to] += move.mass
    }
    let (all, wanted) = (p.reduce(0.0) { $0 + Double($1) }, q.reduce(0.0) { $0 + Double($1) })
    #expect(zip(given, p).allSatisfy { abs($0 - Double($1) / all) < 1e-12 })
    #expect(zip(received, q).allSatisfy { abs($0 - Double($1) / wanted) < 1e-12 })
    let potentials = transport.potentials
    let dual =
      zip(potentials.from, p).reduce(0) { $0 + $1.0 * Double($1.1) / all }
      - zip(potentials.to, q).reduce(0) { $0 + $1.0 * Double($1.1) / wanted }
    #expect(abs(dual - price(transport.distance, cost)) < 1e-10, "strong duality")
    for i in 0..<size.n {
      for j in 0..<size.m where p[i] > 0 || q[j] > 0 {
        #expect(potentials.from[i] - potentials.to[j] <= price(gap(x, i, y, j), cost) + 1e-10, "\(i) to \(j)")
      }
    }
  }

  /// A weight of 3 is three samples at one place.
  @Test(arguments: [1, 2, 3], costs) func aWeightIsSoManySamples(_ d: Int, _ cost: TransportCost) throws {
    let (x, y) = (normal([3, d], seed: 5), normal([4, d], seed: 6))
    let copies = [3, 1, 2]
    let repeated = NDArray(
      copies.enumerated().flatMap { index, count in
        (0..<count).flatMap { _ in Array(x.numbers[index * d..<(index + 1) * d]) }
      }, shape: [6, d])
    let weighted = try OptimalTransport(
      from: x, to: y, weights: SampleWeights(from: copies.map { Real($0) }, to: nil), cost: cost)
    #expect(abs(weighted.distance - (try OptimalTransport(from: repeated, to: y, cost: cost).distance)) < 1e-12)
  }

  /// On a line the plan is the same for every convex cost, in the plane it is not: here the squared distance takes two middling ways.
  @Test func theSquaredDistanceHasAnotherPlan() throws {
    let x = NDArray([0, 0, 1, 0] as [Real], shape: [2, 2])
    let y = NDArray([1, 0, 1.9, 0.9] as [Real], shape: [2, 2])
    let (first, second) = (
      try OptimalTransport(from: x, to: y), try OptimalTransport(from: x, to: y, cost: .squaredDistance)
    )
    #expect(first.plan.contains { $0.from == 1 && $0.to == 0 })
    #expect(second.plan.contains { $0.from == 0 && $0.to == 0 })
    #expect(abs(second.distance - ((1 + 0.81 + 0.81) / 2.0).squareRoot()) < 1e-6)
  }

  @Test func wrongWeightsAreRefused() {
    let (x, y) = (normal([3, 2], seed: 1), normal([3, 2], seed: 2))
    for weights: [Real] in [[1, 1], [1, -1, 1], [0, 0, 0], [1, .nan, 1]] {
      #expect(throws: Refusal.self) {
        try OptimalTransport(from: x, to: y, weights: SampleWeights(from: nil, to: weights))
      }
    }
  }

  /// ∂W/∂p and ∂W/∂x on a line, against differences of the exact distance.
  @Test func slopesOnALine() throws {
    let (p, q) = ([3, 1, 4, 1, 5] as [Double], [2, 7, 1, 8, 2] as [Double]), places = [0.3, -1, 2.5, 1.25, 0.75]
    let slopes = try LineSlopes(p, q, positions: places)
    func share(_ p: [Double]) -> [Double] { p.map { $0 / p.reduce(0, +) } }
    let h = 1e-5, mean = zip(share(p), slopes.potentials).reduce(0) { $0 + $1.0 * $1.1 }
    for index in p.indices {
      var (more, less, right, left) = (p, p, places, places)
      (more[index], less[index]) = (p[index] + h, p[index] - h)
      (right[index], left[index]) = (places[index] + h, places[index] - h)
      let byWeight =
        (try wasserstein(more, q, positions: places) - wasserstein(less, q, positions: places)) / (2 * h)
      #expect(abs(byWeight - (slopes.potentials[index] - mean) / p.reduce(0, +)) < 1e-8)
      let byPlace = (try wasserstein(p, q, positions: right) - wasserstein(p, q, positions: left)) / (2 * h)
      #expect(abs(byPlace - slopes.pulls[index]) < 1e-8)
    }
  }
}
