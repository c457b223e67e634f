import Arrays

/// An expression as it was typed: what it says, and where. Two are equal when they say the same, wherever they stand.
public indirect enum Expression {
  /// `1.5`; never negative.
  case number(Real, at: Range<Int>)
  /// `"same"`
  case text(String, at: Range<Int>)
  /// `slope`
  case name(String, at: Range<Int>)
  /// `[1, 2]`
  case list([Expression], at: Range<Int>)
  /// `-x`, `not x`
  case prefix(Prefix, Expression, at: Range<Int>)
  /// Operators of one level, applied from the left: `a - b + c`, `0 < x < 1`. At least one link.
  case chain(Expression, [Link], at: Range<Int>)
  /// `x^2`
  case power(Expression, Expression, at: Range<Int>)
  /// `critic.kernel`
  case member(Expression, Word, at: Range<Int>)
  /// `x[0, 1:3]`. At least one subscript.
  case index(Expression, [Subscript], at: Range<Int>)
  /// `sum(x, axes: 0)`
  case call(Expression, [CallArgument], at: Range<Int>)

  /// Where it stands: characters of the source.
  public var range: Range<Int> {
    switch self {
    case .number(_, let range), .text(_, let range), .name(_, let range), .list(_, let range): range
    case .prefix(_, _, let range), .chain(_, _, let range), .power(_, _, let range): range
    case .member(_, _, let range), .index(_, _, let range), .call(_, _, let range): range
    }
  }
}

/// A word and where it stands.
public struct Word: Hashable, Sendable {
  /// The word.
  public let text: String
  /// Where it stands.
  public let range: Range<Int>

  /// A word at a place.
  public init(_ text: String, at range: Range<Int>) {
    self.text = text
    self.range = range
  }
}

/// One step of a chain: the operator and what stands after it.
public struct Link {
  /// What is done.
  public let operation: Operator
  /// Where the operator stands.
  public let range: Range<Int>
  /// What it is done with.
  public let operand: Expression

  /// A step from its parts.
  public init(_ operation: Operator, at range: Range<Int>, _ operand: Expression) {
    self.operation = operation
    self.range = range
    self.operand = operand
  }
}

/// One axis of an index.
public enum Subscript {
  /// `x[2]`: the axis goes.
  case at(Expression)
  /// `x[1:8:2]`: a part of the axis, as in Python.
  case span(from: Expression?, to: Expression?, step: Expression?)
}

/// One argument of a call, as typed.
public struct CallArgument {
  /// The word before the colon, if any.
  public let label: Word?
  /// What stands after it.
  public let value: Expression

  /// An argument from its parts.
  public init(label: Word? = nil, _ value: Expression) {
    self.label = label
    self.value = value
  }
}

/// What one cell says.
public enum Statement {
  /// `name = expression`; the name of a member is its whole path, `critic.dense1.bias`.
  case assignment(name: String, nameRange: Range<Int>, Expression)
  /// An expression alone.
  case expression(Expression)
}
