import Foundation
import Prompt
import Testing

@Suite struct TerminalTests {
  @Test func sanitizedTextHasNoScalarThatActs() {
    let controls = (0..<0x20).filter { ![0x09, 0x0A].contains($0) } + Array(0x7F...0x9F)
    let overrides = Array(0x202A...0x202E) + Array(0x2066...0x2069)
    for value in controls + overrides {
      let scalar = Character(Unicode.Scalar(UInt32(value))!)
      let escaped = "\\u{" + String(value, radix: 16, uppercase: true) + "}"
      #expect(Terminal.sanitized("a\(scalar)b") == "a\(escaped)b")
    }
  }

  @Test func otherTextStaysAsItIs() {
    let text = "tab\tnewline\n ê é 漢字 👩‍👩‍👧 עברית ∑ \\u{1B}"
    #expect(Terminal.sanitized(text) == text)
    #expect(Terminal.sanitized("") == "")
  }

  @Test func aCarriageReturnBeforeANewlineIsShown() {
    #expect(Terminal.sanitized("a\r\nb") == "a\\u{D}\nb")
  }

  @Test func aPipeIsNoTerminalAndHasTheUsualSize() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { ends.forEach { close($0) } }
    let terminal = Terminal(descriptor: ends[1])
    #expect(!terminal.isTerminal)
    #expect(terminal.width == 80 && terminal.height == 24)
    #expect(!terminal.takesColor(environment: ["TERM": "xterm"]))
    #expect(terminal.takesColor(.always, environment: ["NO_COLOR": "1"]))
  }

  @Test func aTerminalSaysItsSize() throws {
    try withTerminal { terminal in
      #expect(terminal.isTerminal)
      #expect(terminal.width == 123 && terminal.height == 45)
    }
  }

  @Test(arguments: [
    (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": ""], true),
    (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "dumb"], false), ([:], false),
  ])
  func colourIsForTerminalsThatWantIt(environment: [String: String], takes: Bool) throws {
    try withTerminal { terminal in
      #expect(terminal.takesColor(environment: environment) == takes)
      #expect(terminal.takesColor(.always, environment: environment))
      #expect(!terminal.takesColor(.never, environment: environment))
    }
  }

  /// A bare pseudo-terminal of 123 columns and 45 rows.
  private func withTerminal(_ body: (Terminal) throws -> Void) throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(master >= 0)
    defer { close(master) }
    var window = winsize(ws_row: 45, ws_col: 123, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    try body(Terminal(descriptor: master))
  }
}
