import Testing
import Texts

@Suite struct SanitizingTests {
  /// What may never reach a terminal or a log, whatever table the module keeps.
  private static let forbidden: [ClosedRange<UInt32>] = [
    // C0 but tab and line feed, delete, C1.
    0x00...0x08, 0x0B...0x1F, 0x7F...0x9F,
    // What has no width, or a direction.
    0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200F, 0x2060...0x206F, 0xFEFF...0xFEFF,
    // Lines, overrides, annotations and tags.
    0x2028...0x202E, 0xFFF9...0xFFFB, 0xE0001...0xE0001, 0xE0020...0xE007F,
    // Private ones, and what is no character.
    0xE000...0xF8FF, 0xFFFE...0xFFFF, 0x10FFFE...0x10FFFF,
  ]

  @Test func everyScalarIsShownAsItselfOrSpelled() {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let clean = sanitized("a\(scalar)b")
      let isForbidden = SanitizingTests.forbidden.contains { $0.contains(value) }
      let spelled = "a\\u{\(String(value, radix: 16))}b"
      if isForbidden { #expect(clean == spelled) }
      guard clean != "a\(scalar)b" || clean.unicodeScalars.contains(scalar) == false else { continue }
      #expect(clean == spelled && !scalar.isVisible, "U+\(String(value, radix: 16))")
    }
  }

  private static let pieces = [
    "a", " ", "\n", "\t", "\r", "\u{1B}", "[31m", "\u{9B}", "\u{7F}", "\u{0}", "\u{200D}", "\u{FE0F}", "\u{301}",
    "\u{202E}", "👩",
    "👧", "❤", "1", "漢", "\u{FEFF}", "\\u{1b}", "🇦", "\u{E0067}",
  ]

  @Test(arguments: 0..<20) func sanitisedTextIsCleanAndStaysAsItIs(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<500 {
      let text = random.text(of: SanitizingTests.pieces, atMost: 12)
      for clean in [sanitized(text), uncoloured(text)] {
        #expect(sanitized(clean) == clean && uncoloured(clean) == clean)
        let rest = clean.unicodeScalars.filter { scalar in
          SanitizingTests.forbidden.contains { $0.contains(scalar.value) }
        }
        #expect(rest.allSatisfy { $0 == "\u{200D}" }, "\(text.debugDescription)")
      }
      #expect(quoted(text, atMost: 1000).unicodeScalars.allSatisfy { $0.isVisible })
    }
  }

  @Test func textThatIsShownStaysAsItIs() {
    for text in ["", "tab\tnewline\n ê é 漢字 👩‍👩‍👧 👩‍❤️‍👩 עברית ∑ \\u{1B}", "█▀░ e\u{301}"] {
      #expect(sanitized(text) == text && uncoloured(text) == text)
    }
  }

  @Test func aJoinerAloneIsSpelled() {
    #expect(sanitized("pass\u{200D}word") == "pass\\u{200d}word")
    #expect(sanitized("\u{200D}👩") == "\\u{200d}👩" && sanitized("👩\u{200D}") == "👩\\u{200d}")
  }

  @Test func carriageReturnsAndColours() {
    #expect(sanitized("a\r\nb") == "a\\u{d}\nb")
    #expect(sanitized("\u{1B}[31mred") == "\\u{1b}[31mred")
    #expect(uncoloured("\u{1B}[38;5;12mred\u{1B}[0m\u{1B}]0;x\u{7}") == "red\\u{1b}]0;x\\u{7}")
  }

  @Test func quotesAreOfOneLineAndCut() {
    #expect(quoted("a\tb\n\u{1B}") == "\"a\\u{9}b\\u{a}\\u{1b}\"")
    #expect(quoted(String(repeating: "x", count: 80)) == "\"" + String(repeating: "x", count: 80) + "\"")
    #expect(quoted(String(repeating: "x", count: 81)) == "\"" + String(repeating: "x", count: 80) + "…\"")
    #expect(quoted("abc", atMost: 2) == "\"ab…\"")
  }
}
