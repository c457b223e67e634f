import Arrays
import Foundation
import Notebook
import Testing

@Suite struct DisplayTests {
  @Test func controlCharactersBecomeVisible() {
    for value in Array(0..<0x20) + Array(0x7F..<0xA0) + [0x202E, 0x2066, 0x200F] as [UInt32]
    where value != 9 && value != 10 {
      let scalar = Unicode.Scalar(value).map(String.init) ?? ""
      #expect(!sanitized("a" + scalar + "b").contains(scalar), "U+\(String(value, radix: 16))")
    }
    #expect(sanitized("a\tb\nc é 漢") == "a\tb\nc é 漢")
    #expect(sanitized("\u{1B}[31m") == "\\x1b[31m")
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(displayWidth("abc") == 3)
    #expect(displayWidth("漢字") == 4)
    #expect(displayWidth("e\u{301}") == 1)
    #expect(displayWidth("👍") == 2)
  }

  @Test(
    arguments: [(0.5, "0.5"), (1e-5, "1e-05"), (16_777_215, "16777215"), (0.1234567891, "0.1234568"), (-3, "-3")]
      as [(Real, String)])
  func numbersHaveSevenDigits(number: Real, text: String) { #expect(numberText(number) == text) }

  @Test func numbersThatAreNoneAreNamed() {
    #expect([Real.nan, .infinity, -.infinity].map { numberText($0) } == ["nan", "inf", "-inf"])
  }

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
