import Arrays
import Display
import Foundation
import Notebook
import Testing
import Texts

@Suite struct DisplayTests {
  @Test func tablesAlign() {
    let table = Table("norms", columns: ["layer", "norm"], rows: [["conv1", 0.25], ["dense", .number(12.5)]])
    #expect(table.text == "norms\n  layer  norm\n  conv1  0.25\n  dense  12.5")
  }
}

/// The line that tells how far a run has come.
@Suite struct ProgressTests {
  /// A terminal adds `^C` to the line: if it wrapped, what it began with could not be erased any more.
  @Test func itNeverFillsATerminalsLine() throws {
    let pipe = Pipe()
    let sink = DescriptorSink(output: pipe.fileHandleForWriting.fileDescriptor, showsProgress: true)
    sink.progress(String(repeating: "█", count: 200))
    sink.progress(nil)
    try pipe.fileHandleForWriting.close()
    let shown = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(shown == "\r" + String(repeating: "█", count: 77) + "\u{1B}[K\r\u{1B}[K")
  }
}
