import Arrays
import Display

extension ScoreDerivatives {
  /// Matrices side by side, by name: a row for each score, a column for each sample, a sample's own slope brightest.
  static func figure(_ all: [(name: String, derivatives: ScoreDerivatives)]) -> Figure {
    Figure(
      "",
      all.map { name, derivatives in
        var plot = Plot.matrix(
          "√(slope/own)", NDArray(derivatives.brightness, shape: [derivatives.count, derivatives.count]), x: Axis("j"),
          y: Axis("i"))
        plot.title = name
        return plot
      })
  }

  /// The root of each entry in units of its column's own slope, so that small ones show.
  private var brightness: [Real] {
    let own = ownNorms
    return matrix.flatMap { row in row.indices.map { Real(min(1, row[$0] / own[$0]).squareRoot()) } }
  }
}
