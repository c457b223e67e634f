import Display
import Notebook
import Testing

/// What is known of what stands at a place.
@Suite struct InspectionTests {
  private let session: Session = {
    let bench = Bench()
    bench.run("rader = 4")
    return bench.session
  }()

  private func text(_ cell: String, _ place: Int) -> String {
    session.inspect(cell, at: place).map(\.text).joined(separator: "\n")
  }

  /// The law: each place of a word tells of the same, its ends included.
  @Test func eachPlaceOfAWord() {
    for place in 0...8 { #expect(text("linspace(0, 1)", place).hasPrefix("linspace(from")) }
    for place in 9...14 { #expect(text("1 + 2 + (rader)", place) == "4") }
    #expect(text("\"👩‍👧\" + rader", 8) == "4")
  }

  /// Where there is no word of its own, what the bracket belongs to counts, the innermost first.
  @Test func argumentsTellOfTheirFunction() {
    #expect(text("sum(linspace(0, 1, 5))", 15).hasPrefix("linspace("))
    #expect(text("sum(linspace(0, 1, 5))", 22).hasPrefix("sum(") == false)
    #expect(text("sum(linspace(0, 1, 5) + ", 24).hasPrefix("sum("))
    #expect(text("sum((1 + ", 9).hasPrefix("sum("))
  }

  /// Nothing is found in words and comments, and no place ends the program.
  @Test(arguments: [Int.min, -1, 0, 3, 99, Int.max])
  func placesBeyond(_ place: Int) {
    #expect(text("", place) == "")
    #expect(text("# linspace", place) == "")
    #expect(text("\"linspace\"", place) == "")
  }
}
