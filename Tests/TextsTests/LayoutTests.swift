import Testing
import Texts

@Suite struct LayoutTests {
  private static let pieces = ["a", "loss", "漢字", " ", "  ", "👩‍👧", "é", "distribution", "e\u{301}", "."]

  @Test func wideCharactersTakeTwoColumns() {
    #expect(displayWidth("abc") == 3 && displayWidth("") == 0)
    #expect(displayWidth("漢字") == 4 && displayWidth("ｗ") == 2)
    #expect(displayWidth("e\u{301}") == 1)
    #expect(displayWidth("👍") == 2 && displayWidth("👩‍👧") == 2 && displayWidth("❤️") == 2)
  }

  @Test(arguments: 0..<10) func widthsAddUpAndPaddingFills(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<200 {
      let text = random.text(of: LayoutTests.pieces, atMost: 9), width = random.number(below: 40)
      #expect(displayWidth(text + "|" + text) == 2 * displayWidth(text) + 1)
      for right in [false, true] {
        let cell = padded(text, to: width, right: right)
        #expect(displayWidth(cell) == max(width, displayWidth(text)))
        #expect(right ? cell.hasSuffix(text) : cell.hasPrefix(text))
      }
    }
  }

  /// Lines keep to the width unless a single word is longer, no word is lost, and no line could have taken the next one's first word.
  @Test(arguments: 0..<20) func foldedLinesKeepToTheWidth(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<200 {
      let text = random.text(of: LayoutTests.pieces, atMost: 30), width = 1 + random.number(below: 30)
      let lines = folded(text, to: width)
      #expect(
        lines.allSatisfy { displayWidth($0) <= width || !$0.contains(" ") }, "\(text.debugDescription) to \(width)")
      #expect(words(lines.joined(separator: " ")) == words(text))
      for (line, next) in zip(lines, lines.dropFirst()) {
        let first = next.prefix { $0 != " " }
        #expect(displayWidth(line) + 1 + displayWidth(first) > width)
      }
      #expect(folded(lines.joined(separator: " "), to: width) == lines)
    }
  }

  @Test func pagesKeepTheirIndents() {
    let words = (0..<30).map { "word\($0)" }.joined(separator: " ")
    let page = foldedLines("head\n\n    " + words)
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.prefix(2) == ["head", ""] && lines.count > 4)
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("    word") && displayWidth($0) <= pageWidth })
    #expect(foldedLines(page) == page)
  }

  private func words(_ text: String) -> [Substring] { text.split(separator: " ") }
}
