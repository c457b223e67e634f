import Texts

/// Draws boxes and arrows in characters. A chain runs from left to right, line below line; what branches is drawn in levels, each box below what
/// leads to it.
struct DiagramDrawing {
  let diagram: Diagram
  let title: String
  let width, height: Int
  /// Whether boxes have frames where there is room for them.
  var hasFrames = true

  /// The drawing.
  var canvas: TextCanvas {
    let head = title.isEmpty ? [] : foldedHard(sanitized(title), to: width)
    let body = isChain ? (hasFrames ? chain : wordChain) : levels ?? list
    var canvas = TextCanvas(width: max(body.width, head.map(displayWidth).max() ?? 0), height: head.count + body.height)
    for (row, line) in head.enumerated() { canvas.write(line, 0, row) }
    canvas.add(body, 0, head.count)
    return canvas
  }

  /// Whether each box leads to the next and to no other.
  private var isChain: Bool {
    let expected = Set((1..<max(1, diagram.nodes.count)).map { Diagram.Edge($0 - 1, $0) })
    return Set(diagram.edges) == expected
  }

  private var boxes: [TextCanvas] { diagram.nodes.map { box($0) } }

  /// Boxes without a frame, a line each: for where there is no room for more.
  private var words: [TextCanvas] {
    diagram.nodes.map { lines in
      let text = lines.map(sanitized).joined(separator: " ")
      var canvas = TextCanvas(width: displayWidth(text), height: 1)
      canvas.write(text, 0, 0)
      return canvas
    }
  }

  private func box(_ lines: [String]) -> TextCanvas {
    let lines = lines.map(sanitized)
    let inner = min(lines.map(displayWidth).max() ?? 0, max(1, width - 4))
    var canvas = TextCanvas(width: inner + 4, height: lines.count + 2)
    canvas.write("┌" + String(repeating: "─", count: inner + 2) + "┐", 0, 0)
    for (row, line) in lines.enumerated() {
      canvas.write("│ ", 0, row + 1)
      canvas.write(line, 2, row + 1)
      canvas.write(" │", inner + 2, row + 1)
    }
    canvas.write("└" + String(repeating: "─", count: inner + 2) + "┘", 0, lines.count + 1)
    return canvas
  }

  /// Boxes with arrows between them, as many in a line as fit.
  private var chain: TextCanvas {
    let boxes = boxes, arrow = 3
    var rows: [[Int]] = [], used = 0
    for (index, box) in boxes.enumerated() {
      let needed = box.width + arrow
      if rows.isEmpty || used + needed > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(index)
      used += needed
    }
    let heights = rows.map { $0.map { boxes[$0].height }.max() ?? 0 }
    var canvas = TextCanvas(width: width, height: heights.reduce(0, +)), top = 0
    for (row, height) in zip(rows, heights) {
      var column = 0
      for index in row {
        canvas.add(boxes[index], column, top)
        column += boxes[index].width
        if index + 1 < boxes.count { canvas.write(" →", column, top + height / 2) }
        column += arrow
      }
      top += height
    }
    return canvas
  }

  /// The chain as words with arrows between them: broken between boxes or, where that takes too many lines, anywhere between words; at last names
  /// alone.
  private var wordChain: TextCanvas {
    let words = diagram.nodes.map { $0.map(sanitized) }, room = height - (title.isEmpty ? 0 : 1)
    let whole = words.map { $0.joined(separator: " ") }
    // A space that is no break holds a box together.
    let together = whole.map { $0.replacing(" ", with: "\u{A0}") }
    let ways = [together, whole, words.map { $0.first ?? "" }].map { boxes in
      foldedHard(boxes.joined(separator: " → "), to: width).map { $0.replacing("\u{A0}", with: " ") }
    }
    return TextCanvas(lines: ways.first { $0.count <= room } ?? ways[2])
  }

  // MARK: - Levels

  /// Boxes in levels with arrows down, framed where there is room for it; `nil` where there is no room at all.
  private var levels: TextCanvas? {
    let most = height - (title.isEmpty ? 0 : 1)
    // Many boxes would not fit anyhow.
    guard diagram.nodes.count <= 2 * most else { return nil }
    return (hasFrames ? [boxes, words] : [words]).lazy.compactMap { boxes in
      LevelLayout(diagram, boxes.map(\.width), width: width)?.canvas(boxes)
    }.first { $0.height <= most }
  }

  /// A line for each box and the numbers of those that lead to it.
  private var list: TextCanvas {
    let lines = diagram.nodes.enumerated().flatMap { index, words -> [String] in
      let sources = diagram.edges.filter { $0.to == index }.map { String($0.from + 1) }
      let tail = sources.isEmpty ? "" : "  ← " + sources.joined(separator: ", ")
      return foldedHard("\(index + 1)  " + words.map(sanitized).joined(separator: " ") + tail, to: width)
    }
    return TextCanvas(lines: lines)
  }
}
