import Foundation

extension PlotArea {
  /// A mark wherever points lie, a capital one where many do; real and fake in one place have a mark of their own.
  func draw(points series: Series, _ canvas: inout TextCanvas) {
    var counts: [Int: Int] = [:]
    for pair in series.pairs {
      guard let place = place(pair.x, pair.y), let cell = cell(place) else { continue }
      counts[cell.row * columns + cell.column, default: 0] += 1
    }
    let many = max(4, (counts.values.max() ?? 0) / 3)
    let ink = depth == .none ? nil : series.role.terminalColour
    for (index, count) in counts {
      let (column, row) = (index % columns, index / columns)
      let mark = PlotArea.mark(series.role.mark, count >= many, over: canvas[column, row].glyph)
      canvas.put(mark, column, row, mark == PlotArea.both ? nil : ink)
    }
  }

  /// A real and a fake sample in one place.
  static let both: Character = "⊗"

  private static func mark(_ mark: Character, _ isMany: Bool, over other: String?) -> Character {
    let pair = Set([mark.uppercased(), other?.uppercased() ?? ""])
    if pair == ["O", "X"] || other == String(both) { return both }
    return isMany ? Character(mark.uppercased()) : mark
  }

  /// Arrows: a head that points one of eight ways, and a dotted tail where it is long enough. One head a place.
  func draw(_ arrows: Arrows, _ canvas: inout TextCanvas) {
    let ink = depth == .none ? nil : arrows.role.terminalColour
    for (from, to) in zip(arrows.from.pairs, arrows.to.pairs) {
      guard let a = place(from.x, from.y), let b = place(to.x, to.y) else { continue }
      let (dx, dy) = (b.x - a.x, 2 * (b.y - a.y))
      guard dx.isFinite, dy.isFinite, dx != 0 || dy != 0 else { continue }
      let turn = Int((atan2(-dy, dx) / (.pi / 4)).rounded())
      let head = PlotArea.heads[(turn + 8) % 8], step = PlotArea.steps[(turn + 8) % 8]
      guard let start = cell(a) else { continue }
      guard let (first, last) = clipped(a, b), var end = cell(last) else { continue }
      if !plot.hasPoints { end = start } else if end == start { end = (start.column + step.0, start.row + step.1) }
      guard canvas.contains(end.column, end.row), !PlotArea.isHead(canvas[end.column, end.row].glyph) else { continue }
      // The heads of a whole vector field say enough; tails would fill it.
      if plot.hasPoints, end != start {
        if let ink { drawDots(first, last, ink, &canvas) } else { drawGlyphs("·", first, last, &canvas) }
      }
      canvas.put(head, end.column, end.row, ink)
    }
  }

  private static let heads: [Character] = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"]
  private static let steps = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)]

  private static func isHead(_ glyph: String?) -> Bool { glyph.map { heads.map(String.init).contains($0) } ?? false }

  /// A thin line from each point to its partner.
  func draw(pairs: Arrows, _ canvas: inout TextCanvas) {
    for (from, to) in zip(pairs.from.pairs, pairs.to.pairs) {
      guard let a = place(from.x, from.y), let b = place(to.x, to.y) else { continue }
      if depth == .none {
        drawGlyphs("·", a, b, &canvas)
      } else {
        drawDots(a, b, pairs.role.terminalColour, &canvas, every: 2)
      }
    }
  }
}

extension Plot {
  /// Whether points are drawn in it.
  var hasPoints: Bool { layers.contains { if case .points = $0 { true } else { false } } }
}
