/// Turns source into statements and expressions. The grammar is `Grammar.md`, which the tests read.
public enum Parser {
  /// A whole cell: an assignment or an expression; a trailing `;` and comments are allowed.
  public static func statement(_ source: String) throws(Problem) -> Statement {
    var reader = try TokenReader(source)
    return try reader.statement()
  }

  /// An expression alone; a trailing `;` and comments are allowed.
  public static func expression(_ source: String) throws(Problem) -> Expression {
    var reader = try TokenReader(source)
    let expression = try reader.wholeExpression()
    try reader.expectEnd()
    return expression
  }

  /// Whether the cell ends here: false while a bracket is open and the next line belongs to it.
  public static func isComplete(_ source: String) -> Bool { OpenBrackets(source).isComplete }

  /// Whether the cell ends in `;`, which mutes its result.
  public static func isMuted(_ source: String) -> Bool { OpenBrackets(source).endsInSemicolon }

  /// Whether a word can be given a value: a name, and not one with a meaning of its own.
  public static func isAssignable(_ word: String) -> Bool {
    Lexer.isName(word) && !Token.reserved.contains(word) && Constants.values[word] == nil
  }
}

/// What a glance over source tells, without minding mistakes: texts and comments are skipped, brackets counted.
private struct OpenBrackets {
  var isComplete: Bool { depth <= 0 || hasOpenText }
  private(set) var endsInSemicolon = false
  private var depth = 0
  private var hasOpenText = false

  init(_ source: String) {
    var inText = false
    var inComment = false
    var isEscaped = false
    for character in source {
      if character.isNewline {
        hasOpenText = hasOpenText || inText
        inComment = false
        inText = false
      } else if inText {
        if character == "\"" && !isEscaped { inText = false }
        isEscaped = character == "\\" && !isEscaped
      } else if !inComment {
        inText = character == "\""
        isEscaped = false
        inComment = character == "#"
        count(character)
      }
    }
    hasOpenText = hasOpenText || inText
  }

  private mutating func count(_ character: Character) {
    if character == "(" || character == "[" { depth += 1 }
    if character == ")" || character == "]" { depth -= 1 }
    if !character.isWhitespace && character != "#" { endsInSemicolon = character == ";" }
  }
}
