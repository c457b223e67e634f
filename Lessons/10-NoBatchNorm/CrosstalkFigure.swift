import Arrays
import Display

extension ScoreDerivatives {
  /// Matrices side by side: a row for each score, a column for each sample, a sample's own slope white.
  static func figure(_ all: [ScoreDerivatives]) -> Figure {
    let count = all.map(\.count).max() ?? 0
    let images = NDArray(all.flatMap(\.brightness), shape: [all.count, count, count, 1])
    return Figure(images: images, low: 0)
  }

  /// The root of each entry in units of its column's own slope, so that small ones show.
  private var brightness: [Real] {
    let own = ownNorms
    return matrix.flatMap { row in row.indices.map { Real(min(1, row[$0] / own[$0]).squareRoot()) } }
  }
}
