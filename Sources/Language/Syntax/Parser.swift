/// Turns source into statements and expressions. The grammar is `Grammar.md`, which the tests read.
public enum Parser {
  /// A whole cell: an assignment or an expression; a trailing `;` and comments are allowed.
  public static func statement(_ source: String) throws(Problem) -> Statement {
    try statement(SourceText(source))
  }

  /// The same of a part of some source; places are those in the source.
  public static func statement(_ source: SourceText, in range: Range<Int>? = nil) throws(Problem) -> Statement {
    var reader = try reader(of: source, range)
    return try reader.statement()
  }

  /// An expression alone; a trailing `;` and comments are allowed.
  public static func expression(_ source: String) throws(Problem) -> Expression {
    try expression(SourceText(source))
  }

  /// The same of a part of some source; places are those in the source.
  public static func expression(_ source: SourceText, in range: Range<Int>? = nil) throws(Problem) -> Expression {
    var reader = try reader(of: source, range)
    let expression = try reader.wholeExpression()
    try reader.expectEnd()
    return expression
  }

  private static func reader(of source: SourceText, _ range: Range<Int>?) throws(Problem) -> TokenReader {
    TokenReader(try Lexer.tokens(of: source, in: range ?? 0..<source.characters.count), of: source)
  }

  /// Whether a word can be given a value: a name, and not one with a meaning of its own.
  public static func isAssignable(_ word: String) -> Bool {
    Lexer.isName(word) && !Token.reserved.contains(word) && Constants.values[word] == nil
  }
}
