import Texts

extension TokenReader {
  /// Where the current token stands; at the end of the source, the last token.
  var placeOfCurrent: Range<Int> {
    guard current.kind == .end || current.kind == .newline else { return current.range }
    return previous.range
  }

  /// The current token is not what can stand here: says so, with the likely remedy.
  func unexpected(or expected: String) -> Problem {
    if current.kind == .end || current.kind == .newline {
      return Problem(
        "the entry ends where \(expected) is expected", hint: "Complete it after \(previous.description).",
        at: placeOfCurrent)
    }
    let message =
      current.beginsOperand && expected != "a value"
      ? "an operator is missing between \(previous.description) and \(current.description)"
      : "\(current.description) cannot stand here; expected \(expected)"
    return Problem(message, hint: remedy(expected), at: current.range)
  }

  private func remedy(_ expected: String) -> String {
    if case .word(let word) = previous.kind, let remedy = ForeignWords.remedy(for: word), current.beginsOperand {
      return remedy
    }
    switch current.kind {
    case .symbol("="): return equalsRemedy
    case .symbol(")"), .symbol("]"):
      return expected == "a value" && previous.kind != .newline && !previous.isSymbol(",") && !previous.isSymbol("(")
        ? "Put a value after \(previous.description)." : "Delete it, or open it before."
    case .symbol(","): return commaRemedy
    case .symbol(":"): return "Labels stand inside calls, f(x, axes: 0), and spans inside indices, x[0:4]."
    case .symbol(";"): return "A semicolon ends an entry and mutes it; write one entry a line."
    case .symbol: return "Put a value before it; products are *, powers ^, parts of an axis 0:4."
    case .word(let word) where Token.reserved.contains(word): return "Put a value before and after \(quoted(word))."
    default: return operandRemedy
    }
  }

  private var equalsRemedy: String {
    if case .word = previous.kind, isAfterDot { return "Members cannot be given values; only a name alone can." }
    if previous.isSymbol("]") { return "Arrays are never changed in place; make a new one with where(…) or concat(…)." }
    if previous.isSymbol("<") || previous.isSymbol(">") || previous.isSymbol("=") {
      return "Comparisons are < <= > >= == !=."
    }
    return "Equal is ==; only a name alone, at the beginning, can be given a value with =."
  }

  private var commaRemedy: String {
    if previous.isSymbol(",") || previous.isSymbol("(") || previous.isSymbol("[") {
      return "Put a value before the comma."
    }
    return "Several values stand in a list, [1, 2]; several names take several entries."
  }

  /// Two operands side by side.
  private var operandRemedy: String {
    guard current.beginsOperand else { return "Complete the entry." }
    let left = text(of: previous)
    let right = text(of: current)
    if case .word = previous.kind, current.kind != .word("not") {
      return "Write \(left)*\(right) to multiply, \(left)(\(right)) to call, or a comma between arguments."
    }
    return "Write * to multiply, or a comma between arguments."
  }

  private func text(of token: Token) -> String { String(source.text(token.range).prefix(20)) }
}
