import Arrays

/// How numbers are spread, counted in equal cells of which none loses a number.
public struct Histogram: Sendable {
  /// The middle of each cell.
  public let centres: [Real]
  /// How many numbers each cell holds.
  public let counts: [Int]

  /// Counts finite numbers between `low` and `high`; those beyond go into the first or the last cell.
  public init(_ numbers: [Real], low: Real, high: Real, cells: Int) {
    let width = (high - low) / Real(cells)
    var counts = [Int](repeating: 0, count: cells)
    for number in numbers where number.isFinite {
      counts[Int(min(max((number - low) / width, 0), Real(cells - 1)))] += 1
    }
    self.counts = counts
    centres = (0..<cells).map { low + (Real($0) + 0.5) * width }
  }
}
