import Arrays
import Notebook
import Pictures

extension ScoreDerivatives {
  /// Matrices side by side: a row for each score, a column for each sample, a sample's own slope white.
  static func picture(_ all: [ScoreDerivatives]) -> Output {
    let count = all.map(\.count).max() ?? 0
    let images = NDArray(all.flatMap(\.brightness), shape: [all.count, count, count, 1])
    let grid = ImageGrid(images, low: 0, high: 1, columns: all.count)
    return .picture(
      title: "", width: count * all.count, height: count, text: grid.plain, coloured: grid.coloured)
  }

  /// The root of each entry in units of its column's own slope, so that small ones show.
  private var brightness: [Real] {
    let own = ownNorms
    return matrix.flatMap { row in row.indices.map { Real(min(1, row[$0] / own[$0]).squareRoot()) } }
  }
}
