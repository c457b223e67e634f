import Arrays
import Distances

/// Two draws of one distribution, points spread evenly over a square, and how far apart they seem to be.
struct SameTwice {
  /// How many points a draw has.
  static let counts = [64, 256, 1024]
  /// Cells along each axis.
  static let bins = 8
  /// Over how many pairs of draws the means are taken.
  private static let pairs = 8

  let count: Int
  /// The mean JS of two draws, in nats, by counting in cells.
  let jensenShannon: Double
  /// The mean W of two draws, by exact transport; of the first two pairs alone, since it takes longer.
  let wasserstein: Double

  /// (cells - 1)·(1/n + 1/m)/8, the leading term for many points: of χ², whose mean is cells - 1.
  var rule: Double { Double(SameTwice.bins * SameTwice.bins - 1) * 2 / Double(count) / 8 }

  init(count: Int) throws {
    self.count = count
    let pairs = (0..<SameTwice.pairs).map { (SameTwice.draw(count, 2 * $0), SameTwice.draw(count, 2 * $0 + 1)) }
    let divergences = try pairs.map { try SampleDivergence(real: $0.0, fake: $0.1, bins: SameTwice.bins).nats }
    let distances = try pairs.prefix(2).map { try Distances.wasserstein($0.0, $0.1) }
    jensenShannon = divergences.reduce(0, +) / Double(divergences.count)
    wasserstein = distances.reduce(0, +) / Double(distances.count)
  }

  private static func draw(_ count: Int, _ step: Int) -> NDArray {
    Random(seed: 1).uniform([count, 2], .init(named: "same twice"), step: step)
  }
}
