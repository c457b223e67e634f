import Language
import Texts

/// A problem with the source it is in and the way there.
public struct Failure: Error, Hashable, Sendable {
  /// What went wrong.
  public let problem: Problem
  /// The source at fault, prompts stripped; the problem's range counts its characters.
  public let source: String
  /// Where that source begins; `nil` at the prompt.
  public let position: SourcePosition?
  /// Where it was run from, the nearest first.
  public let callers: [SourcePosition]

  /// A problem in its source.
  public init(
    problem: Problem, source: String = "", position: SourcePosition? = nil, callers: [SourcePosition] = []
  ) {
    self.problem = problem
    self.source = source
    self.position = position
    self.callers = callers
  }

  /// The column of the fault in its line, from 1; `nil` when no place is known.
  public var column: Int? { problem.range.map { place($0).column + 1 } }

  /// The line of the fault; `nil` at the prompt.
  public var location: SourcePosition? {
    guard let position else { return nil }
    let line = problem.range.map { place($0).line } ?? 0
    return SourcePosition(file: position.file, line: position.line + line)
  }

  /// `FILE:LINE:COLUMN: error: …`, the line, a caret under the fault, the hint, and one `run from` line for each level; without
  /// the place and the line's number at the prompt. Ends with a line break.
  public var text: String {
    let mark = location.map { place in column.map { "\(place):\($0): " } ?? "\(place): " } ?? ""
    var lines = [mark + "error: " + sanitized(problem.message)]
    if let range = problem.range {
      lines += marked(range)
    } else if position != nil, !source.isEmpty {
      lines.append(MarkedLine(Failure.window(sourceLines[0], around: 0).text).text)
    }
    if let hint = problem.hint { lines.append("hint: " + sanitized(hint)) }
    lines += callers.map { "run from \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The line at fault and a caret under the fault; `nil` when no place is known.
  public var excerpt: [String]? { problem.range.map(marked) }

  private func marked(_ range: Range<Int>) -> [String] {
    let (line, place) = place(range)
    let (text, column) = Failure.window(sourceLines[line], around: place)
    let marked = MarkedLine(text)
    let end = min(max(column + 1, column + range.count), max(text.count, column + 1))
    return [marked.text, marked.caret(under: column..<end)]
  }

  /// What is shown of a line, and where the column is in that: of a very long line, the part around the column.
  private static func window(_ line: Substring, around column: Int) -> (text: String, column: Int) {
    let width = 160, count = line.count
    guard count > 2 * width else { return (String(line), column) }
    let first = max(0, min(column - width / 2, count - width))
    let part = line.dropFirst(first).prefix(width)
    return ((first > 0 ? "…" : "") + part + (first + width < count ? "…" : ""), column - first + (first > 0 ? 1 : 0))
  }

  private var sourceLines: [Substring] { lines(of: source) }

  /// The line, from 0, and the column in it, from 0, where a range begins. What lies beyond the source is put at its end.
  private func place(_ range: Range<Int>) -> (line: Int, column: Int) {
    var rest = max(0, range.lowerBound)
    let lines = sourceLines
    for (number, line) in lines.enumerated() {
      let count = line.count
      if rest <= count { return (number, rest) }
      rest -= count + 1
    }
    return (lines.count - 1, lines.last?.count ?? 0)
  }
}

/// A line of source as it can be shown, and a caret line that fits under it.
struct MarkedLine {
  private let characters: [String]

  init(_ line: some StringProtocol) {
    characters = line.map { sanitized(String($0)) }
  }

  /// The line, control characters made visible.
  var text: String { characters.joined() }

  /// `^~~` under the range. Tabs stay tabs, so that both lines are aligned however wide a tab is.
  func caret(under range: Range<Int>) -> String {
    let before = characters.prefix(range.lowerBound).map {
      $0 == "\t" ? "\t" : String(repeating: " ", count: displayWidth($0))
    }
    let under = characters.dropFirst(range.lowerBound).prefix(range.count).reduce(0) { $0 + max(1, displayWidth($1)) }
    return before.joined() + "^" + String(repeating: "~", count: max(0, under - 1))
  }
}
