import Notebook
import Testing

/// Whether a cell can be run, needs more, or is beyond repair.
@Suite struct CompletenessTests {
  private let session = Bench().session

  @Test(arguments: [
    "", "1 + 1", "# words", "x = ones(2,\n3)", "repeat 2\n1\nend", "nonsense with words", "x = 1\ny = 2",
    "wgan [1]> 1 + 1", "repeat 2\nrepeat 2\n1\nend\nend",
  ])
  func complete(_ cell: String) { #expect(session.completeness(of: cell) == .complete) }

  /// The law: what is open is what some line closes.
  @Test(arguments: [
    ("sum([1,", "2])"), ("repeat 3", "end"), ("repeat 3\n1", "end"), ("x = ones(2,", "3)"), ("x = 1\nrepeat 2", "end"),
  ])
  func open(_ cell: String, _ closing: String) {
    guard case .incomplete = session.completeness(of: cell) else {
      return #expect(Bool(false), "\(cell) is not open")
    }
    #expect(session.completeness(of: cell + "\n" + closing) == .complete)
  }

  @Test(arguments: ["1 +* 2", "x = )", "y = \"open", "repeat 2\n1 +* 2\nend", "1 +* 2\n3", "x = 1\n(]"])
  func invalid(_ cell: String) { #expect(session.completeness(of: cell) == .invalid) }
}
