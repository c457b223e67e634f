import Display

/// What the marks of a figure mean, each once.
struct Legend {
  /// One of them.
  private struct Entry: Hashable {
    /// How it is drawn.
    enum Kind: Hashable { case line, grid, points, arrows, pairs, bars(Int), histogram }
    let name: String
    let role: Role
    let kind: Kind
  }

  private var entries: [Entry] = []

  /// The legend of all plots: what has a name. What tells nothing apart has none: what stands alone in each plot under its title, and what the axis
  /// says.
  init(_ plots: [Plot]) {
    let each = plots.map(Legend.entries)
    for entry in each.flatMap(\.self) where !entries.contains(entry) { entries.append(entry) }
    let isTitled = plots.count > 1 && plots.allSatisfy { !$0.title.isEmpty }
    if isTitled, each.allSatisfy({ $0.count == 1 }), Set(each.map { $0[0].name }).count == 1, entries.count > 1 {
      entries = []
    }
    if entries.count == 1, plots.allSatisfy({ $0.y.label == entries[0].name }) { entries = [] }
  }

  /// What has a name in one plot.
  private static func entries(of plot: Plot) -> [Entry] {
    var bars = 0
    return plot.layers.compactMap { entry($0, &bars) }.filter { !$0.name.isEmpty }
  }

  private static func entry(_ layer: Layer, _ bars: inout Int) -> Entry? {
    switch layer {
    case .line(let series):
      return Entry(name: series.name, role: series.role, kind: series.gaps > 0 ? .grid : .line)
    case .points(let series): return Entry(name: series.name, role: series.role, kind: .points)
    case .arrows(let arrows): return Entry(name: arrows.name, role: arrows.role, kind: .arrows)
    case .pairs(let arrows): return Entry(name: arrows.name, role: arrows.role, kind: .pairs)
    case .histogram(let counts): return Entry(name: counts.name, role: counts.role, kind: .histogram)
    case .bars(let columns):
      bars += 1
      return Entry(name: columns.name, role: columns.role, kind: .bars(bars - 1))
    case .field, .rule, .diagram: return nil
    }
  }

  private static let size = 11.0, row = 18.0, sample = 26.0

  /// The legend in rows that fit a width, from a place on; and how high it is.
  func marks(at origin: Point, width: Double) -> (marks: [Mark], height: Double) {
    guard !entries.isEmpty else { return ([], 0) }
    var marks: [Mark] = [], place = Point(origin.x, origin.y)
    for entry in entries {
      let name = TextMeasure.shortened(entry.name, width: width - Legend.sample - 8, size: Legend.size)
      let needed = Legend.sample + 6 + TextMeasure.width(name, size: Legend.size) + 16
      if place.x > origin.x, place.x + needed - 16 > origin.x + width {
        place = Point(origin.x, place.y + Legend.row)
      }
      marks += Legend.sample(entry, Rectangle(place.x, place.y + 3, Legend.sample, 11))
      marks.append(.label(Label(name, Point(place.x + Legend.sample + 6, place.y + 12.5), size: Legend.size)))
      place.x += needed
    }
    return (marks, place.y + Legend.row - origin.y + 4)
  }

  private static func sample(_ entry: Entry, _ part: Rectangle) -> [Mark] {
    let ink = Ink.role(entry.role), (left, right) = (Point(part.x, part.middle.y), Point(part.right, part.middle.y))
    switch entry.kind {
    case .line: return [.line(left, right, Stroke(ink, width: 1.8, dash: entry.role.dash))]
    case .pairs, .grid: return [.line(left, right, Stroke(ink, width: 1))]
    case .points: return [.symbols([part.middle], Symbol(entry.role), size: 4, ink, halo: nil)]
    case .arrows:
      let neck = Point(right.x - 6, right.y)
      return [
        .line(left, neck, Stroke(ink, width: 1.2)),
        .areas([[right, Point(neck.x, neck.y - 2.6), Point(neck.x, neck.y + 2.6)]], ink, opacity: 1),
      ]
    case .bars(let index):
      let box = Rectangle(part.middle.x - 7, part.y, 14, part.height)
      return index % 3 == 0
        ? [.box(box, ink, opacity: 0.9)]
        : [.box(box, ink, opacity: index % 3 == 1 ? 0.18 : 0), .frame(box, Stroke(ink, width: 1.2))]
          + (index % 3 == 1 ? [] : [.lines([[Point(box.x, box.bottom), Point(box.right, box.y)]], Stroke(ink))])
    case .histogram:
      let box = Rectangle(part.middle.x - 8, part.y, 16, part.height)
      return [.box(box, ink, opacity: 0.35), .frame(box, Stroke(ink, width: 1.4, dash: entry.role.dash))]
    }
  }
}
