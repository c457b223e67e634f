import Arrays

/// The Jensen-Shannon divergence that sampling alone gives: real samples against real samples, in the same cells.
///
/// The real samples are split at random into two parts, several times over, and the parts compared as real and fake
/// ones are. The floor grows with the number of cells and falls with the number of samples, about as cells · (1/n + 1/m) / 8.
public struct SamplingFloor: Hashable, Sendable {
  /// The mean over the splits, in nats.
  public let nats: Double
  /// How many samples the two parts have.
  public let sizes: [Int]
  /// Over how many splits the mean was taken.
  public let splits: Int
  /// Whether the parts are as large as the sets that were compared. If not they are smaller, so that the floor is high.
  public let isOfSizesCompared: Bool

  /// Splits into parts of the wanted sizes if there are enough points, else into halves; `nil` for a single point.
  init?(_ points: PointSet, _ wanted: (Int, Int), _ grid: SampleGrid, splits: Int = 8) {
    guard points.count >= 2 else { return nil }
    isOfSizesCompared = wanted.0 + wanted.1 <= points.count
    sizes = isOfSizesCompared ? [wanted.0, wanted.1] : [points.count / 2, points.count - points.count / 2]
    self.splits = splits
    var sum = 0.0
    for split in 0..<splits {
      let order = SamplingFloor.order(points.count, split)
      let first = points.at(order.prefix(sizes[0]))
      let second = points.at(order.dropFirst(sizes[0]).prefix(sizes[1]))
      sum += Divergence.js(grid.counts(first), grid.counts(second))
    }
    nats = sum / Double(splits)
  }

  /// An order of the indices that depends on nothing but their number and the split's: the same samples, the same floor.
  private static func order(_ count: Int, _ split: Int) -> [Int] {
    let keys = Random(seed: 0).indices(count, below: 1 << 32, Random.Stream(named: "floor"), step: split)
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// How the floor was found, as a phrase: `mean of 8 random splits of real samples into 512 and 512`.
  public var method: String {
    "mean of \(splits) random splits of real samples into \(sizes[0]) and \(sizes[1])"
  }
}
