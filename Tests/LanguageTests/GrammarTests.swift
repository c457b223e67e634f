import Foundation
import Language
import Testing

/// The page that holds the grammar, and the example lines in its fenced blocks.
private func grammarLines(_ block: String) throws -> [String] {
  let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Language/Language.docc/Grammar.md")
  let lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
  let start = try #require(lines.firstIndex(of: "```" + block))
  return Array(lines[(start + 1)...].prefix { $0 != "```" })
}

@Suite struct GrammarTests {
  @Test func linesOfThePageThatMeanSomething() throws {
    let lines = try grammarLines("valid")
    #expect(lines.count > 50)
    for line in lines {
      let parts = line.components(separatedBy: "→").map { $0.trimmingCharacters(in: .whitespaces) }
      let statement = try Parser.statement(parts[0])
      #expect(statement.canonicalText == parts[1], "\(parts[0])")
      #expect(try Parser.statement(parts[1]) == statement, "\(parts[1])")
    }
  }

  @Test func linesOfThePageThatMeanNothing() throws {
    let lines = try grammarLines("invalid")
    #expect(lines.count > 40)
    for line in lines {
      let column = try #require(Int(line.prefix { $0 != " " }))
      let source = String(line.dropFirst(4))
      let problem = #expect(throws: Problem.self, "\(source)") { try Parser.statement(source) }
      #expect(problem?.range?.lowerBound == column - 1, "\(source): \(problem?.message ?? "")")
    }
  }

  @Test(arguments: [
    ("-x^2", "-(x^2)"), ("2^-x^2", "2^(-(x^2))"), ("2^3^2", "2^(3^2)"), ("-x*y", "(-x)*y"), ("a*b + c", "(a*b) + c"),
    ("a + b < c", "(a + b) < c"), ("not a < b", "not (a < b)"), ("a and b or c", "(a and b) or c"),
    ("not a and b", "(not a) and b"), ("a @ b + c", "(a @ b) + c"), ("-x[0]", "-(x[0])"), ("x.y^2", "(x.y)^2"),
    ("a or not b", "a or (not b)"), ("f(x)^2", "(f(x))^2"), ("-f(x)", "-(f(x))"), ("a - -b", "a - (-b)"),
  ])
  func precedence(_ source: String, _ grouped: String) throws {
    #expect(try Parser.expression(source) == Parser.expression(grouped))
  }

  @Test(arguments: [
    ("a - b - c", "a - (b - c)"), ("(-x)^2", "-x^2"), ("(2^3)^2", "2^3^2"), ("0 < x < 1", "(0 < x) < 1"),
  ])
  func parenthesesThatMatter(_ source: String, _ other: String) throws {
    #expect(try Parser.expression(source) != Parser.expression(other))
  }

  @Test func rangesAreThoseOfTheSource() throws {
    let source = "  norm(\"é\" + x, axes: [1, 2])^2 # end"
    let expression = try Parser.expression(source)
    let characters = Array(source)
    #expect(String(characters[expression.range]) == "norm(\"é\" + x, axes: [1, 2])^2")
    guard case .power(.call(_, let arguments, _), let exponent, _) = expression else { return #expect(Bool(false)) }
    #expect(String(characters[arguments[0].value.range]) == "\"é\" + x")
    #expect(String(characters[arguments[1].value.range]) == "[1, 2]")
    #expect(String(characters[exponent.range]) == "2")
  }

  @Test func anOpenBracketContinuesOnTheNextLine() throws {
    #expect(try Parser.expression("sum( # all\n  x,\r\n  axes: 0\n)\n") == Parser.expression("sum(x, axes: 0)"))
    #expect(throws: Problem.self) { try Parser.expression("1\n-2") }
  }
}
