import Texts

/// Draws one plot in characters: its head, its axes with their ticks, what lies over them, and a legend.
struct TextPlot {
  let plot: Plot
  let frame: Frame
  let depth: ColourDepth
  /// The room there is.
  let width, height: Int
  /// Whether no other plot stands beside it, so that a legend may.
  let isAlone: Bool
  /// How much is said beside what is drawn.
  let detail: TextDetail

  /// The fewest lines that a plot takes.
  static let least = 6
  /// The narrowest legend beside a plot.
  private static let narrowestLegend = 14

  /// The plot on as much room as it takes.
  var drawn: DrawnPlot {
    let isOwn = detail == .whole || detail == .brief && isAlone
    guard isOwn else { return axes(rows: height) }
    let legend = PlotLegend(plots: [plot], depth: depth, isBrief: detail == .brief)
    guard isAlone, plot.isSquare, let beside = besides(legend) else {
      let words = legend.canvas(width: width), axes = axes(rows: height - words.height)
      return DrawnPlot(stacked([axes.canvas, words]), rows: axes.rows)
    }
    return beside
  }

  /// The plot with its legend at its right, where that is the better use of the room.
  private func besides(_ legend: PlotLegend) -> DrawnPlot? {
    let axes = axes(rows: height), plot = axes.canvas, rest = width - plot.width - 3
    guard rest >= TextPlot.narrowestLegend else { return nil }
    let words = legend.canvas(width: rest)
    var canvas = TextCanvas(width: plot.width + 3 + words.width, height: max(plot.height, words.height + 1))
    canvas.add(plot, 0, 0)
    canvas.add(words, plot.width + 3, 1)
    return DrawnPlot(canvas, rows: axes.rows)
  }

  private func stacked(_ parts: [TextCanvas]) -> TextCanvas {
    var canvas = TextCanvas(width: parts.map(\.width).max() ?? 0, height: parts.reduce(0) { $0 + $1.height })
    var row = 0
    for part in parts {
      canvas.add(part, 0, row)
      row += part.height
    }
    return canvas
  }

  // MARK: - Axes

  /// Head, area and both axes in at most so many lines.
  private func axes(rows most: Int) -> DrawnPlot {
    let head = head, foot = plot.x.isHidden ? 0 : 2 + (labelStandsBeside ? 0 : labelLines)
    let rows = max(2, min(most - head.count - foot, plot.isSquare ? most : max(5, width / 5)))
    let margin = labelStandsBeside ? displayWidth(plot.x.caption) + 1 : 0
    // A square plot has no more rows than its width allows.
    let likely = area(rows: rows, columns: max(4, width - 3 - margin)).rows
    let yTicks = plot.y.isHidden ? [] : ticksUpwards(likely)
    let gutter = plot.y.isHidden ? 0 : (yTicks.map { displayWidth($0.text) }.max() ?? 0) + 1
    let area = area(rows: rows, columns: max(4, width - gutter - margin))
    let all = TextCanvas(
      width: min(width, max(gutter + area.columns + margin, head.map(displayWidth).max() ?? 0)),
      height: head.count + area.rows + foot)
    var canvas = all
    for (row, line) in head.enumerated() { canvas.write(line, 0, row) }
    canvas.add(
      PlotArea(plot: plot, frame: frame, depth: depth, columns: area.columns, rows: area.rows).canvas, gutter,
      head.count)
    drawUpwards(&canvas, yTicks, gutter, head.count, area.rows)
    if !plot.x.isHidden { drawAcross(&canvas, gutter, head.count + area.rows, area.columns) }
    return DrawnPlot(canvas, rows: area.rows)
  }

  /// The plot's title and what its vertical axis measures, in one line where they fit.
  private var head: [String] {
    let title = sanitized(plot.title), label = plot.y.isHidden || plot.y.caption.isEmpty ? "" : "↑ " + plot.y.caption
    let parts = [title, label].filter { !$0.isEmpty }
    let line = parts.joined(separator: "   ")
    let lines = (displayWidth(line) <= width ? [line] : parts).filter { !$0.isEmpty }
    // Where room is short, a line each must do.
    return lines.flatMap {
      detail == .whole || detail == .shared ? foldedHard($0, to: width) : [shortened($0, to: width)]
    }
  }

  /// A short label of the horizontal axis stands at its end, a long one below.
  private var labelStandsBeside: Bool {
    !plot.x.isHidden && (1...10).contains(displayWidth(plot.x.caption))
  }

  private var labelLines: Int { plot.x.caption.isEmpty ? 0 : 1 }

  /// How many characters the area has: square plots keep their proportions (a character is twice as high as it is wide), and each cell of a small
  /// matrix takes as many as any other.
  private func area(rows: Int, columns: Int) -> (rows: Int, columns: Int) {
    guard plot.isSquare else { return (rows, columns) }
    if let cells = plot.matrixCells, cells.rows <= rows, 2 * cells.columns <= columns {
      let scale = max(1, min(rows / cells.rows, columns / (2 * cells.columns)))
      return (cells.rows * scale, 2 * cells.columns * scale)
    }
    let ratio = min(max((frame.x.high - frame.x.low) / (frame.y.high - frame.y.low), 0.125), 8)
    let across = min(columns, max(4, Int(2 * Double(rows) * ratio)))
    return (max(2, min(rows, Int((Double(across) / (2 * ratio)).rounded()))), across)
  }

  private func drawUpwards(_ canvas: inout TextCanvas, _ ticks: [Tick], _ gutter: Int, _ top: Int, _ rows: Int) {
    guard gutter > 0 else { return }
    for row in 0..<rows { canvas.put("│", gutter - 1, top + row) }
    var free = rows
    for tick in ticks {
      guard let place = frame.y.place(of: tick.number) else { continue }
      let row = PlotArea.index(1 - place, rows)
      guard row < free else { continue }
      free = row
      canvas.write(padded(tick.text, to: gutter - 1, right: true), 0, top + row)
      canvas.put("┤", gutter - 1, top + row)
    }
  }

  private func drawAcross(_ canvas: inout TextCanvas, _ gutter: Int, _ row: Int, _ columns: Int) {
    if gutter > 0 { canvas.put("└", gutter - 1, row) }
    for column in 0..<columns { canvas.put("─", gutter + column, row) }
    var free = 0
    for tick in ticksAcross(columns) {
      guard let place = frame.x.place(of: tick.number) else { continue }
      let column = gutter + PlotArea.index(place, columns), wide = displayWidth(tick.text)
      let start = max(0, min(column - wide / 2, gutter + columns - wide))
      guard start >= free else { continue }
      canvas.put("┬", column, row)
      canvas.write(tick.text, start, row + 1)
      free = start + wide + 1
    }
    let label = plot.x.caption
    if labelStandsBeside {
      canvas.write(label, gutter + columns + 1, row)
    } else {
      canvas.write(label, gutter + max(0, (columns - displayWidth(label)) / 2), row + 2)
    }
  }

  /// About a tick for every second row; where that is one alone, more, so that a scale is seen.
  private func ticksUpwards(_ rows: Int) -> [Tick] {
    let tries = (max(2, rows / 2)...max(2, rows)).lazy.map { frame.y.ticks(most: $0) }
    return tries.first { $0.count > 1 } ?? frame.y.ticks(most: max(2, rows / 2))
  }

  /// As many ticks as leave their texts room.
  private func ticksAcross(_ columns: Int) -> [Tick] {
    for most in [12, 9, 7, 5, 4, 3, 2] {
      let ticks = frame.x.ticks(most: most)
      if ticks.reduce(0, { $0 + displayWidth($1.text) + 2 }) <= columns { return ticks }
    }
    return frame.x.ticks(most: 1)
  }
}

extension Axis {
  /// What is measured and in which unit: `W (nats)`.
  var caption: String {
    let label = sanitized(label)
    return unit.isEmpty ? label : label.isEmpty ? sanitized(unit) : "\(label) (\(sanitized(unit)))"
  }
}

extension Plot {
  /// How many cells its first field has.
  fileprivate var matrixCells: (rows: Int, columns: Int)? {
    for case .field(let field) in layers
    where field.contours.isEmpty && field.numbers.shape.rank == 2 && field.numbers.count > 0 {
      return (field.numbers.shape[0], field.numbers.shape[1])
    }
    return nil
  }
}
