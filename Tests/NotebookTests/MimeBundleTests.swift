import Arrays
import Display
import Notebook
import Testing

/// An output as notebooks show it.
@Suite struct MimeBundleTests {
  private let figure = Figure("two", [.image(NDArray([0, 1], shape: [1, 2]), low: 0, high: 1)])

  private func types(_ output: Output, _ care: MimeBundle.Care = .lasting) -> [String] {
    MimeBundle(output, care: care).data.map(\.0)
  }

  /// Words are always there; what else there is follows the kind of output, and what passes is made quickly.
  @Test func typesFollowTheOutput() {
    let programs = "application/vnd.wganlab+json"
    #expect(types(.text("x")) == ["text/plain"])
    #expect(types(.number(name: nil, 2)) == ["text/plain", programs])
    let table = Output.table(Table(columns: ["a"], rows: [["1 < 2"]]))
    #expect(types(table) == ["text/plain", "text/html", programs])
    #expect(types(table, .passing) == ["text/plain", "text/html"])
    #expect(types(.figure(figure), .passing) == ["text/plain", "image/svg+xml"])
    #expect(Set(types(.figure(figure))).isSuperset(of: ["text/plain", "image/svg+xml", programs]))
  }

  /// The law: nothing in a table is markup.
  @Test func nothingInATableIsMarkup() throws {
    let nasty = "<script>&\"'"
    let table = Table(nasty, columns: [nasty], rows: [[.text(nasty)]])
    let html = try #require(MimeBundle(.table(table)).data.first { $0.0 == "text/html" }?.1.text)
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
  }

  /// Two figures of one page do not share their ids.
  @Test func figuresAreToldApart() throws {
    let drawn = try ["a-1", "a-2"].map { id in
      try #require(MimeBundle(.figure(figure), id: id).data.first { $0.0 == "image/svg+xml" }?.1.text)
    }
    #expect(drawn[0].contains("id=\"a-1-title\"") && !drawn[1].contains("a-1-"))
  }
}
