import Arrays
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

  /// Whether it is a number, which stands to the right.
  public var isNumber: Bool { if case .number = self { true } else { false } }

  /// Whether it is a number as a bar.
  public var isBar: Bool { if case .bar = self { true } else { false } }

  /// As it is printed.
  public var text: String {
    switch self {
    case .text(let text): sanitized(text).replacing("\n", with: " ").replacing("\t", with: " ")
    case .number(let number, let digits): numberText(number, digits: digits)
    case .bar(let number, let full, let width): Bars.bar(number, full: full, width: width)
    }
  }
}
