import Foundation
import Prompt
import PseudoTerminals
import Testing

extension PromptSuites {
  @Suite struct SignalTests {
    @Test func controlCAbandonsTheLine() throws {
      let terminal = try atPrompt()
      terminal.type("half a line")
      try terminal.expect("half a line")
      terminal.type("\u{03}")
      try terminal.expect("^C")
      try terminal.expect("[interrupted]")
      try terminal.expect("probe> ")
      terminal.type("new\r")
      try terminal.expect(#"[line] "new""#)
    }

    /// Undo, an unfinished search, an unfinished key and an argument each could carry something over.
    @Test(arguments: ["abc", "\u{12}ab", "abc\u{18}", "abc\u{1B}", "\u{1B}5", "\u{16}", "abc\u{1B}[A"])
    func controlCLeavesNothingBehind(keys: String) throws {
      let terminal = try atPrompt()
      terminal.type("abcdef\r")
      try terminal.expect(#"[line] "abcdef""#)
      try terminal.expect("probe> ")
      try terminal.typeAndSettle(keys)
      terminal.type("\u{03}")
      try terminal.expect("[interrupted]")
      try terminal.expect("probe> ")
      terminal.type("new\u{1F}\u{1F}\u{1F}new\r")
      try terminal.expect(#"[line] "new""#)
    }

    @Test func controlCAndThenTheEnd() throws {
      let terminal = try atPrompt()
      terminal.type("abc")
      try terminal.expect("abc")
      terminal.type("\u{03}")
      try terminal.expect("[interrupted]")
      try terminal.expect("probe> ")
      terminal.type("\u{04}")
      try terminal.expect("[end]")
      #expect(try terminal.ending() == 0)
    }

    @Test func controlCCutsOffAPasteThatNeverEnds() throws {
      let terminal = try atPrompt()
      try terminal.typeAndSettle("\u{1B}[200~unfinished")
      terminal.type("\u{03}")
      try terminal.expect("[interrupted]")
      try terminal.expect("probe> ")
      terminal.type("new\r")
      try terminal.expect(#"[line] "new""#)
    }

    @Test func controlCPassesManyTimes() throws {
      let terminal = try atPrompt()
      for round in 0..<50 {
        terminal.type("\(round)")
        try terminal.expect("\(round)")
        terminal.type("\u{03}")
        try terminal.expect("[interrupted]")
        try terminal.expect("probe> ")
      }
      terminal.type("alive\r")
      try terminal.expect(#"[line] "alive""#)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func whatEndsTheProgramGivesTheTerminalBack(signal: Int32) throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      #expect(terminal.isRaw)
      terminal.type("half")
      try terminal.expect("half")
      terminal.send(signal)
      #expect(try terminal.ending() == -signal)
      #expect(terminal.settings == terminal.original)
      try terminal.expect("\u{1B}[?2004l")
    }

    /// Readline's callback interface jumps into a frame that is gone when a key means nothing while it works off what it has read.
    @Test(arguments: [
      ["\u{12}", "\u{18}", "z"], ["\u{12}", "\u{18}\u{05}"], ["\u{12}", "\u{18})"], ["\u{12}", "\u{18}e"],
      ["\u{12}", "\u{18}\u{1B}"], ["\u{12}ab", "\u{18}\u{07}"], ["\u{1D}\u{1B}x"], ["\u{12}\u{18}\u{18}\u{18}z"],
      ["\u{18}(ab\u{1B}x\u{18})", "\u{18}e"],
    ])
    func keysThatMeanNothingDoNothing(keys: [String]) throws {
      let terminal = try atPrompt()
      for key in keys { try terminal.typeAndSettle(key) }
      terminal.type("\u{03}")
      try terminal.expect("[interrupted]")
      try terminal.expect("probe> ")
      terminal.type("new\r")
      try terminal.expect(#"[line] "new""#)
    }

    @Test func aSearchEndsWithAKeyThatBeginsALongerOne() throws {
      let terminal = try atPrompt()
      terminal.type("needle\r")
      try terminal.expect(#"[line] "needle""#)
      try terminal.expect("probe> ")
      terminal.type("\u{12}")
      try terminal.expect("search)")
      try terminal.typeAndSettle("need\u{18}z")
      terminal.type("\u{05}!\r")
      try terminal.expect(#"[line] "needle!""#)
    }

    /// A shell's own modes are no memory of how the terminal was.
    @Test func aPromptThatComesInTheBackgroundWaitsForItsTurn() throws {
      let shell = try shellWithAStoppedPrompt()
      shell.type("fg\r")
      try shell.expect("probe> ")
      shell.type("work\r")
      try shell.expect("[working]")
      #expect(shell.settings[3] & UInt32(ECHO) != 0, "what is typed is seen")
      shell.type("\u{03}")
      try shell.expect("[stopped]")
      try shell.expect("probe> ")
      shell.type("\u{04}")
      try shell.expect("[end]")
    }

    @Test func whatIsStoppedInTheBackgroundCanBeEnded() throws {
      let shell = try shellWithAStoppedPrompt()
      shell.type("kill %1\r")
      // The shell tells of it before one of its next prompts.
      repeat { shell.type("\r") } while try !shell.expect("sh$ ").contains("Terminated")
    }

    private func shellWithAStoppedPrompt() throws -> PseudoTerminal {
      let shell = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "sh$ "])
      try shell.expect("sh$ ")
      shell.type("'\(PseudoTerminal.probe)' &\r")
      try shell.expect("sh$ ")
      let end = ContinuousClock.now + .seconds(PseudoTerminal.patience)
      while ContinuousClock.now < end {
        shell.type("jobs -s | grep -q . && echo has''stopped\r")
        if try shell.expect("sh$ ").contains("hasstopped") { return shell }
        usleep(20_000)
      }
      throw PseudoTerminal.Missing(
        description: "the prompt in the background was not stopped: \(shell.screen.suffix(400))")
    }

    @Test func aCrashGivesTheTerminalBack() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("crash\t")
      #expect(try [-SIGILL, -SIGTRAP].contains(terminal.ending()))
      #expect(terminal.settings == terminal.original)
      try terminal.expect("\u{1B}[?2004l")
      try terminal.expect("a fault of the program ended it")
    }

    @Test func aNewSizeIsUsedAtOnce() throws {
      let terminal = try atPrompt()
      terminal.resize(columns: 20)
      try terminal.expect("probe> ")
      // The line takes two rows of twenty columns, so its start is one row up.
      terminal.type("123456789012345\u{01}")
      try terminal.expect("123456789012345\u{1B}[A")
    }

    @Test func aSizeChangedBetweenLinesIsUsed() throws {
      let terminal = try atPrompt()
      terminal.type("work\r")
      try terminal.expect("[working]")
      terminal.resize(columns: 20)
      terminal.type("\u{03}")
      try terminal.expect("probe> ")
      terminal.type("123456789012345\u{01}")
      try terminal.expect("123456789012345\u{1B}[A")
    }

    @Test func controlZStopsAndTheLineComesBack() throws {
      let shell = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "sh$ "])
      try shell.expect("sh$ ")
      shell.type("'\(PseudoTerminal.probe)'\r")
      try shell.expect("probe> ")
      shell.type("abc")
      try shell.expect("abc")
      shell.type("\u{1A}")
      try shell.expect("Stopped")
      try shell.expect("sh$ ")
      shell.type("fg\r")
      try shell.expect("probe> abc")
      shell.type("d\r")
      try shell.expect(#"[line] "abcd""#)
      try shell.expect("probe> ")
      shell.type("\u{04}")
      try shell.expect("[end]")
      try shell.expect("sh$ ")
    }

    @Test func aStopThatNobodyCanRefuseIsSurvived() throws {
      let terminal = try atPrompt()
      terminal.type("abc")
      try terminal.expect("abc")
      terminal.send(SIGSTOP)
      try terminal.stopping()
      terminal.send(SIGCONT)
      try terminal.expect("probe> abc")
      #expect(terminal.isRaw)
      terminal.type("d\r")
      try terminal.expect(#"[line] "abcd""#)
    }

    private func atPrompt() throws -> PseudoTerminal {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      return terminal
    }
  }
}
