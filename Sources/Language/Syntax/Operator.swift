/// An operator between two operands, written as it is typed.
public enum Operator: String, CaseIterable, Sendable {
  case or
  case and
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case matrixProduct = "@"

  /// How tightly it binds.
  public var level: Level {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide, .matrixProduct: .product
    }
  }

  /// How it is printed, spaces included: products stand close, as in the article's formulas.
  var spelling: String { self == .multiply || self == .divide ? rawValue : " \(rawValue) " }
}

/// How tightly the parts of an expression hold together, loosest first.
public enum Level: Int, Comparable, Sendable {
  case or, and, not, comparison, sum, product, sign, power, postfix

  /// Whether `a` binds less tightly than `b`.
  public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

  /// The level that binds next more tightly.
  var tighter: Level { Level(rawValue: rawValue + 1) ?? .postfix }
}

/// An operator before its operand.
public enum Prefix: String, CaseIterable, Sendable {
  case minus = "-"
  case not

  /// How tightly it binds.
  public var level: Level { self == .minus ? .sign : .not }
}
