import Arrays
import Texts

/// Draws bars as a list: a row for each category with its number and a bar that begins at the axis's foot, a scale below.
struct BarList {
  let plot: Plot
  let frame: Frame
  let width: Int
  /// Whether it has a head and a scale below; where there is none, bars still have their numbers.
  let hasScale: Bool

  /// The narrowest that bars are drawn beside each other; below that the series come one under the other.
  private static let narrowest = 8
  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  private var columns: [Columns] {
    plot.layers.compactMap { if case .bars(let columns) = $0 { columns } else { nil } }
  }

  private var labels: [String] {
    let count = columns.map(\.values.count).max() ?? 0
    guard case .categories(let names) = plot.x.scale else { return (0..<count).map(String.init) }
    return (0..<count).map { $0 < names.count ? sanitized(names[$0]) : "" }
  }

  /// The list.
  var canvas: TextCanvas {
    let columns = columns, labels = labels.fitting(max(4, width * 2 / 5))
    let labelWidth = min(max(labels.map(displayWidth).max() ?? 0, displayWidth(plot.x.caption)), max(4, width * 2 / 5))
    let numberWidths = columns.map { $0.values.map { displayWidth(numberText($0, digits: 4)) }.max() ?? 0 }
    let rest = width - labelWidth - numberWidths.reduce(0) { $0 + $1 + 4 }
    guard columns.count > 1, rest / columns.count < BarList.narrowest else {
      return beside(labels, columns, labelWidth, numberWidths, max(4, rest / max(1, columns.count)))
    }
    return below(columns)
  }

  /// All series beside each other.
  private func beside(
    _ labels: [String], _ columns: [Columns], _ labelWidth: Int, _ numberWidths: [Int], _ barWidth: Int
  ) -> TextCanvas {
    let title = plot.title.isEmpty ? [] : foldedHard(sanitized(plot.title), to: width)
    let named = columns.contains { !$0.name.isEmpty }
    let hasHead = (hasScale || columns.count > 1) && (named || !plot.x.caption.isEmpty || !plot.y.caption.isEmpty)
    let top = title.count + (hasHead ? 1 : 0)
    var canvas = TextCanvas(width: width, height: top + labels.count + (hasScale ? 2 : 0))
    for (row, line) in title.enumerated() { canvas.write(line, 0, row) }
    if hasHead { canvas.write(plot.x.caption, 0, title.count) }
    for (row, label) in labels.enumerated() { canvas.write(BarList.cut(label, labelWidth), 0, top + row) }
    var column = labelWidth + 2
    for (series, numberWidth) in zip(columns, numberWidths) {
      if hasHead {
        let caption = columns.count == 1 && plot.y.caption != series.name ? plot.y.caption : ""
        let name = [sanitized(series.name), caption].filter { !$0.isEmpty }
        canvas.write(BarList.cut(name.joined(separator: ", "), numberWidth + barWidth + 1), column, title.count)
      }
      for (row, value) in series.values.enumerated() {
        let text = numberText(value, digits: 4)
        canvas.write(padded(text, to: numberWidth, right: true), column, top + row)
        drawBar(value, &canvas, column + numberWidth + 1, top + row, barWidth)
      }
      drawScale(&canvas, column + numberWidth + 1, top, labels.count, barWidth)
      column += numberWidth + barWidth + 4
    }
    return canvas
  }

  /// The series one under the other, each as a list of its own.
  private func below(_ columns: [Columns]) -> TextCanvas {
    let parts = columns.enumerated().map { index, series in
      var one = plot
      one.layers = plot.layers.filter { if case .bars = $0 { false } else { true } } + [.bars(series)]
      if index > 0 { one.title = "" }
      return BarList(plot: one, frame: frame, width: width, hasScale: hasScale).canvas
    }
    var canvas = TextCanvas(width: width, height: parts.reduce(0) { $0 + $1.height }), row = 0
    for part in parts {
      canvas.add(part, 0, row)
      row += part.height
    }
    return canvas
  }

  private func drawBar(_ value: Real, _ canvas: inout TextCanvas, _ column: Int, _ row: Int, _ barWidth: Int) {
    guard let end = frame.y.place(of: Double(value)) else { return }
    let foot = frame.y.scale == .logarithmic ? 0 : min(max(frame.y.place(of: 0) ?? 0, 0), 1)
    let (first, last) = (min(foot, end), max(foot, end))
    let left = Int((min(max(first, 0), 1) * Double(barWidth) * 8).rounded())
    let right = Int((min(max(last, 0), 1) * Double(barWidth) * 8).rounded())
    guard right > left || value != 0 else { return }
    for cell in (left / 8)..<max(left / 8, right / 8) { canvas.put("█", column + cell, row) }
    if right % 8 > 0, end > foot { canvas.put(BarList.eighths[right % 8 - 1], column + right / 8, row) }
    if right == left { canvas.put("▏", column + min(left / 8, barWidth - 1), row) }
  }

  /// Where bars begin, what they are held against, and round numbers below.
  private func drawScale(_ canvas: inout TextCanvas, _ column: Int, _ top: Int, _ count: Int, _ barWidth: Int) {
    for case .rule(let rule) in plot.layers where rule.direction == .across {
      guard let place = frame.y.place(of: Double(rule.at)), (0...1).contains(place) else { continue }
      let at = column + PlotArea.index(place, barWidth)
      for row in 0..<count where canvas[at, top + row].glyph == nil { canvas.put("┊", at, top + row) }
    }
    guard hasScale else { return }
    for cell in 0..<barWidth { canvas.put("─", column + cell, top + count) }
    var free = 0
    for tick in ticks(barWidth) {
      guard let place = frame.y.place(of: tick.number) else { continue }
      let cell = PlotArea.index(place, barWidth), wide = displayWidth(tick.text)
      let start = max(0, min(cell - wide / 2, barWidth - wide))
      guard start >= free else { continue }
      canvas.put("┬", column + cell, top + count)
      canvas.write(tick.text, column + start, top + count + 1)
      free = start + wide + 1
    }
  }

  private func ticks(_ barWidth: Int) -> [Tick] {
    for most in [6, 5, 4, 3, 2] {
      let ticks = frame.y.ticks(most: most)
      if ticks.reduce(0, { $0 + displayWidth($1.text) + 2 }) <= barWidth { return ticks }
    }
    return frame.y.ticks(most: 1)
  }

  /// A text without its middle where it is too long: names are told apart by how they end.
  private static func cut(_ text: String, _ width: Int) -> String {
    guard displayWidth(text) > width, width > 1 else { return text }
    let head = (width - 1) / 3
    return text.prefix(head) + "…" + text.suffix(width - 1 - head)
  }
}

extension [String] {
  /// Where names have no room, without the part before a point that all of them begin with: it tells nothing apart.
  fileprivate func fitting(_ room: Int) -> [String] {
    guard count > 1, let first, contains(where: { displayWidth($0) > room }) else { return self }
    let prefix = first.prefix(through: first.firstIndex(of: ".") ?? first.startIndex)
    guard prefix.hasSuffix("."), allSatisfy({ $0.hasPrefix(prefix) && $0.count > prefix.count }) else { return self }
    return map { String($0.dropFirst(prefix.count)) }
  }
}
