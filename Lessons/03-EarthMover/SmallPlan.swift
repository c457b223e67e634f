import Arrays
import Autodiff
import Distances
import Experiments

/// Seven points of the data, seven of a generator that was never trained: few enough to try every plan.
struct SmallPlan {
  /// A move of the best plan.
  struct Row {
    let from, to: Int
    let distance, drop: Double
  }

  /// The best plan's moves, with how far each goes and how much the prices fall along it.
  let rows: [Row]
  /// The points, real and fake.
  let real, fake: NDArray
  /// What the best plan costs, and what its prices earn.
  let cost, earned: Double
  /// The least cost of all 7! plans that send each point to one other.
  let leastOfAll: Double
  /// What it costs to send a seventh of each point to each other.
  let careless: Double
  /// The steepest of all secants of the prices.
  let steepest: Double
  /// The most that any of many random 1-Lipschitz critics earns.
  let bestOfRandom: Double

  private static let count = 7

  init() throws {
    let samples = try Experiment(.eightGaussians).samples(step: 0)
    let (real, fake) = (Points(samples.real, SmallPlan.count), Points(samples.fake, SmallPlan.count))
    let transport = try OptimalTransport(from: real.array, to: fake.array)
    let prices = transport.potentials
    (self.real, self.fake) = (real.array, fake.array)
    rows = transport.plan.map { move in
      Row(
        from: move.from, to: move.to, distance: real[move.from].distance(to: fake[move.to]),
        drop: prices.from[move.from] - prices.to[move.to])
    }
    (cost, earned) = (transport.distance, prices.value)
    let costs = real.all.map { x in fake.all.map { x.distance(to: $0) } }
    leastOfAll = SmallPlan.leastCost(costs, row: 0, free: Array(0..<SmallPlan.count)) / Double(SmallPlan.count)
    careless = costs.flatMap(\.self).reduce(0, +) / Double(SmallPlan.count * SmallPlan.count)
    steepest = Points.steepest(real.all + fake.all, prices.from + prices.to)
    bestOfRandom = SmallPlan.bestOfRandom(real, fake)
  }

  /// The cheapest way to give each row from here on a column of its own, by trying all.
  private static func leastCost(_ costs: [[Double]], row: Int, free: [Int]) -> Double {
    guard row < costs.count else { return 0 }
    return free.map { column in
      costs[row][column] + leastCost(costs, row: row + 1, free: free.filter { $0 != column })
    }.min() ?? 0
  }

  /// Critics D(z) = min over all points w of (v(w) + ‖z - w‖), with random v: each is 1-Lipschitz.
  private static func bestOfRandom(_ real: Points, _ fake: Points) -> Double {
    let points = real.all + fake.all
    return (0..<1000).map { draw in
      let heights = Random(seed: 1).normal([points.count], .init(named: "heights"), step: draw).numbers
      let scores = points.map { z in
        points.indices.map { Double(heights[$0]) + z.distance(to: points[$0]) }.min() ?? 0
      }
      let (x, y) = (scores.prefix(real.all.count), scores.suffix(fake.all.count))
      return x.reduce(0, +) / Double(x.count) - y.reduce(0, +) / Double(y.count)
    }.max() ?? 0
  }
}
