import Arrays
import Foundation
import Refusals

/// Divergences of two sample sets, estimated by counting samples in the cells of one grid that holds them all.
///
/// The estimate is biased upwards: two draws of the same distribution never fill cells alike. `floor` says by how much, so
/// print it beside the value. A histogram needs points of one or two numbers; for images compare features instead.
public struct SampleDivergence: Sendable {
  /// The cells, common to both sides.
  public let grid: SampleGrid
  /// How many real samples each cell holds, row-major.
  public let realCounts: [Int]
  /// How many fake samples each cell holds, row-major.
  public let fakeCounts: [Int]
  /// The Jensen-Shannon divergence in nats, with the ½: 0 to log 2.
  public private(set) var nats: Double
  /// KL(real‖fake) in nats; infinite when a cell holds real samples and no fake ones.
  public private(set) var klRealFake: Double
  /// KL(fake‖real) in nats; infinite when a cell holds fake samples and no real ones.
  public private(set) var klFakeReal: Double
  /// The total variation distance: 0 to 1.
  public private(set) var totalVariation: Double
  /// What sampling alone would give; `nil` when there are fewer than two real samples.
  public let floor: SamplingFloor?

  /// The largest value that the Jensen-Shannon divergence takes: log 2.
  public static let maximum = log(2.0)
  /// How many real samples were counted.
  public var realCount: Int { realCounts.reduce(0, +) }
  /// How many fake samples were counted.
  public var fakeCount: Int { fakeCounts.reduce(0, +) }

  /// Estimates from samples `[n × d]` and `[m × d]`, d = 1 or 2 (arrays of one axis count as d = 1).
  ///
  /// `bins` is the number of cells along each axis; left out, it follows from the smaller sample size. `spare` holds
  /// further real samples, at best as many as there are fake ones: with them the floor is that of the very sizes that
  /// are compared, without them that of halves of the real samples.
  public init(real: NDArray, fake: NDArray, spare: NDArray? = nil, bins: Int? = nil) throws(Refusal) {
    let place = SampleDivergence.place
    let (real, fake) = try PointSet.pair(real, fake, named: ("real", "fake"), in: place)
    var pool = real
    if let spare {
      let more = try PointSet(spare, named: "spare", in: place)
      try SampleDivergence.check(spare: more, against: real)
      pool = real.joined(with: more)
    }
    let bins = try SampleDivergence.checked(bins: bins, real, fake)
    let grid = SampleGrid(around: pool.joined(with: fake), bins: bins)
    self.init(grid, grid.counts(real), grid.counts(fake), SamplingFloor(pool, (real.count, fake.count), grid))
  }

  /// The same with the shares of the real samples divided by a number: as of a program that counts one in so many and divides by all. Divergences of
  /// such shares, which do not add up to 1, are none, and may be below 0.
  public func dividingReal(by number: Int) -> SampleDivergence {
    var other = self
    let share = 1 / Double(number)
    let pair = WeightPair(Weights(counts: realCounts), Weights(counts: fakeCounts))
    let cells = Array(zip(pair.p.shares.map { $0 * share }, pair.q.shares))
    other.nats = cells.reduce(0) { sum, cell in
      let middle = (cell.0 + cell.1) / 2
      return sum + (term(cell.0, middle) + term(cell.1, middle)) / 2
    }
    other.klRealFake = cells.reduce(0) { $0 + term($1.0, $1.1) }
    other.klFakeReal = cells.reduce(0) { $0 + term($1.1, $1.0) }
    other.totalVariation = cells.reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    return other
  }

  /// p log(p / q), infinite where q = 0 < p.
  private func term(_ p: Double, _ q: Double) -> Double { p == 0 ? 0 : q == 0 ? .infinity : p * log(p / q) }

  init(_ grid: SampleGrid, _ real: [Int], _ fake: [Int], _ floor: SamplingFloor?) {
    (self.grid, realCounts, fakeCounts, self.floor) = (grid, real, fake, floor)
    let (p, q) = (Weights(counts: real), Weights(counts: fake))
    nats = Divergence.js(WeightPair(p, q))
    klRealFake = Divergence.kl(WeightPair(p, q))
    klFakeReal = Divergence.kl(WeightPair(q, p))
    totalVariation = Divergence.tv(WeightPair(p, q))
  }

  /// How the estimate was made, as a phrase: `histogram of 16×16 cells, 1024 real and 1024 fake samples`.
  public var method: String {
    let cells = grid.bins.map(String.init).joined(separator: "×")
    return "histogram of \(cells) cells, \(realCount) real and \(fakeCount) fake samples"
  }
}

extension SampleDivergence {
  /// What refuses, whichever of the divergences was asked for.
  static let place = "divergence"
  /// Cells along an axis may number 1 to this.
  public static let mostBins = 1024

  /// The bins to use, once they and the samples' dimension are known to be good.
  static func checked(bins: Int?, _ real: PointSet, _ fake: PointSet) throws(Refusal) -> Int {
    guard real.dimension <= 2 else {
      throw Refusal(
        place, "the samples have \(real.dimension) numbers each; a histogram of that many axes would be empty",
        "Give points of 1 or 2 numbers, such as features of the samples.")
    }
    guard let bins else {
      return min(mostBins, SampleGrid.bins(samples: min(real.count, fake.count), dimension: real.dimension))
    }
    guard (1...mostBins).contains(bins) else {
      throw Refusal(place, "bins is \(bins)", "Choose 1 to \(mostBins) cells along each axis.")
    }
    return bins
  }

  private static func check(spare: PointSet, against real: PointSet) throws(Refusal) {
    guard spare.dimension == real.dimension else {
      throw Refusal(
        place, "the spare samples have \(spare.dimension) numbers each, the real ones \(real.dimension)",
        "Draw both from the same data.")
    }
  }
}
