import Arrays
import Texts

extension Lexer {
  /// A number: `1`, `1.5`, `.5`, `1.`, `1e-3`.
  mutating func number() throws(Problem) -> Real {
    let start = position
    skipDigits()
    if peek() == ".", !isPart(peek(1)) || peek(1).map(isDigit) == true {
      position += 1
      skipDigits()
    }
    skipExponent()
    if isPart(peek()) || peek() == "." {
      throw malformedNumber(from: start)
    }
    return try value(of: text(from: start), at: start..<position)
  }

  private mutating func skipDigits() {
    while let character = peek(), isDigit(character) { position += 1 }
  }

  private mutating func skipExponent() {
    guard peek() == "e" || peek() == "E" else { return }
    let signed = peek(1) == "+" || peek(1) == "-"
    guard let digit = peek(signed ? 2 : 1), isDigit(digit) else { return }
    position += signed ? 2 : 1
    skipDigits()
  }

  private func value(of literal: String, at range: Range<Int>) throws(Problem) -> Real {
    guard let number = Real(literal.hasSuffix(".") ? literal + "0" : literal) else {
      throw Problem("\(quoted(literal)) is not a number", hint: "Write it like 1, 0.5 or 1e-3.", at: range)
    }
    guard number.isFinite else {
      throw Problem(
        "\(quoted(literal)) is larger than the largest number, \(Real.greatestFiniteMagnitude)",
        hint: "Use a smaller number, or `infinity`.", at: range)
    }
    let digits = literal.prefix { $0 != "e" && $0 != "E" }
    guard number != 0 || digits.allSatisfy({ $0 == "0" || $0 == "." }) else {
      throw Problem(
        "\(quoted(literal)) is smaller than the smallest number, \(Real.leastNonzeroMagnitude)",
        hint: "Write 0, or a larger number.", at: range)
    }
    if let whole = UInt128(literal), UInt128(exactly: number) != whole {
      throw Problem(
        "\(quoted(literal)) is a whole number that single precision does not hold, it would become \(plain(number))",
        hint: "Whole numbers are exact up to 2^24 = 16777216. Write \(plain(number)), or \(literal).0 for the nearest.",
        at: range)
    }
    return number
  }

  /// What is wrong with a run of digits, letters and dots that is not a number.
  private mutating func malformedNumber(from start: Int) -> Problem {
    let good = position
    while isPart(peek()) || peek() == "." { position += 1 }
    let run = text(from: start)
    let range = start..<position
    let letters = source.text(good..<position)
    if let whole = Lexer.otherBase(run) {
      return Problem("\(quoted(run)) is not a decimal number", hint: "Write \(whole).", at: range)
    }
    if run.contains("_") {
      let joined = run.filter { $0 != "_" }
      return Problem("\(quoted(run)): a number has no underscores", hint: "Write \(joined).", at: range)
    }
    if letters.lowercased() == "e" {
      return Problem("\(quoted(run)): the exponent is missing", hint: "Write it like 1e-3.", at: range)
    }
    if letters.hasPrefix(".") {
      return Problem("\(quoted(run)) is not a number", hint: "A number has one decimal point.", at: range)
    }
    let number = source.text(start..<good)
    return Problem(
      "an operator is missing between \(quoted(number)) and \(quoted(letters))",
      hint: "Write \(number)*\(letters) to multiply; names begin with a letter.", at: good..<position)
  }

  private func isPart(_ character: Character?) -> Bool { character?.isWordPart == true }

  private static func otherBase(_ run: String) -> String? {
    let bases = ["0x": 16, "0X": 16, "0b": 2, "0o": 8]
    guard let base = bases[String(run.prefix(2))] else { return nil }
    return Int(run.dropFirst(2), radix: base).map(String.init) ?? "it in decimal digits"
  }
}
