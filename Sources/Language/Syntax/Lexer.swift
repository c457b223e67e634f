import Arrays
import Texts

/// Cuts source into tokens.
struct Lexer {
  let characters: [Character]
  var position = 0
  private var openBrackets = 0
  private var tokens: [Token] = []

  /// The tokens of a cell, an `end` last; or what is wrong with its spelling.
  static func tokens(of source: String) throws(Problem) -> [Token] {
    let characters = Array(source)
    guard characters.count <= Limits.sourceLength else {
      throw Problem(
        "this entry has \(characters.count) characters, more than \(Limits.sourceLength)",
        hint: "Split it into several entries with names for the parts.", at: 0..<characters.count)
    }
    var lexer = Lexer(characters: characters)
    return try lexer.run()
  }

  private init(characters: [Character]) { self.characters = characters }

  private mutating func run() throws(Problem) -> [Token] {
    while let character = peek() {
      if character.isNewline {
        if openBrackets == 0 { append(.newline, from: position) }
        position += 1
      } else if character.isWhitespace {
        position += 1
      } else if character == "#" {
        skipComment()
      } else {
        try token(beginningWith: character)
      }
    }
    append(.end, from: characters.count)
    return tokens
  }

  private mutating func token(beginningWith character: Character) throws(Problem) {
    let start = position
    if character == "\"" {
      let text = try text()
      append(.text(text), from: start)
    } else if isDigit(character) || character == "." && beginsFraction {
      let number = try number()
      append(.number(number), from: start)
    } else if character.isLetter || character == "_" {
      let word = try word()
      append(.word(word), from: start)
    } else {
      let symbol = try symbol()
      append(.symbol(symbol), from: start)
    }
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    if kind == .symbol("(") || kind == .symbol("[") { openBrackets += 1 }
    if kind == .symbol(")") || kind == .symbol("]") { openBrackets = max(0, openBrackets - 1) }
    tokens.append(Token(kind: kind, range: start..<position))
  }

  private mutating func skipComment() {
    while let character = peek(), !character.isNewline { position += 1 }
  }

  /// A dot with a digit after it, unless it follows a name or bracket: `.5`, but `x.5` is a mistaken member.
  private var beginsFraction: Bool {
    guard let next = peek(1), isDigit(next) else { return false }
    guard position > 0 else { return true }
    let before = characters[position - 1]
    return !(before.isLetter || before.isNumber || before == "_" || before == ")" || before == "]")
  }

  /// The character some places ahead, `nil` past the end.
  func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  /// The source from a place up to where reading stands.
  func text(from start: Int) -> String { String(characters[start..<position]) }
}

/// Whether a character is one of 0 to 9.
func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" && character.isASCII }

extension Lexer {
  private static let pairs: Set<String> = ["<=", ">=", "==", "!="]
  private static let singles: Set<String> = [
    "+", "-", "*", "/", "^", "@", "<", ">", "=", "(", ")", "[", "]", ",", ":", ".", ";",
  ]

  fileprivate mutating func symbol() throws(Problem) -> String {
    let rest = String(characters[position..<min(position + 3, characters.count)])
    if let foreign = ForeignSymbols.beginning(rest), foreign.length > 1 || !Lexer.pairs.contains(String(rest.prefix(2)))
    {
      throw Problem(foreign.message, hint: foreign.hint, at: position..<position + foreign.length)
    }
    for (length, known) in [(2, Lexer.pairs), (1, Lexer.singles)] {
      let candidate = String(rest.prefix(length))
      guard known.contains(candidate) else { continue }
      position += length
      return candidate
    }
    throw Problem(
      "\(quoted(String(rest.prefix(1)))) means nothing here",
      hint: "Delete it; `help language` lists the operators.",
      at: position..<position + 1)
  }
}
