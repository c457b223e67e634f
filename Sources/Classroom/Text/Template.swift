import Language
import Notebook
import Texts

/// Words with places for numbers: `The slope is {lines.slope}.` What stands in braces is an expression, computed when the words are
/// shown. `{x | 5}` has five significant digits, `{x | %}` is a percentage. In backticks braces mean nothing.
struct Template {
  /// A stretch of words, or a place for a number.
  enum Part {
    case words(String)
    case number(LessonCode, Format)
  }

  /// How a number is written for people.
  enum Format: Hashable, Sendable {
    case digits(Int)
    case percent
  }

  let parts: [Part]
  /// The line that it begins on; `nil` for words without one.
  private(set) var line: Int?

  /// The expressions in its braces.
  var codes: [LessonCode] { parts.compactMap { if case .number(let code, _) = $0 { code } else { nil } } }

  /// What stands in its backticks.
  var commands: [String] {
    let words = parts.map { if case .words(let words) = $0 { words } else { "" } }.joined()
    let pieces = words.split(separator: "`", omittingEmptySubsequences: false)
    return pieces.indices.filter { !$0.isMultiple(of: 2) }.map { String(pieces[$0]) }
  }

  /// Words without a number.
  init(_ words: String) { parts = [.words(words)] }

  /// Reads words that stand on lines, each from a column on. Throws where a brace is left open, or what is in it is no expression.
  init(_ lines: [(line: LessonLine, from: Int)]) throws(Failure) {
    var parts: [Part] = [], words = "", isCode = false
    for (index, (line, start)) in lines.enumerated() {
      if index > 0 { words += "\n" }
      let characters = Array(line.text)
      var position = min(start, characters.count)
      while position < characters.count {
        let character = characters[position]
        if character == "`" { isCode.toggle() }
        guard character == "{", !isCode else {
          words.append(character)
          position += 1
          continue
        }
        guard let end = characters[position...].firstIndex(of: "}") else {
          throw line.problem(
            "a brace is left open", hint: "Close it, {x}; braces hold expressions.", at: position..<position + 1)
        }
        if !words.isEmpty { parts.append(.words(words)) }
        words = ""
        parts.append(try Template.number(String(characters[position + 1..<end]), line, at: position + 1))
        position = end + 1
      }
    }
    if !words.isEmpty { parts.append(.words(words)) }
    self.parts = parts
    line = lines.first { !$0.line.isBlank }?.line.number
  }

  /// `x`, `x | 5` or `x | %`.
  private static func number(_ text: String, _ line: LessonLine, at column: Int) throws(Failure) -> Part {
    let pieces = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let code = LessonCode(text: String(pieces[0]), line: line, column: column)
    if try code.expression().isTyped {
      throw line.problem(
        "\(code.text.trimmedText ?? "it") has no name in it, so it measures nothing",
        hint: "Name what it is measured on.",
        at: code.range)
    }
    guard pieces.count == 2 else { return .number(code, .digits(4)) }
    let format = pieces[1].filter { !$0.isWhitespace }
    if format == "%" { return .number(code, .percent) }
    guard let digits = Int(format), (1...9).contains(digits) else {
      throw line.problem(
        "\"\(format)\" says not how a number is written",
        hint: "{x | 5} has five significant digits, {x | %} is a percentage.",
        at: column..<column + text.count)
    }
    return .number(code, .digits(digits))
  }
}

extension Template.Format {
  /// A number as people read it.
  func text(_ number: Double) -> String {
    switch self {
    case .digits(let digits): numberText(number, digits: digits)
    case .percent: numberText(100 * number, digits: 3) + " %"
    }
  }
}
