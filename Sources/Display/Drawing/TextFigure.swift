import Texts

/// Draws a figure's plots in characters, beside and below each other, so that they fit a page.
struct TextFigure {
  /// What is drawn.
  let figure: Figure
  /// How many colours there are.
  let depth: ColourDepth
  /// The room there is.
  let page: Page

  /// What stands between two plots side by side.
  private static let gap = 2
  /// The narrowest that a plot is made while there is another way.
  private static let narrowest = 20

  /// Lines of text.
  var lines: [String] {
    guard !figure.plots.isEmpty else { return [] }
    if figure.plots.allSatisfy(\.isImage) { return ImageGrid(figure: figure, depth: depth, page: page).lines }
    let columns = columns, rows = (figure.plots.count + columns - 1) / columns
    let width = max(1, (page.width + TextFigure.gap) / columns - TextFigure.gap)
    let height = max(TextPlot.least, (page.height - rows + 1) / rows)
    let drawn = zip(figure.plots, figure.frames).map { canvas($0, $1, width, height) }
    let widths = (0..<columns).map { column in
      stride(from: column, to: drawn.count, by: columns).map { drawn[$0].width }.max() ?? 0
    }
    return stride(from: 0, to: drawn.count, by: columns).flatMap { first -> [String] in
      let row = drawn[first..<min(first + columns, drawn.count)]
      var canvas = TextCanvas(
        width: widths.reduce(0, +) + TextFigure.gap * (columns - 1), height: row.map(\.height).max() ?? 0)
      var place = 0
      for (width, plot) in zip(widths, row) {
        canvas.add(plot, place, 0)
        place += width + TextFigure.gap
      }
      return (first > 0 ? [""] : []) + canvas.lines(depth)
    }
  }

  /// How many plots stand side by side: as many as the figure asks for, fewer where they would be too narrow.
  private var columns: Int {
    let most = min(figure.columns, figure.plots.count)
    func fits(_ columns: Int, _ narrowest: Int) -> Bool {
      (page.width + TextFigure.gap) / columns - TextFigure.gap >= narrowest
    }
    let columns = (1...most).last { fits($0, TextFigure.narrowest) } ?? 1
    let rows = (figure.plots.count + columns - 1) / columns
    // Where a page has no room for so many rows, plots are made narrower than one would like.
    guard rows * (TextPlot.least + 1) > page.height else { return columns }
    return (1...most).last { fits($0, TextFigure.narrowest / 2) } ?? columns
  }

  private func canvas(_ plot: Plot, _ frame: Frame, _ width: Int, _ height: Int) -> TextCanvas {
    if plot.isListOfBars { return BarList(plot: plot, frame: frame, width: width).canvas }
    for case .diagram(let diagram) in plot.layers {
      return DiagramDrawing(diagram: diagram, title: plot.title, width: width, height: height).canvas
    }
    let isAlone = figure.plots.count == 1
    return TextPlot(plot: plot, frame: frame, depth: depth, width: width, height: height, isAlone: isAlone).canvas
  }
}

extension Plot {
  /// Whether it is nothing but an image.
  var isImage: Bool {
    guard x.isHidden, y.isHidden, layers.count == 1, case .field(let field) = layers[0], field.map.isOfPixels else {
      return false
    }
    return true
  }

  /// Whether it has bars, perhaps with lines to hold them against, and nothing else.
  fileprivate var isListOfBars: Bool {
    var bars = 0
    for layer in layers {
      switch layer {
      case .bars: bars += 1
      case .rule: break
      default: return false
      }
    }
    return bars > 0
  }
}
