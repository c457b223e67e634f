import Texts

extension PlotArea {
  /// A histogram: each column as high as the fullest cell that it shows.
  func draw(_ counts: Counts, _ canvas: inout TextCanvas) {
    var heights = [Double](repeating: 0, count: columns)
    for (cell, count) in counts.counts.enumerated() where count > 0 && cell + 1 < counts.edges.count {
      guard let left = frame.x.place(of: Double(counts.edges[cell])),
        let right = frame.x.place(of: Double(counts.edges[cell + 1])),
        let top = frame.y.place(of: Double(count)), right >= 0, left <= 1
      else { continue }
      let first = PlotArea.index(left, columns)
      let last = max(first, PlotArea.index(right - 1e-9, columns))
      for column in first...last { heights[column] = max(heights[column], min(1, max(top, 0.01))) }
    }
    for (column, height) in heights.enumerated() where height > 0 {
      // At least an eighth of a character: what is there is seen.
      let eighths = max(1, Int((height * Double(rows) * 8).rounded()))
      let ink = depth == .none ? nil : counts.role.terminalColour
      for row in 0..<(eighths / 8) { canvas.put("█", column, rows - 1 - row, ink) }
      if eighths % 8 > 0 { canvas.put(PlotArea.eighths[eighths % 8 - 1], column, rows - 1 - eighths / 8, ink) }
    }
  }

  private static let eighths: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]

  /// A dashed line across or upwards.
  func draw(_ rule: Rule, _ canvas: inout TextCanvas) {
    guard let place = place(of: rule) else { return }
    switch rule.direction {
    case .across: for column in 0..<columns where canvas[column, place].glyph == nil { canvas.put("╌", column, place) }
    case .upwards: for row in 0..<rows { canvas.put("┊", place, row) }
    }
  }

  /// A line's name where it ends, over all that is drawn; those of several upright ones below each other.
  func write(nameOf rule: Rule, number: Int, _ canvas: inout TextCanvas) {
    guard let place = place(of: rule), !rule.name.isEmpty else { return }
    let name = sanitized(rule.name), wide = displayWidth(name)
    switch rule.direction {
    case .across: canvas.write(" " + name, max(0, columns - wide - 1), place)
    case .upwards:
      canvas.write(name, place + 1 + wide <= columns ? place + 1 : max(0, place - wide), min(number, rows - 1))
    }
  }

  /// The row or column of a line; `nil` where it is out of sight.
  private func place(of rule: Rule) -> Int? {
    let isAcross = rule.direction == .across, span = isAcross ? frame.y : frame.x
    guard let place = span.place(of: Double(rule.at)), (0...1).contains(place) else { return nil }
    return PlotArea.index(isAcross ? 1 - place : place, isAcross ? rows : columns)
  }
}
