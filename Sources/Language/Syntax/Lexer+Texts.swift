import Texts

extension SourceText {
  /// What a text in quotes says, if a range is one; throws what is wrong with it.
  public func quotation(in range: Range<Int>) throws(Problem) -> String? {
    guard case let all = pieces(in: range), all.count == 1, all.first?.kind == .text,
      case .text(let text)? = try Lexer.tokens(of: self, in: range).first?.kind
    else { return nil }
    return text
  }
}

extension Lexer {
  /// A text in double quotes, its escapes replaced.
  mutating func text() throws(Problem) -> String {
    let start = position
    var text = ""
    position += 1
    while let character = peek(), !character.endsLine {
      position += 1
      switch character {
      case "\"": return text
      case "\\": text += try escape()
      default: text.append(character)
      }
    }
    throw Problem(
      "the text that begins here is never closed", hint: "End it with \" on the same line; \\n is a line break.",
      at: start..<position)
  }

  /// What stands for itself after a backslash, which was just read.
  private mutating func escape() throws(Problem) -> String {
    let start = position - 1
    let character = peek()
    position = min(position + 1, range.upperBound)
    switch character {
    case "\"": return "\""
    case "\\": return "\\"
    case "n": return "\n"
    case "t": return "\t"
    case "u": return try scalar(from: start)
    default:
      throw Problem(
        "\(quoted(text(from: start))) stands for nothing", hint: "Known are \\\" \\\\ \\n \\t and \\u{1F600}.",
        at: start..<position)
    }
  }

  private mutating func scalar(from start: Int) throws(Problem) -> String {
    var digits = ""
    if peek() == "{" {
      position += 1
      while let digit = peek(), digit.isHexDigit, digits.count < 8 {
        digits.append(digit)
        position += 1
      }
    }
    guard peek() == "}", let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
      throw Problem(
        "\(quoted(text(from: start))) is not a character's number", hint: "Write it like \\u{3BB}, up to \\u{10FFFF}.",
        at: start..<position)
    }
    position += 1
    return String(scalar)
  }
}
