import Arrays
import Display
import Texts

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
  /// Something to look at.
  case picture(Picture)
}

extension Output {
  /// How many values a program is given of one tensor; larger ones are summarised.
  public static let largestListing = 100_000

  /// For a terminal with colour; ends without a line break.
  public var colouredText: String {
    if case .picture(let picture) = self { return Renderer.colour.text(Output.titled(picture)) }
    return text
  }

  /// For people, plain; ends without a line break.
  public var text: String {
    switch self {
    case .text(let text): sanitized(text)
    case .number(_, let number): numberText(number)
    case .tensor(let name, let array): tensorText(array, name: name)
    case .table(let table): table.text
    case .picture(let picture): Renderer.plain.text(Output.titled(picture))
    }
  }

  /// The picture under a title that cannot steer a terminal.
  private static func titled(_ picture: Picture) -> Picture {
    var picture = picture
    picture.title = sanitized(picture.title)
    return picture
  }

  /// For programs.
  var json: JSON {
    switch self {
    case .text(let text): .object([("kind", .text("text")), ("text", .text(text))])
    case .number(_, let number): .object([("kind", .text("number")), ("value", .number(number))])
    case .tensor(let name, let array): Output.json(array, name)
    case .table(let table): table.json
    case .picture(let picture):
      .object([
        ("kind", .text("picture")), ("title", .text(picture.title)), ("width", .integer(picture.extent.width)),
        ("height", .integer(picture.extent.height)),
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
    case .picture(let picture): picture.panels.reduce(64) { $0 + 2 * $1.count * MemoryLayout<Real>.size }
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
    case .number(let number, _): .number(number)
    case .text, .bar: .text(text)
    }
  }
}
