import Foundation
import Texts

extension PlotArea {
  /// A series as a line, `number` among its plot's, with marks where it has few points or stands among others.
  func draw(_ series: Series, number: Int, _ canvas: inout TextCanvas) {
    let places = series.pairs.map { place($0.x, $0.y) }
    let ink = depth == .none ? nil : series.role.terminalColour
    if let ink {
      for (a, b) in zip(places, places.dropFirst()) {
        if let a, let b { drawDots(a, b, ink, &canvas) }
      }
    } else if places.goesRight {
      drawStrokes(places, &canvas)
    } else {
      let glyph: Character = plot.lineCount > 1 ? series.role.mark : "•"
      for (a, b) in zip(places, places.dropFirst()) {
        if let a, let b { drawGlyphs(glyph, a, b, &canvas) }
      }
    }
    for place in marked(places, number) {
      if let cell = cell(place) { canvas.put(series.role.mark, cell.column, cell.row, ink) }
    }
    if !places.goesRight, places.count > 2, series.gaps == 0 { drawEnds(places, &canvas, ink) }
  }

  /// Where a path begins and where it ends.
  private func drawEnds(_ places: [Place?], _ canvas: inout TextCanvas, _ ink: Colour?) {
    let known = places.compactMap(\.self)
    if let first = known.first, let cell = cell(first) { canvas.put("○", cell.column, cell.row, ink) }
    if let last = known.last, let cell = cell(last) { canvas.put("●", cell.column, cell.row, ink) }
  }

  /// The places of a line that get a mark: all where they are few, else some that other lines' marks do not hide.
  private func marked(_ places: [Place?], _ number: Int) -> [Place] {
    let known = places.compactMap(\.self)
    guard places.goesRight || known.count == 1 else { return [] }
    if known.count <= max(1, columns / 4) { return known }
    guard plot.lineCount > 1 else { return [] }
    var marks: [Place] = [], next = Double(columns) * (0.06 + 0.07 * Double(number % 4))
    for place in known where place.x >= next {
      marks.append(place)
      next = place.x + max(8, Double(columns) / 5)
    }
    return marks
  }

  /// A line that goes from left to right, as strokes. Each column has one from where the line enters it to where it leaves.
  private func drawStrokes(_ places: [Place?], _ canvas: inout TextCanvas) {
    var strokes = [Stroke?](repeating: nil, count: columns)
    for (a, b) in zip(places, places.dropFirst()) {
      guard let a, let b, let (a, b) = clipped(a, b) else { continue }
      for column in min(Int(a.x), columns - 1)...max(min(Int(b.x), columns - 1), min(Int(a.x), columns - 1)) {
        let (left, right) = (max(a.x, Double(column)), min(b.x, Double(column + 1)))
        let slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0
        let (entry, exit) = b.x > a.x ? (a.y + (left - a.x) * slope, a.y + (right - a.x) * slope) : (a.y, b.y)
        strokes[column].append(row(entry), row(exit))
      }
    }
    for (column, stroke) in strokes.enumerated() {
      guard let stroke else { continue }
      for row in stroke.least...stroke.greatest { canvas.put(stroke.glyph(row), column, row) }
    }
  }

  private func row(_ y: Double) -> Int { min(max(Int(y), 0), rows - 1) }

  /// What a line does within one column: the row it enters by, the one it leaves by, and how far it goes up and down.
  fileprivate struct Stroke {
    let entry: Int
    var exit, least, greatest: Int

    /// `─`, or a curve at both ends with a vertical between them.
    func glyph(_ row: Int) -> Character {
      if least == greatest { return "─" }
      if entry == exit { return row == entry ? "┼" : "│" }
      if row == entry { return row == least ? "╮" : row == greatest ? "╯" : "┤" }
      if row == exit { return row == least ? "╭" : row == greatest ? "╰" : "├" }
      return "│"
    }
  }
}

extension Optional<PlotArea.Stroke> {
  fileprivate mutating func append(_ entry: Int, _ exit: Int) {
    let (least, greatest) = (Swift.min(entry, exit), Swift.max(entry, exit))
    self =
      map {
        PlotArea.Stroke(
          entry: $0.entry, exit: exit, least: Swift.min($0.least, least), greatest: Swift.max($0.greatest, greatest))
      } ?? PlotArea.Stroke(entry: entry, exit: exit, least: least, greatest: greatest)
  }
}

extension [PlotArea.Place?] {
  /// Whether it never goes back to the left, as the graph of a function.
  fileprivate var goesRight: Bool {
    let known = compactMap(\.self)
    return zip(known, known.dropFirst()).allSatisfy { $0.x <= $1.x }
  }
}

extension Plot {
  /// How many lines it has.
  var lineCount: Int { layers.count { if case .line = $0 { true } else { false } } }
}
