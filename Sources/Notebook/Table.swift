import Arrays
import Display
import Texts

/// Rows under column names: what `show` prints most.
public struct Table: Hashable, Sendable {
  /// What stands above it; empty for none.
  public var title: String
  /// The columns' names; all empty for a table without a head.
  public var columns: [String]
  /// The rows, one cell a column.
  public var rows: [[Cell]]

  /// What stands in one place of a table.
  public enum Cell: Hashable, Sendable {
    /// Words, left-aligned.
    case text(String)
    /// A number, right-aligned, with so many significant digits in text; programs read all of them.
    case number(Real, digits: Int = 7)
    /// A number as the length of a bar that fills `width` characters when the number reaches `full`.
    case bar(Real, full: Real, width: Int)
  }

  /// A table from its parts.
  public init(_ title: String = "", columns: [String], rows: [[Cell]] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

extension Table.Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByFloatLiteral {
  /// Words.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(Real(value)) }

  var isNumber: Bool { if case .number = self { true } else { false } }

  var text: String {
    switch self {
    case .text(let text): sanitized(text).replacing("\n", with: " ").replacing("\t", with: " ")
    case .number(let number, let digits): numberText(number, digits: digits)
    case .bar(let number, let full, let width): Bars.bar(number, full: full, width: width)
    }
  }
}

extension Table {
  /// Aligned columns, two spaces apart; a last column of words is folded at the page's width.
  public var text: String {
    let cells = rows.map { row in columns.indices.map { $0 < row.count ? row[$0].text : "" } }
    let widths = columns.indices.map { column in
      max(displayWidth(columns[column]), cells.map { displayWidth($0[column]) }.max() ?? 0)
    }
    var lines = title.isEmpty ? [] : [sanitized(title)]
    if columns.contains(where: { !$0.isEmpty }) { lines += line(columns, widths) }
    for row in cells { lines += line(row, widths) }
    return lines.joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> [String] {
    guard let last = columns.indices.last else { return [] }
    let indent = title.isEmpty ? "" : "  "
    let head =
      indent
      + columns.indices.dropLast().map { padded(cells[$0], to: widths[$0], right: isNumeric($0)) + "  " }.joined()
    if isNumeric(last) { return [head + padded(cells[last], to: widths[last], right: true)] }
    let margin = displayWidth(head)
    let parts = folded(cells[last], to: max(20, pageWidth - margin))
    return parts.enumerated().map { index, part in
      trimmedEnd((index == 0 ? head : String(repeating: " ", count: margin)) + part)
    }
  }

  private func isNumeric(_ column: Int) -> Bool {
    rows.contains { column < $0.count && $0[column].isNumber }
  }
}

private func trimmedEnd(_ text: String) -> String {
  var text = Substring(text)
  while text.last == " " { text.removeLast() }
  return String(text)
}
