/// Reads tokens one after another; its extensions are the rules of the grammar.
struct TokenReader {
  /// An expression and how deep it is: what bounds every recursion over it.
  struct Node {
    let expression: Expression
    let height: Int
  }

  let source: SourceText
  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  /// A reader of tokens, an `end` last, that were made of some source.
  init(_ tokens: [Token], of source: SourceText) {
    self.tokens = tokens
    self.source = source
  }

  /// Whether all tokens were taken.
  var isAtEnd: Bool { position == tokens.count - 1 }

  var current: Token { tokens[position] }
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }
  /// The token before the current one; before the first stands nothing.
  var previous: Token { position > 0 ? tokens[position - 1] : Token(kind: .newline, range: 0..<0) }

  /// Whether a dot stands before the previous token: it is a member's name.
  var isAfterDot: Bool { position > 1 && tokens[position - 2].isSymbol(".") }

  /// Where the token before the current one ends.
  var end: Int { previous.range.upperBound }

  /// Takes the current token and moves on; the last one stays.
  @discardableResult
  mutating func take() -> Token {
    let token = current
    position = min(position + 1, tokens.count - 1)
    return token
  }

  /// Takes the symbol if it stands here.
  mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    take()
    return true
  }

  /// Moves past ends of lines, which mean nothing before the first and after the last token of a cell.
  mutating func skipNewlines() {
    while current.kind == .newline { take() }
  }

  /// One level deeper for the time of `body`.
  mutating func nested<R>(_ body: (inout TokenReader) throws(Problem) -> R) throws(Problem) -> R {
    depth += 1
    defer { depth -= 1 }
    try check(height: depth)
    return try body(&self)
  }

  /// An expression over parts of some height, unless that is too deep.
  func node(_ expression: Expression, over height: Int) throws(Problem) -> Node {
    try check(height: height + 1)
    return Node(expression: expression, height: height + 1)
  }

  private func check(height: Int) throws(Problem) {
    guard height > Limits.depth else { return }
    throw Problem(
      "this nests more than \(Limits.depth) levels deep", hint: "Give inner parts names of their own first.",
      at: current.range)
  }
}

extension TokenReader {
  /// Closes a bracket that was opened by `opening`.
  mutating func close(_ opening: Token) throws(Problem) {
    let symbol = opening.isSymbol("(") ? ")" : "]"
    if take(symbol) { return }
    if current.kind == .end {
      let bracket = opening.isSymbol("(") ? "(" : "["
      throw Problem("this \"\(bracket)\" is never closed", hint: "Add \(symbol).", at: opening.range)
    }
    if current.isSymbol(")") || current.isSymbol("]") {
      throw Problem(
        "\(current.description) does not close the \(opening.description) at column \(opening.range.lowerBound + 1)",
        hint: "Close that one with \(symbol) first.", at: current.range)
    }
    throw unexpected(or: "\(symbol) to close the \(opening.description) at column \(opening.range.lowerBound + 1)")
  }

  /// Refuses anything but the end of the cell.
  mutating func expectEnd() throws(Problem) {
    _ = take(";")
    skipNewlines()
    if current.kind == .end { return }
    if previous.isSymbol(";") || previous.kind == .newline {
      throw Problem("a second entry begins here", hint: "Write one entry a line.", at: current.range)
    }
    throw unexpected(or: "an operator")
  }
}
