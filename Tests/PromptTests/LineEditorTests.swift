import Foundation
import Prompt
import PseudoTerminals
import Testing

extension PromptSuites {
  @Suite struct LineEditorTests {
    @Test func aTypedLineArrives() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("show loss\r")
      try terminal.expect(#"[line] "show loss""#)
      try terminal.expect("probe> ")
      terminal.type("\r")
      try terminal.expect(#"[line] """#)
    }

    @Test func editingKeysEdit() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      // Left twice, erase one, type one; then to the start and the end.
      terminal.type("abcd\u{1B}[D\u{1B}[D\u{7F}X\u{01}<\u{05}>\r")
      try terminal.expect(#"[line] "<aXcd>""#)
    }

    @Test(arguments: ["", "C", "C.UTF-8"]) func charactersOfSeveralBytesAreEditedWhole(locale: String) throws {
      let terminal = try PseudoTerminal(environment: locale.isEmpty ? [:] : ["LC_ALL": locale])
      try terminal.expect("probe> ")
      terminal.type("aé漢🙂\u{7F}\u{7F}ê\r")
      try terminal.expect(#"[line] "aéê""#)
    }

    @Test func controlDOnAnEmptyLineIsTheEnd() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      #expect(terminal.isRaw)
      terminal.type("\u{04}")
      let shown = try terminal.expect("[end]")
      #expect(shown.unicodeScalars.filter { $0 == "\n" }.count == 1, "\(shown.debugDescription)")
      #expect(try terminal.ending() == 0)
      #expect(terminal.settings == terminal.original)
    }

    @Test func theTerminalIsItsUsualSelfBetweenLines() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("work\r")
      try terminal.expect("[working]")
      #expect(terminal.settings == terminal.original)
    }

    @Test func aTerminalThatCanDoNothingIsEnough() throws {
      let terminal = try PseudoTerminal(term: "dumb")
      try terminal.expect("probe> ")
      terminal.type("ab\u{7F}c\r")
      try terminal.expect(#"[line] "ac""#)
      try terminal.expect("probe> ")
      terminal.type("\u{04}")
      let shown = try terminal.expect("[end]")
      #expect(shown.unicodeScalars.filter { $0 == "\n" }.count == 1, "\(shown.debugDescription)")
      #expect(!terminal.screen.contains("\u{1B}"))
    }

    @Test func anInvisiblePartOfThePromptTakesNoRoom() throws {
      let colored = "\u{01}\u{1B}[32m\u{02}probe\u{01}\u{1B}[0m\u{02}> "
      let terminal = try PseudoTerminal(columns: 20, environment: ["PROBE_PROMPT": colored])
      try terminal.expect("\u{1B}[32mprobe\u{1B}[0m> ")
      terminal.type("123456789\u{01}|\r")
      // Were the escapes counted, this short line would take two rows and its start be one row up.
      #expect(try !terminal.expect(#"[line] "|123456789""#).contains("\u{1B}[A"))
    }

    @Test func pastedLinesArriveInOrder() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("\u{1B}[?2004h")
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[200~first\rsecond\r\n \r\n\r\nthird\r\u{1B}[201~")
      try terminal.expect("third")
      #expect(!terminal.screen.contains("[line]"), "nothing runs before Enter")
      terminal.type("\r")
      #expect(try terminal.expect(#"[line] "first""#).contains("\u{1B}[K"), "the others are wiped out")
      try terminal.expect("probe> second\r\n")
      try terminal.expect(#"[line] "second""#)
      #expect(try !terminal.expect("probe> third\r\n").contains("[line]"), "a blank line is no line")
      try terminal.expect(#"[line] "third""#)
      try terminal.expect("probe> ")
      terminal.type("typed\r")
      try terminal.expect(#"[line] "typed""#)
    }

    @Test func linesOfATerminalThatMarksNoPasteArriveInOrder() throws {
      let terminal = try PseudoTerminal(term: "dumb")
      try terminal.expect("probe> ")
      terminal.type("first\rsecond\rthird\r")
      for word in ["first", "second", "third"] { try terminal.expect("[line] \"\(word)\"") }
    }

    @Test func pastedLinesCanBeForgotten() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[200~discard\rsecond\u{1B}[201~\r")
      try terminal.expect("discard\r\n")
      try terminal.expect("probe> ")
      terminal.type("typed\r")
      #expect(try !terminal.expect(#"[line] "typed""#).contains("second"))
    }
  }
}
