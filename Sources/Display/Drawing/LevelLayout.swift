/// Where boxes and arrows of a diagram go when each box stands below all that leads to it. An arrow that passes a level goes through a lane of its
/// own between the boxes there.
struct LevelLayout {
  /// What stands in a level: a box, or the lane of an arrow that passes.
  private enum Slot: Hashable { case box(Int), lane(Diagram.Edge) }

  private let levels: [[Slot]]
  private let widths: [Int]
  private let edges: [Diagram.Edge]
  private let level: [Int]
  private let width: Int

  /// A layout, or `nil` where a level is wider than the page.
  init?(_ diagram: Diagram, _ widths: [Int], width: Int) {
    var level = [Int](repeating: 0, count: widths.count)
    edges = Array(Set(diagram.edges)).filter { $0.from < $0.to && widths.indices.contains($0.to) && $0.from >= 0 }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    for edge in edges.sorted(by: { $0.to < $1.to }) { level[edge.to] = max(level[edge.to], level[edge.from] + 1) }
    // A box with nothing above it stands just above what it leads to.
    for node in widths.indices where !edges.contains(where: { $0.to == node }) {
      let below = edges.filter { $0.from == node }.map { level[$0.to] }.min()
      if let below { level[node] = below - 1 }
    }
    var levels = [[Slot]](repeating: [], count: (level.max() ?? -1) + 1)
    for node in widths.indices { levels[level[node]].append(.box(node)) }
    for edge in edges {
      for passed in (level[edge.from] + 1)..<max(level[edge.from] + 1, level[edge.to]) {
        levels[passed].append(.lane(edge))
      }
    }
    (self.widths, self.level, self.width) = (widths, level, width)
    self.levels = LevelLayout.ordered(levels, edges, level)
    for slots in levels {
      let needed = slots.reduce(-2) { $0 + LevelLayout.width(of: $1, widths) + 2 }
      if needed > width { return nil }
    }
  }

  private static func width(of slot: Slot, _ widths: [Int]) -> Int {
    if case .box(let node) = slot { widths[node] } else { 1 }
  }

  /// Each level in the order of the middles of what leads to it, so that few arrows cross.
  private static func ordered(_ levels: [[Slot]], _ edges: [Diagram.Edge], _ level: [Int]) -> [[Slot]] {
    var ordered = levels
    for index in ordered.indices.dropFirst() {
      let above = ordered[index - 1]
      func middle(_ slot: Slot) -> Double {
        let sources = edges.filter { edge in
          switch slot {
          case .box(let node): edge.to == node
          case .lane(let own): edge == own
          }
        }.map { edge -> Slot in level[edge.from] == index - 1 ? .box(edge.from) : .lane(edge) }
        let places = sources.compactMap { above.firstIndex(of: $0) }
        return places.isEmpty ? .infinity : Double(places.reduce(0, +)) / Double(places.count)
      }
      let keys = ordered[index].map(middle)
      ordered[index] = ordered[index].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { ordered[index][$0] }
    }
    return ordered
  }

  /// The boxes in their places with arrows between them.
  func canvas(_ boxes: [TextCanvas]) -> TextCanvas {
    let starts = levels.map(starts(of:))
    let heights = levels.map { slots in
      slots.map { if case .box(let node) = $0 { boxes[node].height } else { 1 } }.max() ?? 1
    }
    let bands = levels.indices.map { connections(below: $0, starts) }
    let tracks = bands.map { max(1, $0.filter { $0.from != $0.to }.count) + 1 }
    var canvas = TextCanvas(width: width, height: heights.reduce(0, +) + tracks.dropLast().reduce(0, +)), top = 0
    for (index, slots) in levels.enumerated() {
      for (slot, start) in zip(slots, starts[index]) {
        switch slot {
        case .box(let node):
          canvas.add(boxes[node], start, top)
          for row in boxes[node].height..<max(boxes[node].height, heights[index])
          where index + 1 < levels.count && leads(node) {
            canvas.put("│", start + boxes[node].width / 2, top + row)
          }
        case .lane: for row in 0..<heights[index] { canvas.put("│", start, top + row) }
        }
      }
      top += heights[index]
      guard index + 1 < levels.count else { break }
      draw(bands[index], &canvas, top, tracks[index])
      top += tracks[index]
    }
    return canvas
  }

  private func leads(_ node: Int) -> Bool { edges.contains { $0.from == node } }

  /// The columns at which the slots of a level begin, the level in the middle of the page.
  private func starts(of slots: [Slot]) -> [Int] {
    let widths = slots.map { LevelLayout.width(of: $0, self.widths) }
    var column = max(0, (min(width, 78) - (widths.reduce(-2) { $0 + $1 + 2 })) / 2)
    return widths.map { width in
      defer { column += width + 2 }
      return column
    }
  }

  /// From which column to which arrows run below a level.
  private func connections(below index: Int, _ starts: [[Int]]) -> [(from: Int, to: Int, isLane: Bool)] {
    guard index + 1 < levels.count else { return [] }
    func middle(_ slot: Slot, _ level: Int) -> Int? {
      levels[level].firstIndex(of: slot).map { starts[level][$0] + LevelLayout.width(of: slot, widths) / 2 }
    }
    return edges.compactMap { edge in
      guard level[edge.from] <= index, level[edge.to] > index else { return nil }
      let upper: Slot = level[edge.from] == index ? .box(edge.from) : .lane(edge)
      let isLane = level[edge.to] != index + 1
      let lower: Slot = isLane ? .lane(edge) : .box(edge.to)
      guard let from = middle(upper, index), let to = middle(lower, index + 1) else { return nil }
      return (from, to, isLane)
    }
  }

  /// Arrows in a band: down, across on a line of their own, down.
  private func draw(
    _ connections: [(from: Int, to: Int, isLane: Bool)], _ canvas: inout TextCanvas, _ top: Int, _ height: Int
  ) {
    var track = 0
    for connection in connections {
      let (from, to) = (connection.from, connection.to)
      let turn = from == to ? height : track
      if from != to { track += 1 }
      for row in 0..<height {
        if row < turn { join("│", &canvas, from, top + row) } else if row > turn { join("│", &canvas, to, top + row) }
      }
      guard from != to else { continue }
      for column in (min(from, to) + 1)..<max(from, to) { join("─", &canvas, column, top + turn) }
      join(from < to ? "└" : "┘", &canvas, from, top + turn)
      join(from < to ? "┐" : "┌", &canvas, to, top + turn)
    }
    for connection in connections where !connection.isLane { canvas.put("▼", connection.to, top + height - 1) }
  }

  /// A line over what is there: lines that cross or meet are joined.
  private func join(_ glyph: Character, _ canvas: inout TextCanvas, _ column: Int, _ row: Int) {
    let both = LevelLayout.arms(glyph).union(LevelLayout.arms(canvas[column, row].glyph?.first ?? " "))
    canvas.put(LevelLayout.glyph(both), column, row)
  }

  private static let lines: [(Character, Set<Character>)] = [
    ("│", ["u", "d"]), ("─", ["l", "r"]), ("└", ["u", "r"]), ("┘", ["u", "l"]), ("┐", ["l", "d"]), ("┌", ["r", "d"]),
    ("├", ["u", "d", "r"]), ("┤", ["u", "d", "l"]), ("┬", ["l", "r", "d"]), ("┴", ["l", "r", "u"]),
    ("┼", ["u", "d", "l", "r"]),
  ]

  private static func arms(_ glyph: Character) -> Set<Character> { lines.first { $0.0 == glyph }?.1 ?? [] }
  private static func glyph(_ arms: Set<Character>) -> Character { lines.first { $0.1 == arms }?.0 ?? " " }
}
