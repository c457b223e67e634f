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

  /// Lines of text: with all that there is to say where that has room, else with less; in a window never more than it has room for.
  var lines: [String] {
    guard !figure.plots.isEmpty else { return [] }
    if figure.plots.allSatisfy(\.isImage) { return ImageGrid(figure: figure, depth: depth, page: page).lines }
    if let outline = figure.plots.outline { return OutlineDrawing(lines: outline, width: page.width).lines }
    let details = details
    for detail in details {
      let (lines, rows) = drawn(detail)
      if lines.count <= page.height, rows >= detail.leastRows { return lines }
    }
    // Elsewhere than in a window nothing scrolls away.
    return page.isWindow ? strips : drawn(details[0]).lines
  }

  /// The ways to draw them, the best one first.
  private var details: [TextDetail] {
    let first: TextDetail = figure.plots.count > 1 && figure.plots.haveOneLegend ? .shared : .whole
    return page.isWindow ? [first, .brief, .bare] : [first]
  }

  /// The plots in rows and one legend below where they share it; and how many rows the lowest plot has over its axes.
  private func drawn(_ detail: TextDetail) -> (lines: [String], rows: Int) {
    let sharesLegend = figure.plots.count > 1 && (detail == .shared || detail == .brief)
    let legend =
      sharesLegend
      ? PlotLegend(plots: figure.plots.filter { !$0.isListOfBars }, depth: depth, isBrief: detail == .brief)
        .canvas(width: page.width).lines(depth)
      : []
    let columns = columns, rows = (figure.plots.count + columns - 1) / columns
    let width = max(1, (page.width + TextFigure.gap) / columns - TextFigure.gap)
    let gaps = detail == .bare ? 0 : rows - 1
    let height = max(TextPlot.least, (page.height - legend.count - gaps) / rows)
    let drawn = zip(figure.plots, figure.frames).map { plot($0, $1, width, height, detail) }
    let widths = (0..<columns).map { column in
      stride(from: column, to: drawn.count, by: columns).map { min(width, drawn[$0].canvas.width) }.max() ?? 0
    }
    let lines = stride(from: 0, to: drawn.count, by: columns).flatMap { first -> [String] in
      let row = drawn[first..<min(first + columns, drawn.count)].map(\.canvas)
      var canvas = TextCanvas(
        width: widths.reduce(0, +) + TextFigure.gap * (columns - 1), height: row.map(\.height).max() ?? 0)
      var place = 0
      for (width, plot) in zip(widths, row) {
        canvas.add(plot, place, 0)
        place += width + TextFigure.gap
      }
      return (first > 0 && detail != .bare ? [""] : []) + canvas.lines(depth)
    }
    return (lines + legend, drawn.map(\.rows).min() ?? 0)
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

  private func plot(_ plot: Plot, _ frame: Frame, _ width: Int, _ height: Int, _ detail: TextDetail) -> DrawnPlot {
    if plot.isListOfBars {
      return DrawnPlot(BarList(plot: plot, frame: frame, width: width, hasScale: detail != .bare).canvas)
    }
    for case .diagram(let diagram) in plot.layers {
      return DrawnPlot(
        DiagramDrawing(
          diagram: diagram, title: plot.title, width: width, height: height,
          hasFrames: detail == .whole || detail == .shared
        ).canvas)
    }
    let isAlone = figure.plots.count == 1
    return TextPlot(
      plot: plot, frame: frame, depth: depth, width: width, height: height, isAlone: isAlone, detail: detail
    ).drawn
  }

  /// A line for each plot, and in the last one how many have no room.
  private var strips: [String] {
    let most = max(1, page.height), strips = PlotStrips(figure: figure, depth: depth, width: page.width).lines
    guard strips.count > most else { return strips }
    let rest = strips.count - most + 1
    return strips.prefix(most - 1) + [String("… and \(counted(rest, "line")) more".prefix(page.width))]
  }
}

/// A plot as it is drawn.
struct DrawnPlot {
  /// What is seen.
  let canvas: TextCanvas
  /// How many rows lie over its axes; as many as one likes where it has none.
  let rows: Int

  /// What is drawn without axes.
  init(_ canvas: TextCanvas, rows: Int = .max) { (self.canvas, self.rows) = (canvas, rows) }
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

extension [Plot] {
  /// What is told instead of boxes, where all of them are told that way.
  fileprivate var outline: [Diagram.Line]? {
    let outlines = compactMap { plot -> [Diagram.Line]? in
      guard plot.layers.count == 1, case .diagram(let diagram) = plot.layers[0], !diagram.outline.isEmpty else {
        return nil
      }
      return diagram.outline
    }
    return outlines.count == count ? outlines.flatMap(\.self) : nil
  }

  /// Whether marks mean the same in all of them.
  fileprivate var haveOneLegend: Bool {
    let legends = filter { !$0.isListOfBars }.map { PlotLegend(plots: [$0], depth: .none).keys }.filter { !$0.isEmpty }
    return legends.count > 1 && legends.allSatisfy { $0 == legends[0] }
  }
}
