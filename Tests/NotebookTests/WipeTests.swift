import Display
import Notebook
import Testing

/// `wipe` reaches whoever shows the cell, and nobody else.
@Suite struct WipeTests {
  /// Counts what it is asked.
  private final class Screen: OutputSink {
    var wipes = 0, text = ""
    var loss: String? { nil }
    var redraws: Bool { false }
    func show(_ output: Output) { text += output.text }
    func write(_ text: String) {}
    func writeError(_ text: String) {}
    func redraw(_ outputs: [Output]) {}
    func progress(_ text: String?) {}
    func wipe() { wipes += 1 }
  }

  @Test func whoeverShowsIsAsked() {
    let screen = Screen(), session = Session(output: screen)
    #expect(session.run(cell: "1\nwipe\n2").results.count == 2)
    #expect(screen.wipes == 1 && screen.text == "12")
    session.run(cell: "wipe;")
    #expect(screen.wipes == 1)
    session.streams = false
    session.run(cell: "wipe")
    #expect(screen.wipes == 1)
  }

  /// What stands in a file stays there.
  @Test func aFileIsLeftAlone() {
    let sink = MemorySink(), session = Session(output: sink)
    session.run(cell: "1\nwipe\n2")
    #expect(sink.output == "1\n2\n")
  }
}
