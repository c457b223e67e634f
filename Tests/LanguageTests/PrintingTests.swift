import Language
import Testing

@Suite struct PrintingTests {
  @Test func whatIsPrintedParsesBackToTheSame() throws {
    var random = RandomExpressions(seed: 1)
    for _ in 0..<5000 {
      let expression = random.expression(depth: 1 + random.number(below: 5))
      let text = expression.canonicalText
      let parsed = try Parser.expression(text)
      #expect(parsed == expression, "\(text)")
      #expect(parsed.canonicalText == text)
      guard parsed == expression else { break }
    }
  }

  @Test func whatDiffersPrintsDifferently() throws {
    var random = RandomExpressions(seed: 2)
    var seen: [String: Expression] = [:]
    for _ in 0..<3000 {
      let expression = random.expression(depth: 2)
      if let other = seen[expression.canonicalText] { #expect(other == expression) }
      seen[expression.canonicalText] = expression
    }
    #expect(seen.count > 1000)
  }

  @Test func theArticlesFormulasPrintAsWritten() throws {
    for line in ArticleTests.listing {
      #expect(try Parser.statement(line).canonicalText == line)
    }
  }
}
