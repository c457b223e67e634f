import Prompt
import Testing

@Suite struct TerminalAnswerTests {
  private let escape = "\u{1B}"

  private func answer(_ text: String) -> TerminalAnswer { TerminalAnswer(Array(text.utf8)) }

  @Test func whatTerminalsSayIsUnderstood() {
    let kitty = answer(
      "\(escape)_Gi=31;OK\(escape)\\\(escape)]11;rgb:1c1c/1c1c/1c1c\(escape)\\\(escape)[6;36;18t\(escape)[?62;c")
    #expect(kitty.speaksKitty && !kitty.showsSixel && kitty.isComplete && kitty.typed.isEmpty)
    #expect(kitty.cell?.width == 18 && kitty.cell?.height == 36 && kitty.window == nil)
    #expect(kitty.brightness.map { $0 < 0.2 } == true)
    let foot = answer("\(escape)]11;rgb:ff/ff/ff\u{07}\(escape)[4;600;800t\(escape)[?62;4;22c")
    #expect(foot.showsSixel && !foot.speaksKitty && foot.isComplete && foot.brightness == 1)
    #expect(foot.window?.width == 800 && foot.window?.height == 600)
    // 4 is sixel only after the first number, which is the kind of terminal.
    #expect(!answer("\(escape)[?4;6c").showsSixel)
    #expect(!answer("\(escape)_Gi=31;ENOTSUP:no\(escape)\\\(escape)[?1;2c").speaksKitty)
  }

  /// Whatever else arrives was typed, and is kept in its order.
  @Test func whatIsTypedMeanwhileIsKept() {
    let keys = "tr", arrow = "\(escape)[A", meta = "\(escape)f", rest = "ain 3\n"
    let mixed = answer("\(keys)\(escape)[?62;4c\(arrow)\(meta)\(escape)]11;rgb:0/0/0\u{07}\(rest)")
    #expect(mixed.isComplete && mixed.showsSixel)
    #expect(String(decoding: mixed.typed, as: UTF8.self) == keys + arrow + meta + rest)
    #expect(answer("hello").typed == Array("hello".utf8) && !answer("hello").isComplete)
  }

  /// An answer that has come in part is none yet; when the rest is there, it is one. Nothing traps.
  @Test func answersComeInPieces() {
    let all = Array("a\(escape)_Gi=31;OK\(escape)\\\(escape)[6;36;18t\(escape)[?62;4cb".utf8)
    for length in 0...all.count {
      let part = TerminalAnswer(Array(all.prefix(length)))
      #expect(part.isComplete == (length >= all.count - 1))
    }
    for odd in [
      "\(escape)", "\(escape)[", "\(escape)_", "\(escape)]11;rgb:zz/1/1\u{07}", "\(escape)[4;-1;9t", "\(escape)[?c",
    ] {
      _ = answer(odd)
    }
    #expect(answer("\(escape)[4;0;99999999999999999999t").window == nil)
  }

  @Test func theEnvironmentIsAskedFirst() {
    func kind(_ environment: [String: String], isTerminal: Bool = true) -> TerminalKind {
      TerminalKind(isTerminal: isTerminal, environment: environment)
    }
    #expect(kind(["TERM": "xterm-kitty"], isTerminal: false) == .plain)
    #expect(kind(["TERM": "dumb", "KITTY_WINDOW_ID": "1"]) == .plain && kind([:]) == .plain)
    #expect(kind(["TERM": "xterm-kitty", "NO_COLOR": "1"]) == .plain)
    #expect(kind(["TERM": "xterm-kitty"]) == .pixels(.kitty))
    #expect(kind(["TERM": "xterm-256color", "KITTY_WINDOW_ID": "3"]) == .pixels(.kitty))
    #expect(kind(["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"]) == .pixels(.iterm))
    #expect(kind(["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"]) == .pixels(.iterm))
    // Inside a multiplexer what the outer terminal can do is of no use.
    #expect(kind(["TERM": "tmux-256color", "KITTY_WINDOW_ID": "3", "TMUX": "/tmp/x"]) == .characters)
    #expect(kind(["TERM": "screen", "TERM_PROGRAM": "iTerm.app"]) == .characters)
    #expect(kind(["TERM": "linux"]) == .characters)
    #expect(kind(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == .unknown)
  }

  @Test func thenTheTerminalItself() {
    let sixel = answer("\(escape)[?62;4c"), kitty = answer("\(escape)_Gi=31;OK\(escape)\\\(escape)[?62;4c")
    #expect(
      TerminalKind.unknown.asked(sixel) == .pixels(.sixel) && TerminalKind.unknown.asked(kitty) == .pixels(.kitty))
    #expect(TerminalKind.unknown.asked(nil) == .characters && TerminalKind.unknown.asked(answer("")) == .characters)
    #expect(TerminalKind.characters.asked(kitty) == .characters && TerminalKind.plain.asked(kitty) == .plain)
  }
}
