import Language
import Testing

@Suite struct SourceTextTests {
  @Test func thePiecesAreTheWholeSource() {
    var random = RandomExpressions(seed: 21)
    let characters = Array("ab1_ \t\n\r\"\\#()[],.;²λ\u{2028}\u{0085}\u{0B}\u{0C}") + ["\r\n"]
    for _ in 0..<20_000 {
      let text = String((0..<random.number(below: 12)).map { _ in random.pick(characters) })
      let source = SourceText(text)
      #expect(source.pieces.map { source.text($0.range) }.joined() == text)
      for piece in source.pieces {
        let ends = source.characters[piece.range].filter(\.endsLine).count
        #expect(ends == (piece.kind == .lineEnd ? 1 : 0), "\(text.debugDescription)")
      }
    }
  }

  /// Only LF, CR LF and CR end a line: what follows any other character in a comment is still the comment.
  @Test(arguments: ["\u{2028}", "\u{2029}", "\u{0085}", "\u{0B}", "\u{0C}"])
  func nothingElseEndsALine(character: String) throws {
    let comment = SourceText("# a\(character) 1 + 1")
    #expect(comment.pieces.map(\.kind) == [.comment])
    #expect(try Parser.statement("1 # a\(character)b").canonicalText == "1")
    #expect(lines(of: "a\(character)b\nc\r\nd\re").map(String.init) == ["a\(character)b", "c", "d", "e"])
  }

  @Test(
    arguments: [
      ("1 + 2", 0), ("sum(", 1), ("[1, # (", 1), ("\"(\"", 0), ("sum(x))", -1), ("\"open (", nil), ("", 0),
      ("[\n1,\n", 1), ("\"\\\"\" + (", 1), ("\"\\\\\" + ([", 2), ("\"a\\\n(", nil),
    ] as [(String, Int?)])
  func openings(source: String, count: Int?) { #expect(SourceText(source).openings == count) }
}
