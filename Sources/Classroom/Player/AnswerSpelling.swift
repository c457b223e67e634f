import Foundation

/// An answer as learners spell it, made an expression of the prompt: `log 2`, `4 %`, `∞`, `0,7`, `2,525 steps`, `256×1`.
enum AnswerSpelling {
  /// The expressions that a number may mean, the one as it was typed first.
  static func numbers(_ text: String) -> [String] {
    let plain = symbols(text)
    let bare = plain.replacing(/^\s*(about|around|roughly|approximately|~|≈|=)\s*/.ignoresCase(), with: "")
    return [text, withoutUnit(grouped(bare)), withoutUnit(bare)].uniqued
  }

  /// The extents that a shape may mean: `256×1`, `256 x 1`, `(256, 1)`, `256, 1`.
  static func shape(_ text: String) -> String? {
    guard text.wholeMatch(of: /[\s\[\(]*\d+(\s*([×x,*]|by|\s)\s*\d+)*[\s\]\),]*/.ignoresCase()) != nil else {
      return nil
    }
    return "[" + text.matches(of: /\d+/).map { String($0.output) }.joined(separator: ", ") + "]"
  }

  private static let signs: [(String, String)] = [
    ("−", "-"), ("–", "-"), ("×", "*"), ("·", "*"), ("÷", "/"), ("½", "(1/2)"), ("¼", "(1/4)"), ("¾", "(3/4)"),
    ("²", "^2"),
    ("³", "^3"), ("π", "pi"), ("∞", "infinity"),
  ]

  /// Signs of mathematics as the prompt writes them; functions before a bare number called; a percentage as a fraction.
  private static func symbols(_ text: String) -> String {
    var plain = text
    for (sign, word) in signs { plain = plain.replacingOccurrences(of: sign, with: word) }
    plain = plain.replacing(/√\s*(\d+(\.\d+)?)/) { "sqrt(\($0.output.1))" }.replacing("√", with: "sqrt")
    plain = plain.replacing(/\bln\b/, with: "log").replacing(/\b(infinite|inf)\b/.ignoresCase(), with: "infinity")
    plain = plain.replacing(/\b(log|sqrt|exp)\s+(\d+(\.\d+)?)/) { "\($0.output.1)(\($0.output.2))" }
    return plain.replacing(/^(.*\S)\s*(%|percent|per cent)\s*$/.ignoresCase()) {
      "(\(decimal(String($0.output.1))))/100"
    }
  }

  /// A comma between digits: of thousands where three follow, else a decimal one.
  private static func grouped(_ text: String) -> String {
    if text.contains(/^\s*-?[1-9]\d{0,2}(,\d{3})+(\D|$)/) { return text.replacing(",", with: "") }
    return decimal(text)
  }

  private static func decimal(_ text: String) -> String {
    text.replacing(/^(\s*-?\d+),(\d+)/) { "\($0.output.1).\($0.output.2)" }
  }

  /// A number without the words behind it: `2525 steps`.
  private static func withoutUnit(_ text: String) -> String {
    text.replacing(/^(\s*-?[\d.]+(e[-+]?\d+)?)\s+[[:alpha:]][[:alpha:]\s.]*$/, with: { $0.output.1 })
  }
}

extension [String] {
  fileprivate var uniqued: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
