import Arrays

extension Figure {
  /// For programs: what is drawn, as numbers.
  var json: JSON {
    var room = Output.largestListing
    let extent = extent
    return .object([
      ("kind", .text("picture")), ("title", .text(title)), ("width", .integer(extent.width)),
      ("height", .integer(extent.height)), ("columns", .integer(columns)),
      ("plots", .list(zip(plots, frames).map { $0.json($1, &room) })),
      ("notes", .list((notes + remarks).map(JSON.text))),
    ])
  }
}

extension Plot {
  fileprivate func json(_ frame: Frame, _ room: inout Int) -> JSON {
    .object([
      ("title", .text(title)), ("x", x.json(frame.x)), ("y", y.json(frame.y)),
      ("layers", .list(layers.map { $0.json(&room) })),
    ])
  }
}

extension Axis {
  fileprivate func json(_ span: Span) -> JSON {
    let (scaleName, names): (String, [String]?) =
      switch scale {
      case .linear: ("linear", nil)
      case .logarithmic: ("logarithmic", nil)
      case .categories(let names): ("categories", names)
      }
    var members: [(String, JSON)] = [
      ("label", .text(label)), ("unit", .text(unit)), ("scale", .text(scaleName)),
      ("range", .list([.number(Real(span.low)), .number(Real(span.high))])),
    ]
    if let names { members.append(("names", .list(names.map(JSON.text)))) }
    return .object(members)
  }
}

extension Layer {
  fileprivate func json(_ room: inout Int) -> JSON {
    let (kind, members) = members(&room)
    return .object([("kind", .text(kind)), ("name", .text(name))] + members)
  }

  private func members(_ room: inout Int) -> (kind: String, members: [(String, JSON)]) {
    switch self {
    case .line(let series): ("line", [("points", .points(series.points, &room))])
    case .points(let series): ("points", [("points", .points(series.points, &room))])
    case .arrows(let arrows): ("arrows", arrows.members(&room))
    case .pairs(let arrows): ("pairs", arrows.members(&room))
    case .bars(let columns): ("bars", [("values", .list(columns.values.map(JSON.number)))])
    case .histogram(let counts): ("histogram", counts.members)
    case .field(let field): ("field", field.members(&room))
    case .rule(let rule):
      ("rule", [("at", .number(rule.at)), ("direction", .text(rule.direction == .across ? "across" : "upwards"))])
    case .diagram(let diagram): ("diagram", diagram.members)
    }
  }
}

extension Arrows {
  fileprivate func members(_ room: inout Int) -> [(String, JSON)] {
    let tails = JSON.points(from, &room)
    return [("from", tails), ("to", .points(to, &room)), ("stretch", .number(stretch))]
  }
}

extension Counts {
  fileprivate var members: [(String, JSON)] {
    [
      ("edges", .list(edges.map(JSON.number))), ("counts", .list(counts.map(JSON.integer))),
      ("outside", .integer(outside)),
    ]
  }
}

extension Field {
  fileprivate func members(_ room: inout Int) -> [(String, JSON)] {
    [
      ("x", .list([.number(x.lowerBound), .number(x.upperBound)])),
      ("y", .list([.number(y.lowerBound), .number(y.upperBound)])),
      ("contours", .list(contours.map(JSON.number))), ("shape", .list(numbers.shape.extents.map(JSON.integer))),
      ("values", .fitting(numbers, &room)),
    ] + (map == .packed ? [("colours", .text("65536 red + 256 green + blue"))] : [])
  }
}

extension Diagram {
  fileprivate var members: [(String, JSON)] {
    [
      ("nodes", .list(nodes.map { .list($0.map(JSON.text)) })),
      ("edges", .list(edges.map { .list([.integer($0.from), .integer($0.to)]) })),
    ]
  }
}

extension JSON {
  /// All numbers of an array as a flat list while there is room, which they take; then what can be said of them in a few.
  fileprivate static func fitting(_ array: NDArray, _ room: inout Int) -> JSON {
    guard array.count <= room else { return Spread(array).json }
    room -= array.count
    return .numbers(array)
  }

  /// Points as pairs while there is room, which they take; then how they are spread in both directions.
  fileprivate static func points(_ points: NDArray, _ room: inout Int) -> JSON {
    let numbers = points.numbers
    guard numbers.count <= room else {
      let columns = (0...1).map { column in stride(from: column, to: numbers.count, by: 2).map { numbers[$0] } }
      return .object(
        zip(["x", "y"], columns).map { ($0, Spread(NDArray($1, shape: [$1.count])).json) })
    }
    room -= numbers.count
    return .list(
      stride(from: 0, to: numbers.count - 1, by: 2).map { .list([.number(numbers[$0]), .number(numbers[$0 + 1])]) })
  }
}
