import Arrays
import Refusals

/// The cheapest way to move one sample set onto another, exactly: the earth mover's plan and the prices that prove it.
///
/// Each of n samples x holds 1/n of the mass, each of m samples y wants 1/m. The plan π minimises Σ πᵢⱼ ‖xᵢ - yⱼ‖, and its
/// cost is the Wasserstein-1 distance of the samples (the primal problem). The potentials maximise
/// mean D(x) - mean D(y) over all D that are 1-Lipschitz (the dual, Kantorovich and Rubinstein's), and reach the same
/// number: they are the values of an optimal critic. Villani 2009, chapter 5; Peyré and Cuturi 2019, chapters 2 and 6.
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

  /// The values of an optimal critic D: D(x) - D(y) ≤ ‖x - y‖ for every pair of samples, whichever sides they are from.
  public struct Potentials: Hashable, Sendable {
    /// D at the samples that give.
    public let from: [Double]
    /// D at the samples that receive.
    public let to: [Double]

    /// The dual's value: mean D(from) - mean D(to).
    public var value: Double {
      from.reduce(0, +) / Double(from.count) - to.reduce(0, +) / Double(to.count)
    }
  }

  /// The Wasserstein-1 distance: what the plan costs.
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
  public init(from x: NDArray, to y: NDArray) throws {
    let (x, y) = try PointSet.pair(x, y, named: ("first", "second"), in: "wasserstein")
    try self.init(from: x, to: y)
  }

  init(from x: PointSet, to y: PointSet) throws {
    if x.dimension == 1 {
      let line = try LineTransport(from: x.coordinates, to: y.coordinates)
      self.init(line.plan, line.potentials) { abs(x.coordinates[$0] - y.coordinates[$1]) }
      return
    }
    guard max(x.count, y.count) <= OptimalTransport.mostSamples else {
      throw Refusal(
        "wasserstein", "\(x.count) against \(y.count) samples of \(x.dimension) numbers take too long to match exactly",
        "Sample fewer, at most \(OptimalTransport.mostSamples) a side.")
    }
    let costs = try CostMatrix(from: x, to: y)
    var solver = TransportSimplex(costs)
    try solver.solve()
    self.init(solver.plan, solver.potentials) { costs[$0, $1] }
  }

  private init(_ plan: [Move], _ potentials: Potentials, cost: (Int, Int) -> Double) {
    self.plan = plan
    self.potentials = potentials
    distance = plan.map { $0.mass * cost($0.from, $0.to) }.compensatedSum
  }
}
