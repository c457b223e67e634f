import Foundation
import PseudoTerminals
import Testing

/// How figures are drawn on terminals of several kinds, and how the program finds out which kind it has.
@Suite(.serialized) struct TerminalPictureTests {
  private let folder = Folder()
  private let question = "\u{1B}[c"

  private static let hasCairo = Library.isThere("libcairo.so.2")
  private static let hasSixel = hasCairo && Library.isThere("libsixel.so.1")

  private func start(
    _ arguments: [String] = [], term: String = "xterm-256color", environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      PseudoTerminal.built("wganlab"), arguments, term: term,
      environment: ["HOME": folder.path, "OMP_NUM_THREADS": "1"].merging(environment) { $1 })
  }

  private func showData(_ terminal: PseudoTerminal) throws -> String {
    try terminal.expect("]> ")
    terminal.type("use 8gaussians;\r")
    try terminal.expect("]> ")
    terminal.type("show data\r")
    try terminal.expect("]> ")
    return terminal.screen
  }

  @Test(.enabled(if: hasSixel, "cairo or libsixel is not installed")) func aTerminalThatSaysSoGetsSixel() throws {
    let terminal = try start()
    try terminal.expect(question)
    terminal.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{07}\u{1B}[6;20;10t\u{1B}[?62;4c")
    #expect(try showData(terminal).contains("\u{1B}P"))
    terminal.type("set graphics text\r")
    try terminal.expect("graphics is text")
    let before = terminal.screen
    terminal.type("show data\r")
    try terminal.expect("]> ")
    try terminal.expect("]> ")
    #expect(!terminal.screen.dropFirst(before.count).contains("\u{1B}P"))
    terminal.type("\u{04}")
    #expect(try terminal.ending() == 0)
    #expect(terminal.settings == terminal.original)
  }

  /// What is typed before, between and after the answers arrives in its order; the answers are no keys.
  @Test func nothingTypedIsLost() throws {
    let terminal = try start()
    try terminal.expect(question)
    terminal.type("20 + ")
    terminal.type("\u{1B}[?1;2c")
    terminal.type("3\r")
    try terminal.expect("23\r\n")
    #expect(!terminal.screen.contains("1;2c"))
  }

  /// A terminal that answers after the program has given up is heard and not taken for somebody who types.
  @Test func aLateAnswerIsNoKey() throws {
    let terminal = try start()
    try terminal.expect("wgan [1]> ")
    terminal.type("\u{1B}]11;rgb:0/0/0\u{1B}\\\u{1B}[?62;4c")
    terminal.type("40 + 2\r")
    try terminal.expect("42\r\n")
    #expect(!terminal.screen.contains("62;4c"))
    // Keys that begin as answers do are still keys.
    terminal.type("\u{1B}[A\r")
    try terminal.expect("42\r\n")
  }

  @Test(.enabled(if: hasCairo, "cairo is not installed")) func kittyIsKnownByItsEnvironment() throws {
    let terminal = try start(term: "xterm-kitty")
    let screen = try showData(terminal)
    #expect(screen.contains("\u{1B}_Ga=T,f=100,q=2"))
    let outside = try start(["--graphics", "off"], term: "xterm-kitty")
    let words = try showData(outside)
    #expect(!words.contains("\u{1B}_G") && words.contains("points"))
  }

  @Test func insideAMultiplexerAndWithoutColourNothingIsAsked() throws {
    for (term, environment) in [
      ("tmux-256color", ["TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"]), ("dumb", [:]), ("xterm-kitty", ["NO_COLOR": "1"]),
    ] {
      let screen = try showData(try start(term: term, environment: environment))
      #expect(!screen.contains(question) && !screen.contains("\u{1B}_G") && !screen.contains("\u{1B}P"), "\(term)")
    }
  }

  @Test func aWordThatIsNoWayToDrawIsRefused() throws {
    let called = try Program(["run", "-e", "set graphics crayon"]).wait()
    #expect(called.code == 1 && called.errors.contains("auto, off, text, kitty, iterm or sixel"))
    #expect(try Program(["--graphics", "crayon"]).wait().code == 64)
  }
}

/// Whether a shared library can be loaded.
private enum Library {
  static func isThere(_ name: String) -> Bool {
    guard let handle = dlopen(name, RTLD_LAZY) else { return false }
    dlclose(handle)
    return true
  }
}
