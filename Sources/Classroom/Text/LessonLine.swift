import Language
import Notebook

/// A line of a lesson's file, and where a part of it stands: what messages point at.
struct LessonLine: Hashable, Sendable {
  /// The file as it was named.
  let file: String
  /// Its number, from 1.
  let number: Int
  /// What it says, with its indentation.
  let text: String

  /// The lines of a file.
  static func lines(of text: String, file: String) -> [LessonLine] {
    Language.lines(of: text).enumerated().map { LessonLine(file: file, number: $0 + 1, text: String($1)) }
  }

  /// Whether nothing is on it.
  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// How far it is indented.
  var indent: Int { text.prefix { $0 == " " }.count }

  /// Its place.
  var position: SourcePosition { SourcePosition(file: file, line: number) }

  /// Something that is wrong with characters of this line; without them, with all of it.
  func problem(_ message: String, hint: String? = nil, at range: Range<Int>? = nil) -> Failure {
    let range = range ?? min(indent, max(0, text.count - 1))..<max(1, text.count)
    return failure(Problem(message, hint: hint, at: range))
  }

  /// A problem that has its place on this line.
  func failure(_ problem: Problem) -> Failure { Failure(problem: problem, source: text, position: position) }
}

/// Code in backticks: an expression or a line of the prompt's, and where it stands.
struct LessonCode: Hashable, Sendable {
  /// What it says.
  let text: String
  /// The line that it stands on.
  let line: LessonLine
  /// Where it begins there.
  let column: Int

  /// The expression that it is; throws where it is none, pointing at the place in the file.
  func expression() throws(Failure) -> Expression {
    do throws(Problem) {
      return try Parser.expression(String(repeating: " ", count: column) + text)
    } catch {
      throw line.failure(error)
    }
  }

  /// What has to hold for it to hold, each at its place: three of `a and b and c`.
  func conjuncts() throws(Failure) -> [LessonCode] {
    let all = Array(String(repeating: " ", count: column) + text)
    return try expression().conjuncts.map { part in
      LessonCode(text: String(all[part.range]), line: line, column: part.range.lowerBound)
    }
  }
}

/// Lines of the prompt's language between fences, and where they begin.
struct LessonBlock: Hashable, Sendable {
  /// The line that opens it.
  let opening: LessonLine
  /// What stands between the fences, without the indentation that they share.
  let lines: [String]

  /// The place of the first line inside.
  var position: SourcePosition { SourcePosition(file: opening.file, line: opening.number + 1) }
}
