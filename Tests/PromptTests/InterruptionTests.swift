import Foundation
import Prompt
import PseudoTerminals
import Testing

extension PromptSuites {
  @Suite struct InterruptionTests {
    @Test func controlCStopsARunAndThePromptGoesOn() throws {
      let terminal = try PseudoTerminal()
      for _ in 0..<3 {
        try terminal.expect("probe> ")
        terminal.type("work\r")
        try terminal.expect("[working]")
        terminal.type("\u{03}")
        try terminal.expect("[stopped]")
      }
      try terminal.expect("probe> ")
      terminal.type("next\r")
      try terminal.expect(#"[line] "next""#)
    }

    @Test func controlCBetweenLinesEndsNothingAndIsForgottenByTheNextLine() throws {
      let terminal = try PseudoTerminal()
      for _ in 0..<2 {
        try terminal.expect("probe> ")
        terminal.type("short\r")
        try terminal.expect("[short]")
        terminal.type("\u{03}")
        #expect(try terminal.expect("[noticed]").contains("^C"))
      }
    }

    /// Generated code may have moved the stack pointer anywhere when a signal comes.
    @Test func handlersRunOnAStackOfTheirOwn() {
      Interruption.begin()
      defer { Interruption.end() }
      var action = sigaction()
      sigaction(SIGINT, nil, &action)
      #expect(action.sa_flags & SA_ONSTACK != 0)
      var stack = stack_t()
      sigaltstack(nil, &stack)
      #expect(stack.ss_flags & Int32(SS_DISABLE) == 0 && stack.ss_size >= 1 << 17)
    }

    @Test func controlCForgetsPastedLinesThatAreStillToCome() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("\u{1B}[200~work\rsecond\u{1B}[201~\r")
      try terminal.expect("[working]")
      terminal.type("\u{03}")
      try terminal.expect("[stopped]")
      try terminal.expect("probe> ")
      terminal.type("typed\r")
      #expect(try !terminal.expect(#"[line] "typed""#).contains("second"))
    }

    @Test func aRunThatNeverLooksEndsAtLast() throws {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      terminal.type("stubborn\r")
      try terminal.expect("[working]")
      let start = Date()
      // Each ^C shows that the terminal has turned the key into a signal.
      while Date().timeIntervalSince(start) < PseudoTerminal.patience {
        terminal.type("\u{03}")
        guard (try? terminal.expect("^C")) != nil, !terminal.hasEnded(within: 0.25) else { break }
      }
      #expect(try terminal.ending() == 130)
      #expect(Date().timeIntervalSince(start) >= 2)
      #expect(terminal.settings == terminal.original)
    }

    @Test(arguments: [true, false]) func aScriptIsInterruptedToo(byKey: Bool) throws {
      let terminal = try PseudoTerminal(PseudoTerminal.probe, ["work"], input: "/dev/null")
      try terminal.expect("[working]")
      if byKey { terminal.type("\u{03}") } else { terminal.send(SIGINT) }
      try terminal.expect("[stopped]")
      #expect(try terminal.ending() == 130)
    }

    @Test func inputThatIsNoTerminalIsOnlyRead() throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: PseudoTerminal.probe)
      let input = Pipe()
      let output = Pipe()
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data("first\n\nno newline".utf8))
      try input.fileHandleForWriting.close()
      let shown = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      #expect(shown == "[line] \"first\"\n[line] \"\"\n[line] \"no newline\"\n[end]\n")
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }

    @Test func runsNest() {
      Interruption.begin()
      Interruption.begin()
      Interruption.end()
      interrupt()
      #expect(Interruption.requested, "the outer run still listens")
      Interruption.clear()
      #expect(!Interruption.requested)
      interrupt()
      Interruption.end()
      #expect(Interruption.requested, "whoever ran can still be asked")
      Interruption.clear()
    }

    /// Some thread of this process takes the signal, and not at once.
    private func interrupt() {
      kill(getpid(), SIGINT)
      let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
      while !Interruption.requested && deadline.timeIntervalSinceNow > 0 { usleep(1_000) }
    }
  }
}
