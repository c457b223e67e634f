import Language
import Refusals

/// What is wrong with an objective as it is written, and in which of its lines.
public struct EquationFault: Error {
  /// The line, from 0; `nil` where it is the whole that lacks something.
  public let line: Int?
  /// What is wrong. Its place is within that line.
  public let problem: Problem
  /// The line as it is written, or the word objective.
  private let place: String

  init(_ line: Int?, _ place: String, _ problem: Problem) {
    (self.line, self.place, self.problem) = (line, place, problem)
  }

  /// The same where nobody sees the lines.
  public var refusal: Refusal {
    Refusal(place, problem.message, problem.hint ?? "Each line of an objective is NAME = FORMULA.")
  }
}
