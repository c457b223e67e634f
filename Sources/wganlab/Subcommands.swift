import ArgumentParser
import Prompt

import struct Notebook.ScriptRunner

/// `wganlab`: the prompt; a script when the input is no terminal.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Opens the prompt.", shouldDisplay: false)
  @OptionGroup var options: SessionOptions

  func run() throws {
    var options = options
    guard Terminal.input.isTerminal else { try options.run([.standardInput]) }
    options.interactive = true
    try options.run([])
  }
}

/// `wganlab run FILE…`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs scripts in order; - is standard input.")
  @OptionGroup var options: SessionOptions
  @Option(name: [.customShort("e")], parsing: .unconditionalSingleValue, help: "A line to run after the files.")
  var commands: [String] = []
  @Argument(help: "Scripts (*.wgan) and notebooks (*.ipynb).")
  var files: [String] = []

  func run() throws {
    guard !files.isEmpty || !commands.isEmpty else {
      throw ValidationError("run takes a file, - for standard input, or -e COMMAND.")
    }
    let sources = files.map { $0 == "-" ? ScriptRunner.Source.standardInput : .file($0) }
    try options.run(sources + commands.map { .command($0) })
  }
}

/// A command of the notebook given on the shell's line.
protocol OneLineCommand: ParsableCommand {
  var options: SessionOptions { get }
  var words: [String] { get }
}

extension OneLineCommand {
  func run() throws {
    try options.run([.command(([Self.configuration.commandName ?? ""] + words).joined(separator: " "))])
  }
}

/// `wganlab show SUBJECT`
struct ShowCommand: OneLineCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one subject.")
  @OptionGroup var options: SessionOptions
  @Argument(help: "What to show.") var words: [String] = []
}

/// `wganlab train N`
struct TrainCommand: OneLineCommand {
  static let configuration = CommandConfiguration(commandName: "train", abstract: "Trains for so many rounds.")
  @OptionGroup var options: SessionOptions
  @Argument(help: "How many rounds.") var words: [String] = []
}
