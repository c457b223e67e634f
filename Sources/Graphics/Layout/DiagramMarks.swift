import Display

/// Boxes joined by arrows, laid out: a chain in rows, anything else in ranks from the top down.
struct DiagramLayout {
  /// What is drawn, from (0, 0) on.
  private(set) var marks: [Mark] = []
  /// How large it is.
  private(set) var width = 0.0, height = 0.0

  private static let size = 11.0, line = 14.0, padding = 8.0

  /// The diagram in about that width; letters become smaller where it has no room.
  init(_ diagram: Diagram, width limit: Double) {
    let boxes = diagram.nodes.map(DiagramLayout.box)
    let edges = diagram.edges.filter {
      $0.from >= 0 && $0.from < $0.to && $0.to < boxes.count
    }
    guard !boxes.isEmpty else { return }
    let isChain = edges.count == boxes.count - 1 && edges.allSatisfy { $0.to == $0.from + 1 }
    if isChain { chain(diagram, boxes, limit) } else { ranks(diagram, boxes, edges, limit) }
  }

  private static func box(_ lines: [String]) -> (width: Double, height: Double) {
    let widest = lines.enumerated().map { TextMeasure.width($1, size: size, isBold: $0 == 0) }.max() ?? 0
    return (widest + 2 * padding, Double(max(1, lines.count)) * line + padding)
  }

  /// Left to right, and on in the next row.
  private mutating func chain(_ diagram: Diagram, _ boxes: [(width: Double, height: Double)], _ limit: Double) {
    let gap = 26.0, tallest = boxes.map(\.height).max() ?? 0
    var place = Point(0, 0), before: Rectangle?
    for (lines, box) in zip(diagram.nodes, boxes) {
      if place.x > 0, place.x + box.width > limit { place = Point(0, place.y + tallest + 30) }
      let part = Rectangle(place.x, place.y + (tallest - box.height) / 2, box.width, box.height)
      if let before { marks += DiagramLayout.step(from: before, to: part) }
      marks += DiagramLayout.marks(lines, part)
      before = part
      place.x += box.width + gap
      (width, height) = (max(width, part.right), max(height, place.y + tallest))
    }
  }

  /// An arrow to the next box: straight on, or down and back to the beginning of the next row.
  private static func step(from: Rectangle, to: Rectangle) -> [Mark] {
    if to.x > from.x {
      return arrow([Point(from.right, from.middle.y), Point(to.x, to.middle.y)])
    }
    let between = (from.bottom + to.y) / 2
    return arrow([
      Point(from.middle.x, from.bottom), Point(from.middle.x, between), Point(to.middle.x, between),
      Point(to.middle.x, to.y),
    ])
  }

  private static func arrow(_ points: [Point]) -> [Mark] {
    guard let tip = points.last, let before = points.dropLast().last else { return [] }
    let (x, y) = (tip.x - before.x, tip.y - before.y), length = max(1e-6, (x * x + y * y).squareRoot())
    let neck = Point(tip.x - x / length * 6, tip.y - y / length * 6), side = Point(-y / length * 2.8, x / length * 2.8)
    return [
      .lines([points.dropLast() + [neck]], Stroke(.muted, width: 1.1)),
      .areas(
        [[tip, Point(neck.x + side.x, neck.y + side.y), Point(neck.x - side.x, neck.y - side.y)]], .muted, opacity: 1),
    ]
  }

  /// A box: its first line stands out.
  private static func marks(_ lines: [String], _ part: Rectangle) -> [Mark] {
    let top = part.middle.y - Double(lines.count) * line / 2
    return [.box(part, .faint, opacity: 0.6), .frame(part, Stroke(.muted, width: 1))]
      + lines.enumerated().map { index, text in
        .label(
          Label(
            text, Point(part.middle.x, top + Double(index) * line + 10.5), size: size, .middle,
            ink: index == 0 ? .text : .muted, isBold: index == 0 && lines.count > 1))
      }
  }

  /// A place in a rank: a box, or where a long arrow passes.
  private struct Slot {
    var box: Int?
    var width: Double
    var before: [Int] = []
    var x = 0.0
  }

  /// Each box below all that lead to it; in a rank, in the order of the middle of those.
  private mutating func ranks(
    _ diagram: Diagram, _ boxes: [(width: Double, height: Double)], _ edges: [Diagram.Edge], _ limit: Double
  ) {
    var rank = [Int](repeating: 0, count: boxes.count)
    for edge in edges.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      rank[edge.to] = max(rank[edge.to], rank[edge.from] + 1)
    }
    // What nothing leads to stands right above what it leads to.
    for box in boxes.indices.reversed() where !edges.contains(where: { $0.to == box }) {
      rank[box] = max(0, (edges.filter { $0.from == box }.map { rank[$0.to] }.min() ?? 1) - 1)
    }
    var slots = boxes.map { Slot(box: nil, width: $0.width) }
    var rows = [[Int]](repeating: [], count: (rank.max() ?? 0) + 1)
    for box in boxes.indices {
      slots[box].box = box
      rows[rank[box]].append(box)
    }
    var ways: [[Int]] = []
    for edge in edges {
      var way = [edge.from]
      for level in rank[edge.from] + 1..<max(rank[edge.from] + 1, rank[edge.to]) {
        slots.append(Slot(width: 8, before: [way[way.count - 1]]))
        rows[level].append(slots.count - 1)
        way.append(slots.count - 1)
      }
      slots[edge.to].before.append(way[way.count - 1])
      ways.append(way + [edge.to])
    }
    arrange(&slots, &rows)
    let scale = min(1, limit / max(1, width))
    let tops = rows.reduce(into: [0.0]) { tops, row in
      let tallest = row.compactMap { slots[$0].box.map { boxes[$0].height } }.max() ?? 0
      tops.append((tops.last ?? 0) + tallest + 28)
    }
    height = max(0, (tops.last ?? 28) - 28)
    func part(_ slot: Int, _ level: Int) -> Rectangle {
      let tall = slots[slot].box.map { boxes[$0].height } ?? max(0, tops[level + 1] - tops[level] - 28)
      return Rectangle(slots[slot].x - slots[slot].width / 2, tops[level], slots[slot].width, tall)
    }
    for way in ways {
      let level = rank[way[0]]
      var points = [Point(slots[way[0]].x, part(way[0], level).bottom)]
      for (index, slot) in way.enumerated().dropFirst() {
        let part = part(slot, level + index)
        points.append(Point(part.middle.x, part.y))
        if index < way.count - 1 { points.append(Point(part.middle.x, part.bottom)) }
      }
      marks += DiagramLayout.arrow(points)
    }
    for (box, lines) in diagram.nodes.enumerated() { marks += DiagramLayout.marks(lines, part(box, rank[box])) }
    if scale < 1 {
      marks = marks.map { $0.scaled(by: scale) }
      (width, height) = (width * scale, height * scale)
    }
  }

  /// Orders each rank and gives everything its middle; ranks stand in the middle of each other.
  private mutating func arrange(_ slots: inout [Slot], _ rows: inout [[Int]]) {
    let gap = 18.0
    func measured(_ row: [Int], _ slots: [Slot]) -> Double {
      row.reduce(0) { $0 + slots[$1].width } + gap * Double(max(0, row.count - 1))
    }
    width = rows.map { measured($0, slots) }.max() ?? 0
    for level in rows.indices {
      let order = rows[level].map { slot in
        let before = slots[slot].before.map { slots[$0].x }
        return (slot, before.isEmpty ? Double(slot) : before.reduce(0, +) / Double(before.count))
      }
      rows[level] = level == 0 ? rows[level] : order.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
      var x = (width - measured(rows[level], slots)) / 2
      for slot in rows[level] {
        slots[slot].x = x + slots[slot].width / 2
        x += slots[slot].width + gap
      }
    }
  }
}

extension Mark {
  /// The same, larger or smaller from the origin.
  func scaled(by scale: Double) -> Mark {
    transformed {
      Point($0.x * scale, $0.y * scale)
    } size: {
      $0 * scale
    }
  }

  /// The same elsewhere.
  func moved(_ x: Double, _ y: Double) -> Mark {
    transformed {
      Point($0.x + x, $0.y + y)
    } size: {
      $0
    }
  }

  private func transformed(_ place: (Point) -> Point, size scaled: (Double) -> Double) -> Mark {
    func part(_ part: Rectangle) -> Rectangle {
      let corner = place(Point(part.x, part.y))
      return Rectangle(corner.x, corner.y, scaled(part.width), scaled(part.height))
    }
    switch self {
    case .lines(let lines, let stroke): return .lines(lines.map { $0.map(place) }, stroke)
    case .areas(let areas, let ink, let opacity): return .areas(areas.map { $0.map(place) }, ink, opacity: opacity)
    case .symbols(let places, let symbol, let size, let ink, let halo):
      return .symbols(places.map(place), symbol, size: scaled(size), ink, halo: halo)
    case .label(var label):
      (label.at, label.size) = (place(label.at), scaled(label.size))
      return .label(label)
    case .image(let raster, let rectangle, let isCrisp): return .image(raster, part(rectangle), isCrisp: isCrisp)
    case .clipped(let rectangle, let marks):
      return .clipped(part(rectangle), marks.map { $0.transformed(place, size: scaled) })
    }
  }
}
