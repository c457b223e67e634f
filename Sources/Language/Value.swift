import Arrays
import Autodiff

/// What an expression can be.
public enum Value {
  /// Numbers with a shape and a history. A plain number is a tensor of shape `[]`.
  case tensor(Tensor)
  /// A text in quotes.
  case text(String)
  /// `[a, b, c]`
  case list([Value])
  /// A thing with members, which may also be called: a network, one of its layers, an optimiser's state.
  case object(any Object)

  /// A plain number.
  public static func number(_ number: Real) -> Value { .tensor(Tensor(number)) }
}

/// A thing that the language can hold, name the members of, call and print, without knowing what it is.
public protocol Object {
  /// What kind of thing it is, in words: `network`, `layer`.
  var kind: String { get }
  /// Its members' names, for completion and messages.
  var memberNames: [String] { get }
  /// The member of that name; `nil` when there is none.
  func member(_ name: String) throws(Problem) -> Value?
  /// What calling it gives.
  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value
  /// How many parts it has, which an index chooses from; `nil` where it has none.
  var partCount: Int? { get }
  /// A part, or several in a row as one thing.
  func part(_ range: Range<Int>) throws(Problem) -> Value
  /// How it prints: the text that stands for it.
  var description: String { get }
}

extension Object {
  /// Most things have no parts.
  public var partCount: Int? { nil }
  /// Most things have no parts.
  public func part(_ range: Range<Int>) throws(Problem) -> Value {
    throw Problem("a \(kind) has no elements", hint: "Leave out the index.")
  }

  /// Most things cannot be called.
  public func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    throw Problem("a \(kind) cannot be called", hint: "Leave out the parentheses.")
  }
}

/// One argument of a call, evaluated.
public struct GivenArgument {
  /// The label before the colon, if any.
  public let label: String?
  /// What it is.
  public let value: Value
  /// Where the value stands in the source.
  public let range: Range<Int>
  /// Where the label stands in the source.
  public let labelRange: Range<Int>?

  /// An argument from its parts.
  public init(label: String? = nil, _ value: Value, at range: Range<Int>, labelAt labelRange: Range<Int>? = nil) {
    self.label = label
    self.value = value
    self.range = range
    self.labelRange = labelRange
  }
}

/// Where names come from: the learner's variables, then what the running experiment offers.
public protocol Scope: AnyObject {
  /// The value of a name, or `nil` when it has none. Throws when the name is known but has no value now, saying why.
  func value(named name: String) throws(Problem) -> Value?
  /// All names that have a value, for completion and for "did you mean".
  var names: [String] { get }
}
