import Arrays
import Texts

/// The smallest piece of source that means something.
struct Token {
  enum Kind: Equatable {
    case number(Real)
    case text(String)
    case word(String)
    case symbol(String)
    /// The end of a line outside all brackets.
    case newline
    case end
  }

  let kind: Kind
  /// Where it stands, in characters.
  let range: Range<Int>

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }

  /// How a message names it.
  var description: String {
    switch kind {
    case .number(let number): plain(number)
    case .text(let text): "the text \(quoted(text))"
    case .word(let word): quoted(word)
    case .symbol(let symbol): "\"\(symbol)\""
    case .newline: "the end of the line"
    case .end: "the end"
    }
  }

  /// Words with a meaning of their own.
  static let reserved: Set<String> = ["and", "or", "not"]

  /// Whether an operand can begin here.
  var beginsOperand: Bool {
    switch kind {
    case .number, .text: true
    case .word(let word): !Token.reserved.contains(word) || word == "not"
    case .symbol(let symbol): symbol == "(" || symbol == "["
    case .newline, .end: false
    }
  }
}
