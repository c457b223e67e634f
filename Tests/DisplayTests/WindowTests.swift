import Arrays
import Display
import Foundation
import Testing
import Texts

/// What is shown fits the window that it is shown in, and says the same as in a pipe.
@Suite struct WindowTests {
  private static let wide = Table(
    "weights", columns: ["parameter", "shape", "min", "mean", "max", "deviation", "at bound"],
    rows: (0..<3).map { row in
      [.text("critic.batchnorm\(row).movingvariance"), .text("[3×3×128×256]")]
        + [-0.12345, 0.12345, 1.2345e-7, 123456, 0.5].map { .number($0) }
    })
  private static let outputs: [Output] = [
    .text("A page of words that is longer than any window here, " + String(repeating: "and goes on ", count: 20)),
    .text("    an indented line that goes on under itself, however often it has to be broken by the window"),
    .table(wide), .tensor(name: "x", NDArray((0..<400).map { Real($0) * 1.2345678 }, shape: [20, 20])),
    .table(Table(columns: ["name", ""], rows: [["a", .text(String(repeating: "word ", count: 60))]])),
    .figure(Figure("images", images: NDArray(repeating: 0, shape: [6, 28, 28, 1]), columns: 6)),
  ]

  @Test(arguments: [40, 60, 80, 100, 200], outputs.indices) func everyLineFits(width: Int, index: Int) {
    let output = WindowTests.outputs[index]
    let text = Renderer.plain.text(output, on: Page(width: width, height: 24))
    #expect(text.split(separator: "\n").allSatisfy { displayWidth($0) <= width }, "\(text)")
  }

  /// Not a cell of a table is lost, and each row is still told by its first column.
  @Test(arguments: [60, 80, 200]) func aWideTableComesInPieces(width: Int) {
    let text = Renderer.plain.text(.table(WindowTests.wide), on: Page(width: width, height: 24))
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    #expect(Set(words(text)) == Set(words(WindowTests.wide.text)))
    let lines = text.split(separator: "\n").dropFirst()
    let heads = lines.filter { $0.contains("parameter") }
    #expect(lines.count == heads.count * 4)
    #expect((heads.count == 1) == (width == 200))
  }

  /// Elsewhere than in a window nothing is broken: what programs read does not depend on a terminal.
  @Test func aPipeIsNoWindow() {
    for output in WindowTests.outputs {
      #expect(output.text == Renderer.plain.text(output, on: .standard))
    }
    #expect(WindowTests.outputs[0].text.count { $0 == "\n" } == 0)
    #expect(WindowTests.wide.text.split(separator: "\n").count == 5)
  }

  /// The sink asks its window each time, where somebody watches; with `NO_COLOR` or a dumb terminal nobody does.
  @Test func aSinkKnowsItsWindow() throws {
    let terminal = try Terminal()
    let sink = DescriptorSink(output: terminal.slave, showsProgress: true)
    let words = Output.text(String(repeating: "word ", count: 12))
    terminal.resize(to: 30)
    sink.show(words)
    terminal.resize(to: 200)
    sink.show(words)
    DescriptorSink(output: terminal.slave).show(words)
    let lines = terminal.shown.split(separator: "\r\n").map { $0.split(separator: " ").count }
    #expect(lines == [6, 6, 12, 12])
  }
}

/// A terminal that nobody sits at.
private final class Terminal {
  let slave: Int32
  private let master: Int32

  init() throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN: the slave is unlocked, and its number asked for.
    var unlocked: Int32 = 0, number: Int32 = 0
    try #require(master >= 0 && ioctl(master, 0x4004_5431, &unlocked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
  }

  deinit {
    close(slave)
    close(master)
  }

  func resize(to columns: UInt16) {
    var window = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// What has been written so far.
  var shown: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
