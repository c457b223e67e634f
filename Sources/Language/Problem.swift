import Arrays
import Refusals

/// What went wrong with something that was typed: where, what with the values, what to do next.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the values involved.
  public var message: String
  /// What to do about it, one sentence.
  public var hint: String?
  /// The part of the cell's source that is at fault, in characters from its start.
  public var range: Range<Int>?

  /// A problem, its remedy and its place.
  public init(_ message: String, hint: String? = nil, at range: Range<Int>? = nil) {
    self.message = message
    self.hint = hint
    self.range = range
  }

  /// A shape that does not fit, as a problem.
  public init(_ error: Refusal, at range: Range<Int>? = nil) {
    self.init("\(error.place): \(error.problem)", hint: error.remedy, at: range)
  }

  /// `What is wrong. What to do.`: what other modules say that only pass a reason on.
  public var description: String { hint.map { "\(message). \($0)" } ?? message }

  /// The same problem with a place, unless it already has a more exact one.
  public func located(at range: Range<Int>) -> Problem {
    self.range == nil ? Problem(message, hint: hint, at: range) : self
  }
}
