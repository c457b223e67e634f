import Notebook

/// A point that begins with a key: `- Hint: words`, ``- Wrong `0.5`: words``, `- Claim "TV": …`.
struct LessonItem {
  /// The word it begins with.
  let key: String
  /// Where it stands.
  let line: LessonLine
  /// The code before the colon, if any.
  let code: LessonCode?
  /// The label in quotes before the colon, if any.
  let label: String?
  /// The words after the colon: lines, each from a column on.
  var lines: [(line: LessonLine, from: Int)]
  /// The fenced lines under it.
  var blocks: [LessonBlock] = []
  /// The points under it.
  var items: [LessonItem] = []

  /// Reads a point; `nil` where the line is none: it does not begin with a dash, a capitalised word and, perhaps after code in backticks
  /// or a label in quotes, a colon.
  init?(_ line: LessonLine, indent: Int = 0) {
    let characters = Array(line.text), start = indent + 2
    guard line.indent == indent, characters.count > start, characters[indent] == "-", characters[indent + 1] == " ",
      characters[start].isUppercase
    else { return nil }
    var position = start
    while position < characters.count, characters[position].isLetter { position += 1 }
    key = String(characters[start..<position])
    self.line = line
    func skipSpace() { while position < characters.count, characters[position] == " " { position += 1 } }
    skipSpace()
    (code, label) = LessonItem.argument(characters, &position, line)
    skipSpace()
    guard position < characters.count, characters[position] == ":" else { return nil }
    position += 1
    skipSpace()
    lines = [(line, position)]
  }

  /// Code or a label before the colon.
  private static func argument(_ characters: [Character], _ position: inout Int, _ line: LessonLine) -> (
    LessonCode?, String?
  ) {
    let closing: [Character: [Character]] = ["`": ["`"], "\"": ["\""], "“": ["”"], "„": ["“", "”"], "«": ["»"]]
    guard position < characters.count, let closing = closing[characters[position]],
      let end = characters[(position + 1)...].firstIndex(where: closing.contains)
    else { return (nil, nil) }
    let text = String(characters[position + 1..<end]), column = position + 1, isCode = characters[position] == "`"
    position = end + 1
    return isCode ? (LessonCode(text: text, line: line, column: column), nil) : (nil, text)
  }

  /// The words after the colon.
  func words() throws(Failure) -> Template { try Template(lines) }

  /// The same, braces being braces: for words in which nothing is computed.
  var plainWords: String {
    lines.map { $0.line.text.dropFirst($0.from).trimmedText ?? "" }.joined(separator: "\n").trimmedText ?? ""
  }

  /// What stands in backticks after the colon, in order.
  var codes: [LessonCode] {
    lines.flatMap { line, start -> [LessonCode] in
      let characters = Array(line.text)
      var codes: [LessonCode] = [], position = start
      while let open = characters[min(position, characters.count)...].firstIndex(of: "`"),
        let close = characters[(open + 1)...].firstIndex(of: "`")
      {
        codes.append(LessonCode(text: String(characters[open + 1..<close]), line: line, column: open + 1))
        position = close + 1
      }
      return codes
    }
  }

  /// What stands outside backticks after the colon, a space for each piece of code.
  var around: [String] {
    let pieces = lines.map { String($0.line.text.dropFirst($0.from)) }.joined(separator: " ").split(
      separator: "`", omittingEmptySubsequences: false)
    return pieces.indices.filter { $0.isMultiple(of: 2) }.map { pieces[$0].trimmedText ?? "" }
  }
}
