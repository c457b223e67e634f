import Arrays

extension Output {
  /// How many values a program is given of one tensor; larger ones are summarised.
  public static let largestListing = 100_000

  /// For programs: an object whose `kind` says which of the cases it is.
  public var json: JSON {
    switch self {
    case .text(let text): .object([("kind", .text("text")), ("text", .text(text))])
    case .number(_, let number): .object([("kind", .text("number")), ("value", .number(number))])
    case .tensor(let name, let array): Output.json(array, name)
    case .table(let table): table.json
    case .figure(let figure): figure.json
    }
  }

  private static func json(_ array: NDArray, _ name: String?) -> JSON {
    var members: [(String, JSON)] = [
      ("kind", .text("tensor")), ("name", .optional(name)),
      ("shape", .list(array.shape.extents.map(JSON.integer))),
    ]
    if array.count <= largestListing {
      members.append(("values", .numbers(array)))
    } else {
      members += [("values", .null), ("summary", Spread(array).json)]
    }
    return .object(members)
  }
}

extension Table {
  fileprivate var json: JSON {
    .object([
      ("kind", .text("table")), ("title", .text(title)), ("columns", .list(columns.map(JSON.text))),
      ("rows", .list(rows.map { .list($0.map(\.json)) })),
    ])
  }
}

extension Table.Cell {
  fileprivate var json: JSON {
    switch self {
    case .text(let text): .text(text)
    case .number(let number, _): .number(number)
    case .bar: .text(text)
    }
  }
}

extension Spread {
  /// What is said of many numbers in a few.
  var json: JSON {
    .object([
      ("min", .number(least)), ("mean", .number(mean)), ("max", .number(greatest)), ("nan", .integer(notANumber)),
    ])
  }
}
