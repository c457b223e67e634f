import Foundation
import Prompt
import Testing

@Suite struct TerminalTests {
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
