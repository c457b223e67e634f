import Display
import Notebook
import Testing

@Suite struct TableCommandTests {
  private func table(_ line: String) -> Table? {
    for case .table(let table) in Bench().session.run(cell: line).results { return table }
    return nil
  }

  @Test("Lists stand side by side under their names, with bars where these are asked for")
  func columns() throws {
    let plain = try #require(table("table \"n\": [1, 2], \"word\": [\"a\", \"b\"], 2*[1, 2]"))
    #expect(plain.columns == ["n", "word", "2*[1, 2]"] && plain.rows.count == 2)
    #expect(plain.rows[1].map(\.text) == ["2", "b", "4"])
    let bars = try #require(table("table [1, 2] bars \"b\": [5, 10]"))
    #expect(bars.columns == ["[1, 2]", "b", ""])
    guard case .bar(let number, let full, _) = bars.rows[0][2] else { Issue.record("no bar"); return }
    #expect(number == 5 && full == 10)
  }

  @Test(
    "What does not fit is refused",
    arguments: [
      ("table [1, 2], [1]", "[1, 2] has 2 rows, [1] has 1"), ("table eye(2)", "not a list of numbers"),
      ("table", "columns is missing"),
      ("table [1] bars", "nothing stands after bars"),
    ])
  func refused(_ line: String, _ message: String) {
    let text = Bench().session.run(cell: line).failure?.problem.message ?? ""
    #expect(text.contains(message), "\(text)")
  }
}
