import Foundation
import PseudoTerminals
import Testing

/// The program on a pseudo-terminal, as a user has it. One at a time, so that none waits for another's turn.
@Suite(.serialized) struct TerminalTests {
  /// What the program is doing when something happens to it.
  enum Moment: CaseIterable { case prompt, midLine, training, script, check, lesson }

  private let folder = Folder()

  private func start(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: UInt16 = 80
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      PseudoTerminal.built("wganlab"), arguments, columns: columns,
      environment: ["HOME": folder.path, "OMP_NUM_THREADS": "1"].merging(environment) { $1 })
  }

  private func started(_ moment: Moment) throws -> PseudoTerminal {
    switch moment {
    case .prompt, .midLine, .training:
      let terminal = try start()
      try terminal.expect("wgan [1]> ")
      if moment == .midLine {
        terminal.type("half")
        try terminal.expect("half")
      } else if moment == .training {
        terminal.type("train 1000000\r")
        try terminal.expect("rounds/s")
      }
      return terminal
    case .script:
      let terminal = try start(["run", "-e", "train 1000000"])
      try terminal.expect("rounds/s")
      return terminal
    case .check:
      let terminal = try start(["check", "1", "3"])
      let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
      while terminal.children.isEmpty, deadline.timeIntervalSinceNow > 0 { usleep(5_000) }
      return terminal
    case .lesson:
      let terminal = try start(["lesson", "1"])
      try terminal.expect("wgan [")
      return terminal
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT], Moment.allCases)
  func whatEndsAProgramEndsIt(signal: Int32, moment: Moment) throws {
    let terminal = try started(moment)
    let children = terminal.children
    if signal == SIGQUIT { terminal.type("\u{1C}") } else { terminal.send(signal) }
    #expect(try terminal.ending() == -signal)
    #expect(terminal.settings == terminal.original)
    #expect(children.isEmpty == (moment != .check))
    let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
    while children.contains(where: { kill($0, 0) == 0 }), deadline.timeIntervalSinceNow > 0 { usleep(5_000) }
    #expect(!children.contains { kill($0, 0) == 0 }, "a child outlives it")
  }

  @Test(arguments: [Moment.script, .check]) func controlCEndsWhatHasNoPrompt(moment: Moment) throws {
    let terminal = try started(moment)
    terminal.type("\u{03}")
    #expect(try terminal.ending() == 130)
    #expect(terminal.settings == terminal.original)
  }

  @Test func aCheckThatIsKilledLeavesNobody() throws {
    let terminal = try started(.check)
    let children = terminal.children
    terminal.send(SIGKILL)
    #expect(try terminal.ending() == -SIGKILL)
    let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
    while children.contains(where: { kill($0, 0) == 0 }), deadline.timeIntervalSinceNow > 0 { usleep(5_000) }
    #expect(!children.contains { kill($0, 0) == 0 })
  }

  @Test func controlCStopsTrainingAndTheStateIsKept() throws {
    let terminal = try started(.training)
    terminal.type("\u{03}")
    try terminal.expect("continue goes on")
    try terminal.expect("wgan [2]> ")
    terminal.type("6 * 7\r")
    try terminal.expect("42")
    try terminal.expect("wgan [3]> ")
    terminal.type("half\u{03}")
    try terminal.expect("wgan [3]> ")
    terminal.type("quit 5\r")
    #expect(try terminal.ending() == 5)
    #expect(terminal.settings == terminal.original)
  }

  /// The shell edits its own lines with modes of its own while a job trains in the background.
  @Test func aRunGoesThroughTheBackground() throws {
    let shell = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "sh$ ", "HOME": folder.path])
    try shell.expect("sh$ ")
    shell.type("OMP_NUM_THREADS=1 '\(PseudoTerminal.built("wganlab"))'\r")
    try shell.expect("wgan [1]> ")
    shell.type("train 400\r")
    try shell.expect("rounds/s")
    shell.type("\u{1A}")
    try shell.expect("Stopped")
    try shell.expect("sh$ ")
    shell.type("bg\r")
    try shell.expect("trained 400 rounds")
    shell.type("fg\r")
    try shell.expect("wgan [2]> ")
    shell.type("train 1000000\r")
    try shell.expect("rounds/s")
    #expect(shell.settings == shell.original, "what is typed is seen")
    shell.type("\u{03}")
    try shell.expect("wgan [3]> ")
    shell.type("\u{04}")
    try shell.expect("sh$ ")
  }

  @Test func theInitialScriptRunsFirstAndItsFolderIsNoRelativeOne() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/.config/wganlab", withIntermediateDirectories: true)
    folder.file(".config/wganlab/init.wgan", "seven = 7\n")
    for configuration in ["", folder.path + "/.config", ".config"] {
      let terminal = try start(environment: ["XDG_CONFIG_HOME": configuration])
      try terminal.expect("wgan [")
      terminal.type("seven * 6\r")
      try terminal.expect("42")
      try terminal.expect("wgan [")
      terminal.type("\u{04}")
      #expect(try terminal.ending() == 0)
    }
    let other = Folder()
    let terminal = try start(environment: ["XDG_CONFIG_HOME": ".config", "HOME": other.path])
    try terminal.expect("wgan [1]> ")
    terminal.type("seven\r")
    try terminal.expect("seven")
    try terminal.expect("error")
  }

  @Test func aSafePromptTouchesNothingOfTheUsers() throws {
    folder.file(".inputrc", "\"q\": \"quit 9\\n\"\n")
    let terminal = try start(["--safe"], environment: ["INPUTRC": folder.path + "/.inputrc"])
    try terminal.expect("wgan [1]> ")
    terminal.type("1 + 1 # q\r")
    try terminal.expect("wgan [2]> ")
    terminal.type("\u{1B}[A + 2\u{01}")
    terminal.type("40 + \r")
    try terminal.expect("42")
    try terminal.expect("wgan [3]> ")
    terminal.type("\u{04}")
    #expect(try terminal.ending() == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [".inputrc"])
    let usual = try start()
    try usual.expect("wgan [1]> ")
    usual.type("1 + 1\r")
    try usual.expect("wgan [2]> ")
    #expect(folder.text(".local/state/wganlab/history") == "1 + 1\n")
  }

  @Test func tabCompletesAndANewWidthIsUsed() throws {
    let terminal = try start()
    try terminal.expect("wgan [1]> ")
    terminal.type("show sett\t\r")
    try terminal.expect("settings")
    try terminal.expect("wgan [2]> ")
    terminal.resize(columns: 20)
    try terminal.expect("wgan [2]> ")
    terminal.type("1 + 1 + 1 + 1\u{01}")
    // The line takes two rows of twenty columns, so its start is one row up.
    try terminal.expect("\u{1B}[A")
  }
}
