import Prompt
import PseudoTerminals
import Testing

extension PromptSuites {
  @Suite struct CompletionTests {
    @Test func theOnlyCandidateIsTakenWithASpace() throws {
      let terminal = try atPrompt()
      terminal.type("show st\t!\r")
      try terminal.expect(#"[line] "show step !""#)
    }

    @Test func severalCandidatesGiveWhatTheyShareAndThenAList() throws {
      let terminal = try atPrompt()
      terminal.type("s\t\t\t")
      try terminal.expect("show")
      #expect(try terminal.expect("step").contains("shore"))
      try terminal.expect("probe> s")
      terminal.type("h\t!\r")
      try terminal.expect(#"[line] "sho!""#)
    }

    @Test func whatFollowsTheCursorStays() throws {
      let terminal = try atPrompt()
      terminal.type("st tail\u{01}\u{1B}[C\u{1B}[C\t!\r")
      try terminal.expect(#"[line] "step! tail""#)
    }

    @Test func aWordBeginsWhereTheCallerSays() throws {
      let terminal = try atPrompt()
      terminal.type("load \"my fi\t\r")
      try terminal.expect(#"[line] "load \"my file.wgan\"""#)
    }

    @Test func charactersOfSeveralBytesCompleteWhole() throws {
      let terminal = try atPrompt()
      terminal.type("été na\t| é\t\t\t")
      try terminal.expect("étape")
      try terminal.expect("étage")
      try terminal.expect("probe> ")
      terminal.type("p\t!\r")
      try terminal.expect(#"[line] "été naïve🙂 | étape !""#)
    }

    @Test func summariesStandBesideTheirCandidatesAndCannotAct() throws {
      let terminal = try atPrompt()
      terminal.type("tr\t\t\t")
      try terminal.expect(#"train  runs\u{1b}[31m steps"#)
      try terminal.expect("trace  follows")
      #expect(!terminal.screen.contains("\u{1B}[31m"))
    }

    @Test func aCandidateThatCouldActIsNotOffered() throws {
      let terminal = try atPrompt()
      terminal.type("ba\t\t!\r")
      try terminal.expect(#"[line] "ba!""#)
    }

    @Test func noCandidateLeavesTheLine() throws {
      let terminal = try atPrompt()
      terminal.type("/et\t\t!\r")
      try terminal.expect(#"[line] "/et!""#)
    }

    private func atPrompt() throws -> PseudoTerminal {
      let terminal = try PseudoTerminal()
      try terminal.expect("probe> ")
      return terminal
    }
  }
}
