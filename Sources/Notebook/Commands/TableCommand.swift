import Arrays
import Display
import Language
import Texts

extension Command {
  static var table: Command {
    Command(
      "table", "Prints lists of equal length as columns, numbers side by side, those after bars with bars.",
      Argument("columns", .tableColumns, "expressions with commas between, each perhaps under a name, \"W\": w"),
      group: "Looking", examples: ["table \"n\": [1, 2, 3], \"n^2\": [1, 4, 9]", "table range(3) bars [1, 4, 9]"]
    ) { session, columns in
      session.emit(.table(try columns(session)))
    }
  }
}

extension ArgumentKind where Value == (Session) throws -> Table {
  /// Columns of numbers or texts, and those that are drawn as bars.
  fileprivate static var tableColumns: ArgumentKind {
    ArgumentKind(expressionIn: "EXPRESSION[, …] [bars EXPRESSION[, …]]") { (reader) throws(Problem) in
      let clauses = try reader.clauses(["bars"])
      let (plain, bars) = (try reader.labelled(clauses[""]), try reader.labelled(clauses["bars"]))
      guard let first = (plain + bars).first else { throw Problem("an expression is missing", at: reader.endRange) }
      return { session in
        let plain = try plain.map { try TableColumn($0, in: session) }
        let barred = try bars.map { try TableColumn($0, in: session, barsAmong: bars.count) }
        let columns = plain + barred
        if let other = columns.first(where: { $0.count != columns[0].count }) {
          throw Problem(
            "\(columns[0].names[0]) has \(counted(columns[0].count, "row")), \(other.names[0]) has \(other.count)",
            hint: "Give lists of equal length.", at: first.value.range)
        }
        return Table(
          columns: columns.flatMap(\.names),
          rows: (0..<columns[0].count).map { row in columns.flatMap { $0.cells(row) } })
      }
    }
  }
}

/// One list of a table.
private struct TableColumn {
  /// The heads of the columns that it fills: one, or two with bars.
  let names: [String]
  let count: Int
  /// What stands in a row.
  let cells: (Int) -> [Table.Cell]

  init(_ labelled: Labelled, in session: Session, barsAmong bars: Int? = nil) throws(Problem) {
    if bars == nil, case .list(let items) = try session.value(of: labelled.value), let texts = items.texts {
      (names, count) = ([labelled.title], texts.count)
      cells = { [.text(texts[$0])] }
      return
    }
    let numbers = try labelled.value.numbers(in: session)
    count = numbers.count
    guard let bars else {
      names = [labelled.title]
      cells = { [.number(numbers[$0], digits: 4)] }
      return
    }
    let width = max(8, 56 / bars - 10), full = numbers.filter(\.isFinite).max() ?? 1
    names = [labelled.title, ""]
    cells = { [.number(numbers[$0], digits: 4), .bar(numbers[$0], full: full, width: width)] }
  }
}

extension [Language.Value] {
  /// The texts of a list of texts; `nil` when there is anything else in it.
  fileprivate var texts: [String]? {
    let texts = compactMap { if case .text(let text) = $0 { text } else { nil } }
    return texts.count == count && !texts.isEmpty ? texts : nil
  }
}
