import Arrays
import Refusals

/// The cheapest way to move one sample set onto another, exactly: the earth mover's plan and the prices that prove it.
///
/// Each of n samples x holds 1/n of the mass, each of m samples y wants 1/m, unless they have weights. The plan π minimises Σ πᵢⱼ ‖xᵢ - yⱼ‖, and its
/// cost is the Wasserstein-1 distance of the samples (the primal problem). The potentials maximise
/// mean D(x) - mean D(y) over all D that are 1-Lipschitz (the dual, Kantorovich and Rubinstein's), and reach the same
/// number: they are the values of an optimal critic. Villani 2009, chapter 5; Peyré and Cuturi 2019, chapters 2 and 6.
///
/// Of squared distances the plan's cost is the square of the Wasserstein-2 distance, and D(x) - D(y) ≤ ‖x - y‖².
public struct OptimalTransport: Sendable {
  /// Mass that goes from one sample to another.
  public struct Move: Hashable, Sendable {
    /// The index of the sample that gives.
    public let from: Int
    /// The index of the sample that receives.
    public let to: Int
    /// The share of the whole, which is 1.
    public let mass: Double
  }

  /// The values of an optimal critic D: D(x) - D(y) ≤ ‖x - y‖ for every pair of samples, whichever sides they are from. They are also how the
  /// plan's cost grows with what each sample holds or wants.
  public struct Potentials: Hashable, Sendable {
    /// D at the samples that give.
    public let from: [Double]
    /// D at the samples that receive.
    public let to: [Double]

    /// The dual's value where all samples of a side weigh the same: mean D(from) - mean D(to).
    public var value: Double {
      from.reduce(0, +) / Double(from.count) - to.reduce(0, +) / Double(to.count)
    }
  }

  /// The Wasserstein distance: what the plan costs, or of squared distances the root of that.
  public let distance: Double
  /// The moves, at most n + m - 1 of them; masses add up to 1.
  public let plan: [Move]
  /// The prices that prove the plan optimal; the first receiving sample's is 0.
  public let potentials: Potentials

  /// How many samples each side may have where d ≥ 2; on a line there is no bound.
  public static let mostSamples = 2048

  /// Transport between samples along the first axis, each flattened; arrays of one axis hold points of a line.
  ///
  /// On a line by sorting, elsewhere by the network simplex method. What does not fit is a `Refusal`, a wish to stop a
  /// `CancellationError`.
  public init(
    from x: NDArray, to y: NDArray, weights: SampleWeights = .equal, cost: TransportCost = .distance
  ) throws {
    let (x, y) = try PointSet.pair(x, y, named: ("first", "second"), in: "wasserstein")
    switch (weights.from, weights.to) {
    case (nil, nil): try self.init(from: x, to: y, Masses(equal: x.count, y.count), cost)
    case (let p, let q):
      let (p, q) = (try x.shares(p, "first"), try y.shares(q, "second"))
      try self.init(from: x, to: y, p, q, cost)
    }
  }

  init(from x: PointSet, to y: PointSet) throws {
    try self.init(from: x, to: y, Masses(equal: x.count, y.count), .distance)
  }

  /// Between samples of unlike weights. Those that weigh nothing take no part, and have the best price that those which do leave them: what it would cost
  /// if they weighed a little.
  private init(from x: PointSet, to y: PointSet, _ p: [Double], _ q: [Double], _ cost: TransportCost) throws {
    let all = Masses(from: p, to: q)
    let (givers, takers) = (all.from.indices.filter { all.from[$0] > 0 }, all.to.indices.filter { all.to[$0] > 0 })
    let (here, there) = (x.at(givers), y.at(takers))
    let part = try OptimalTransport(
      from: here, to: there, Masses(from: givers.map { p[$0] }, to: takers.map { q[$0] }), cost)
    var (from, to) = ([Double](repeating: 0, count: x.count), [Double](repeating: 0, count: y.count))
    for (index, value) in zip(givers, part.potentials.from) { from[index] = value }
    for (index, value) in zip(takers, part.potentials.to) { to[index] = value }
    var row = 0
    try CostMatrix.forEachRow(from: x, to: there, cost) { costs in
      if all.from[row] == 0 { from[row] = zip(costs, part.potentials.to).reduce(.infinity) { min($0, $1.0 + $1.1) } }
      row += 1
    }
    row = 0
    try CostMatrix.forEachRow(from: y, to: here, cost) { costs in
      if all.to[row] == 0 { to[row] = zip(costs, part.potentials.from).reduce(-.infinity) { max($0, $1.1 - $1.0) } }
      row += 1
    }
    distance = part.distance
    plan = part.plan.map { Move(from: givers[$0.from], to: takers[$0.to], mass: $0.mass) }
    potentials = Potentials(from: from, to: to)
  }

  private init(from x: PointSet, to y: PointSet, _ masses: Masses, _ cost: TransportCost) throws {
    if x.dimension == 1 {
      let line = try LineTransport(from: x.coordinates, to: y.coordinates, masses, cost)
      self.init(line.plan, line.potentials, cost) {
        let gap = abs(x.coordinates[$0] - y.coordinates[$1])
        return cost == .distance ? gap : gap * gap
      }
      return
    }
    guard max(x.count, y.count) <= OptimalTransport.mostSamples else {
      throw Refusal(
        "wasserstein", "\(x.count) against \(y.count) samples of \(x.dimension) numbers take too long to match exactly",
        "Sample fewer, at most \(OptimalTransport.mostSamples) a side.")
    }
    let costs = try CostMatrix(from: x, to: y, cost)
    var solver = TransportSimplex(costs, masses)
    try solver.solve()
    self.init(solver.plan, solver.potentials, cost) { costs[$0, $1] }
  }

  private init(
    _ plan: [Move], _ potentials: Potentials, _ cost: TransportCost, _ price: (Int, Int) -> Double
  ) {
    self.plan = plan
    self.potentials = potentials
    let total = plan.map { $0.mass * price($0.from, $0.to) }.compensatedSum
    distance = cost == .distance ? total : total.squareRoot()
  }
}

/// How much each sample weighs; normalised where they are used.
public struct SampleWeights: Sendable {
  /// Of each sample that gives; `nil` where all weigh the same.
  public let from: [Real]?
  /// Of each sample that receives; `nil` where all weigh the same.
  public let to: [Real]?

  /// All of a side weigh the same.
  public static let equal = SampleWeights(from: nil, to: nil)

  /// Weights of either side.
  public init(from: [Real]?, to: [Real]?) { (self.from, self.to) = (from, to) }
}

extension PointSet {
  /// The share of each point.
  fileprivate func shares(_ weights: [Real]?, _ name: String) throws(Refusal) -> [Double] {
    guard let weights else { return [Double](repeating: 1 / Double(count), count: count) }
    guard weights.count == count else {
      throw Refusal(
        "wasserstein", "there are \(weights.count) weights for the \(count) \(name) samples",
        "Give one weight for each sample.")
    }
    return try Weights(weights, named: "the weights of the \(name) samples", in: "wasserstein").shares
  }
}
