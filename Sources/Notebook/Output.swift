import Arrays

/// One thing that a cell shows.
public enum Output: Sendable {
  /// Lines of words.
  case text(String)
  /// A single number.
  case number(name: String?, Real)
  /// Numbers with a shape.
  case tensor(name: String?, NDArray)
  /// Rows under column names.
  case table(Table)
  /// Something drawn in characters, and drawn again for terminals with colour; width and height in what it depicts, such as pixels.
  case picture(title: String, width: Int, height: Int, text: String, coloured: String? = nil)
}

extension Output {
  /// How many values a program is given of one tensor; larger ones are summarised.
  public static let largestListing = 100_000

  /// For a terminal with colour; ends without a line break.
  public var colouredText: String {
    if case .picture(let title, _, _, let text, let coloured) = self { return Output.under(title, coloured ?? text) }
    return text
  }

  /// For people, plain; ends without a line break.
  public var text: String {
    switch self {
    case .text(let text): sanitized(text)
    case .number(_, let number): numberText(number)
    case .tensor(let name, let array): tensorText(array, name: name)
    case .table(let table): table.text
    case .picture(let title, _, _, let text, _): Output.under(title, uncoloured(text))
    }
  }

  private static func under(_ title: String, _ text: String) -> String {
    title.isEmpty ? text : sanitized(title) + "\n" + text
  }

  /// For programs.
  var json: JSON {
    switch self {
    case .text(let text): .object([("kind", .text("text")), ("text", .text(text))])
    case .number(_, let number): .object([("kind", .text("number")), ("value", .number(number))])
    case .tensor(let name, let array): Output.json(array, name)
    case .table(let table): table.json
    case .picture(let title, let width, let height, _, _):
      .object([
        ("kind", .text("picture")), ("title", .text(title)), ("width", .integer(width)), ("height", .integer(height)),
      ])
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

  /// About how many bytes it keeps alive.
  var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .picture(_, _, _, let text, let coloured): text.utf8.count + (coloured?.utf8.count ?? 0)
    case .number: 16
    case .tensor(_, let array): array.count * MemoryLayout<Real>.size
    case .table(let table): 64 * (1 + table.rows.count * table.columns.count)
    }
  }
}

extension Table {
  /// For programs.
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
    }
  }
}
