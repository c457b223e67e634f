import Arrays
import Texts

/// Gives the pieces of source their meaning: makes tokens of them.
struct Lexer {
  let source: SourceText
  let range: Range<Int>
  var position: Int
  private var openBrackets = 0
  private var tokens: [Token] = []

  /// The tokens of a part of some source, an `end` last; or what is wrong with their spelling.
  static func tokens(of source: SourceText, in range: Range<Int>) throws(Problem) -> [Token] {
    guard range.count <= Limits.sourceLength else {
      throw Problem(
        "this entry has \(range.count) characters, more than \(Limits.sourceLength)",
        hint: "Split it into several entries with names for the parts.", at: range)
    }
    var lexer = Lexer(source, range)
    return try lexer.run()
  }

  private init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
    position = range.lowerBound
  }

  private mutating func run() throws(Problem) -> [Token] {
    for piece in source.pieces(in: range) where piece.range.lowerBound >= position {
      position = piece.range.lowerBound
      try token(beginningWith: piece)
    }
    position = range.upperBound
    append(.end, from: position)
    return tokens
  }

  private mutating func token(beginningWith piece: SourceText.Piece) throws(Problem) {
    let start = position
    switch piece.kind {
    case .space, .comment: break
    case .lineEnd: if openBrackets == 0 { append(.newline, from: start) }
    case .text, .openText: append(.text(try text()), from: start)
    case .word where isDigit(source.characters[start]): append(.number(try number()), from: start)
    case .symbol where beginsFraction: append(.number(try number()), from: start)
    case .word: append(.word(try word()), from: start)
    case .opening, .closing, .symbol: append(.symbol(try symbol()), from: start)
    }
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    if kind == .symbol("(") || kind == .symbol("[") { openBrackets += 1 }
    if kind == .symbol(")") || kind == .symbol("]") { openBrackets = max(0, openBrackets - 1) }
    tokens.append(Token(kind: kind, range: start..<position))
  }

  /// A dot with a digit after it, unless it follows a name or bracket: `.5`, but `x.5` is a mistaken member.
  private var beginsFraction: Bool {
    guard peek() == ".", let next = peek(1), isDigit(next) else { return false }
    guard position > range.lowerBound else { return true }
    let before = source.characters[position - 1]
    return !(before.isWordPart || before == ")" || before == "]")
  }

  /// The character some places ahead, `nil` past the end.
  func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < range.upperBound ? source.characters[position + ahead] : nil
  }

  /// The source from a place up to where reading stands.
  func text(from start: Int) -> String { source.text(start..<position) }
}

/// Whether a character is one of 0 to 9.
func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" && character.isASCII }

extension Lexer {
  private static let pairs: Set<String> = ["<=", ">=", "==", "!="]
  private static let singles: Set<String> = [
    "+", "-", "*", "/", "^", "@", "<", ">", "=", "(", ")", "[", "]", ",", ":", ".", ";",
  ]

  fileprivate mutating func symbol() throws(Problem) -> String {
    let rest = source.text(position..<min(position + 3, range.upperBound))
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
