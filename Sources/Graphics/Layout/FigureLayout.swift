import Arrays
import Display

extension Drawing {
  /// How wide a figure is on a page.
  public static let standardWidth = 760.0

  /// A figure laid out in at most that width and, where a height is given, about that height. Where what is missing is said beside it, it
  /// need not say so itself.
  public init(
    _ figure: Figure, width: Double = Drawing.standardWidth, height: Double? = nil, saysRemarks: Bool = true
  ) {
    let layout = FigureLayout(
      figure, width: max(120, width), height: height.map { max(60, $0) }, saysRemarks: saysRemarks)
    let name = [figure.title, figure.plots.map(\.title).filter { !$0.isEmpty }.joined(separator: ", ")]
    let words = FigureWords(figure)
    self.init(
      width: layout.width, height: layout.height, title: name.first { !$0.isEmpty } ?? "",
      words: (words.whole + figure.notes + words.visible.filter { !words.whole.contains($0) }).joined(separator: "\n"),
      marks: layout.marks)
  }
}

/// Title, legend, plots in rows, and what is said below.
private struct FigureLayout {
  private(set) var marks: [Mark] = []
  private(set) var width: Double, height = 0.0

  private static let margin = 14.0, gap = 16.0, titleSize = 15.0, plotTitleSize = 12.0, noteSize = 10.5

  /// Laid out in that room: where words that were wrapped took more of it than was thought, again with smaller plots.
  init(_ figure: Figure, width limit: Double, height most: Double?, saysRemarks: Bool) {
    self.init(once: figure, width: limit, height: most, saysRemarks: saysRemarks)
    guard let most else { return }
    var room = most
    for _ in 0..<4 where height > most {
      room -= height - most
      self = FigureLayout(once: figure, width: limit, height: room, saysRemarks: saysRemarks)
    }
  }

  private init(once figure: Figure, width limit: Double, height most: Double?, saysRemarks: Bool) {
    width = limit
    let inner = limit - 2 * FigureLayout.margin
    let legend = Legend(figure.plots).marks(at: Point(0, 0), width: inner)
    let title = TextMeasure.lines(figure.title, width: inner, size: FigureLayout.titleSize, isBold: true)
    let notes = FigureLayout.notes(figure, inner, saysRemarks)
    let above = FigureLayout.margin + Double(title.count) * 20 + (title.isEmpty ? 0 : 4) + legend.height
    let below = (notes.isEmpty ? 0 : 6 + Double(notes.count) * 14) + FigureLayout.margin
    var grid = PlotGrid(figure, width: inner, height: most.map { max(40, $0 - above - below) })
    grid.place(at: Point(FigureLayout.margin, above))
    // Small plots stand close together, and the page ends with them; but never before its words.
    let writing = title.map { TextMeasure.width($0, size: FigureLayout.titleSize, isBold: true) }.max() ?? 0
    width = min(limit, max(grid.width, min(inner, max(writing, min(inner, 340)))) + 2 * FigureLayout.margin)
    let narrow = width - 2 * FigureLayout.margin
    let fitted = Legend(figure.plots).marks(at: Point(0, 0), width: narrow)
    let written = narrow < inner ? FigureLayout.notes(figure, narrow, saysRemarks) : notes
    let shift = fitted.height - legend.height
    for (index, line) in title.enumerated() {
      let at = Point(FigureLayout.margin, FigureLayout.margin + 14 + Double(index) * 20)
      marks.append(.label(Label(line, at, size: FigureLayout.titleSize, isBold: true)))
    }
    let top = above - legend.height
    marks += fitted.marks.map { $0.moved(FigureLayout.margin, top) }
    marks += shift == 0 ? grid.marks : grid.marks.map { $0.moved(0, shift) }
    height = above + shift + grid.height
    if !written.isEmpty { height += 6 }
    for line in written {
      marks.append(
        .label(Label(line, Point(FigureLayout.margin, height + 11), size: FigureLayout.noteSize, ink: .muted)))
      height += 14
    }
    height = (height + FigureLayout.margin).rounded(.up)
  }

  private static func notes(_ figure: Figure, _ width: Double, _ saysRemarks: Bool) -> [String] {
    let words = FigureWords(figure), said = saysRemarks ? words.visible : words.reaches
    return (figure.notes + said).flatMap { TextMeasure.lines($0, width: width, size: noteSize) }
  }
}

/// The plots of a figure in rows and columns, their frames equally large.
private struct PlotGrid {
  private(set) var marks: [Mark] = []
  private(set) var width = 0.0, height = 0.0
  private let cells: [PlotCell]
  private let columns: Int
  private var frame = (width: 0.0, height: 0.0)
  private var lefts: [Double] = []
  private var aboves: [Double] = []
  private var below = 0.0, right = 0.0
  private let bar: ColourBar?
  private let gap: Double

  init(_ figure: Figure, width limit: Double, height most: Double?) {
    let hasAxes = figure.plots.contains { !$0.x.isHidden || !$0.y.isHidden }
    gap = hasAxes ? 18 : 8
    let narrowest = hasAxes ? 150.0 : 20
    let fitting = max(1, Int((limit + gap) / (narrowest + gap)))
    columns = max(1, min(figure.columns, figure.plots.count, fitting))
    let bars = figure.plots.map { ColourBar($0) }, found = bars.compactMap { $0 }
    // One strip says it for all plots whose colours mean the same.
    bar = columns > 1 && found.count == bars.count && found.allSatisfy { $0 == found.first } ? found.first : nil
    let own = bar == nil ? bars : bars.map { _ in nil }
    let frames = figure.frames, columns = columns, sharesAxes = figure.sharesAxes
    cells = figure.plots.indices.map { index in
      PlotCell(
        figure.plots[index], frames[index].x, frames[index].y.roomier(for: figure.plots[index]), bar: own[index],
        isFirst: index % columns == 0 || !sharesAxes)
    }
    guard !cells.isEmpty else { return }
    measure(limit, most)
  }

  /// How large frames are: first with guessed axes, then with the real ones.
  private mutating func measure(_ limit: Double, _ most: Double?) {
    let rows = Double((cells.count + columns - 1) / columns)
    frame = (limit / Double(columns) * 0.8, 200)
    for _ in 0..<2 {
      let rooms = cells.map { $0.rooms(frame.width, frame.height) }
      lefts = (0..<columns).map { column in
        cells.indices.filter { $0 % columns == column && cells[$0].isFirst }.map { rooms[$0].vertical.total }.max() ?? 0
      }
      let captions = cells.map { $0.captionHeight(frame.width) }, edge = cells.contains { $0.hasAxes } ? 4.0 : 0
      aboves = stride(from: 0, to: cells.count, by: columns).map { first in
        (captions[first..<min(first + columns, cells.count)].max() ?? 0) + edge
      }
      below = rooms.map(\.horizontal.total).max() ?? 0
      right = cells.compactMap { $0.bar?.width(frame.height) }.max() ?? (cells.contains { $0.hasAxes } ? 12 : 0)
      let strip = bar.map { $0.width(frame.height) } ?? 0
      let fixed = lefts.reduce(0, +) + (right + gap) * Double(columns) - gap + strip
      let wide = max(24, (limit - fixed) / Double(columns))
      let room = most.map { max(24, ($0 - aboves.reduce(0, +) - rows * below - (rows - 1) * gap) / rows) }
      frame = size(wide, room)
    }
  }

  /// The frame of all plots, as large as the width allows and, if there is one, the height.
  private func size(_ wide: Double, _ room: Double?) -> (width: Double, height: Double) {
    if let diagram = cells.compactMap({ $0.diagram(wide) }).first {
      return (wide, max(diagram.height, 20))
    }
    guard let shape = cells.first?.proportion else {
      let usual = columns == 1 ? min(wide * 0.55, 360) : max(110, wide * 0.72)
      return (wide, min(usual, room ?? .infinity))
    }
    // As high as it must be for equal units; images of few pixels stay small.
    let tallest = min(room ?? .infinity, columns == 1 ? 430 : 330)
    let enlarged = cells.first?.pixels.map { Double($0) * (columns > 4 ? 4 : 7) } ?? .infinity
    let width = min(wide, tallest * shape, enlarged)
    return (max(12, width), max(12, width / shape))
  }

  /// Lays the plots out from a place on.
  mutating func place(at origin: Point) {
    var x = origin.x
    let starts = lefts.map { left -> Double in
      defer { x += left + frame.width + right + gap }
      return x + left
    }
    for (index, cell) in cells.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let y = origin.y + Double(row) * (frame.height + below + gap) + aboves[...row].reduce(0, +)
      let part = Rectangle(starts[column], y, frame.width, frame.height)
      marks += cell.marks(in: part)
      (width, height) = (max(width, part.right + right - origin.x), max(height, part.bottom + below - origin.y))
      if let bar, column == columns - 1 || index == cells.count - 1 && row == 0 {
        let room = cell.hasAxes ? right - 12 : 0
        marks += bar.marks(beside: Rectangle(part.x, part.y, part.width + max(0, room), part.height))
        width = max(width, part.right + right + bar.width(frame.height) - origin.x)
      }
    }
  }
}

/// One plot of a figure.
private struct PlotCell {
  let plot: Plot
  let x, y: Span
  let bar: ColourBar?
  /// Whether its vertical axis is labelled: in a row of equal axes only the first one is.
  let isFirst: Bool

  init(_ plot: Plot, _ x: Span, _ y: Span, bar: ColourBar?, isFirst: Bool) {
    (self.plot, self.x, self.y, self.bar, self.isFirst) = (plot, x, y, bar, isFirst)
  }

  var hasAxes: Bool { !(plot.x.isHidden && plot.y.isHidden) && layoutOfDiagram == nil }

  /// Width over height where units are equally long; `nil` where the frame may have any.
  var proportion: Double? {
    let proportion = (x.high - x.low) / (y.high - y.low)
    guard plot.isSquare, proportion.isFinite, (0.15...7).contains(proportion) else { return nil }
    return proportion
  }

  /// How many pixels an image is wide; `nil` for what has axes.
  var pixels: Int? {
    guard !hasAxes, case .field(let field)? = plot.layers.first, field.numbers.shape.rank == 2 else { return nil }
    return field.numbers.shape[1]
  }

  private var hasField: Bool { plot.layers.contains { if case .field = $0 { true } else { false } } }

  private var layoutOfDiagram: Diagram? {
    plot.layers.lazy.compactMap { if case .diagram(let diagram) = $0 { diagram } else { nil } }.first
  }

  func diagram(_ width: Double) -> DiagramLayout? { layoutOfDiagram.map { DiagramLayout($0, width: width) } }

  func rooms(_ width: Double, _ height: Double) -> (horizontal: AxisRoom, vertical: AxisRoom) {
    guard hasAxes else { return (.none, .none) }
    return (
      AxisRoom(plot.x, x, length: width, isVertical: false), AxisRoom(plot.y, y, length: height, isVertical: true)
    )
  }

  private func captions(_ width: Double) -> [String] {
    TextMeasure.lines(plot.title, width: max(60, width), size: 12, isBold: true)
  }

  func captionHeight(_ width: Double) -> Double {
    plot.title.isEmpty ? 0 : Double(captions(width).count) * 15 + 4
  }

  /// Its marks over a frame.
  func marks(in part: Rectangle) -> [Mark] {
    let lines = captions(part.width)
    let title = lines.enumerated().map { index, line in
      let y = part.y - 7 - Double(lines.count - 1 - index) * 15
      return Mark.label(Label(line, Point(part.middle.x, y), size: 12, .middle, isBold: true))
    }
    if let diagram = diagram(part.width) {
      let left = part.x + max(0, (part.width - diagram.width) / 2)
      return title + diagram.marks.map { $0.moved(left, part.y) }
    }
    let frame = PlotFrame(part: part, x: x, y: y, isOverField: hasField), rooms = rooms(part.width, part.height)
    var bars = 0, histograms = 0, upright = 0
    let count = plot.layers.count { if case .bars = $0 { true } else { false } }
    let content = plot.layers.flatMap { layer -> [Mark] in
      switch layer {
      case .line(let series): return frame.marks(line: series)
      case .points(let series): return frame.marks(points: series)
      case .arrows(let arrows): return frame.marks(arrows: arrows)
      case .pairs(let pairs): return frame.marks(pairs: pairs)
      case .field(let field): return frame.marks(field: field)
      case .rule(let rule):
        upright += rule.direction == .upwards ? 1 : 0
        return frame.marks(rule: rule, row: max(0, upright - 1))
      case .diagram: return []
      case .bars(let columns):
        bars += 1
        return frame.marks(bars: columns, index: bars - 1, of: count)
      case .histogram(let counts):
        histograms += 1
        return frame.marks(histogram: counts, index: histograms - 1)
      }
    }
    let grid = hasAxes ? frame.grid(plot, rooms.horizontal, rooms.vertical) : []
    let axes = hasAxes ? frame.axes(plot, rooms.horizontal, rooms.vertical, showsVertical: isFirst) : []
    return title + grid + [.clipped(part.inset(-1.5), content)] + axes + (bar?.marks(beside: part) ?? [])
  }
}
