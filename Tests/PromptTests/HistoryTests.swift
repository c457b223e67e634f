import Foundation
import Prompt
import PseudoTerminals
import Testing

extension PromptSuites {
  @Suite struct HistoryTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func session() throws -> PseudoTerminal {
      let path = folder.file("history").path
      let terminal = try PseudoTerminal(environment: ["PROBE_HISTORY": path])
      try terminal.expect("probe> ")
      return terminal
    }

    @Test func aLaterSessionRecallsWhatWasEntered() throws {
      let first = try session()
      first.type("one\r")
      try first.expect(#"[line] "one""#)
      try first.expect("probe> ")
      first.type("two\r")
      try first.expect(#"[line] "two""#)
      first.send(SIGKILL)
      _ = try first.ending()
      let second = try session()
      second.type("\u{1B}[A\u{1B}[A\r")
      try second.expect(#"[line] "one""#)
      try second.expect("probe> ")
      second.type("entries\r")
      try second.expect(#"[entries] ["one", "two", "one", "entries"]"#)
    }

    @Test func repeatedAndBlankLinesAreKeptOnce() throws {
      let terminal = try session()
      for line in ["same", "same", "", "  ", "same", "other"] {
        terminal.type(line + "\r")
        try terminal.expect("[line] \"\(line)\"")
        try terminal.expect("probe> ")
      }
      #expect(try HistoryFile(folder.file("history")).load() == ["same", "other"])
    }

    @Test func aRecalledLineThatWasChangedAndLeftStaysAsItWas() throws {
      let terminal = try session()
      terminal.type("original\r")
      try terminal.expect(#"[line] "original""#)
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[A changed\u{1B}[Bnew\r")
      try terminal.expect(#"[line] "new""#)
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[A\u{1B}[A\r")
      try terminal.expect(#"[line] "original""#)
    }

    @Test func withoutAHistoryThePromptGoesOn() throws {
      try FileManager.default.createDirectory(at: folder.file("history"), withIntermediateDirectories: true)
      let path = folder.file("history").path
      let terminal = try PseudoTerminal(environment: ["PROBE_HISTORY": path])
      try terminal.expect("[problem] history: ")
      try terminal.expect("it is not a plain file")
      try terminal.expect("probe> ")
      terminal.type("one\r")
      try terminal.expect(#"[line] "one""#)
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[A\r")
      try terminal.expect(#"[line] "one""#)
    }
  }
}
