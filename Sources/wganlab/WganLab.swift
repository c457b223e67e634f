import ArgumentParser
import Arrays
import FastKernels
import Files
import Foundation
import Prompt
import Signals
import Texts

import class Display.DescriptorSink
import enum Notebook.ExitStatus
import enum Workbench.ProgramVersion

/// The program: a prompt when called alone, scripts and single commands for the shell.
@main struct WganLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wganlab",
    abstract: "Takes Wasserstein GANs apart, step by step, at a prompt.",
    discussion:
      "Alone it opens the prompt; type help there. Exit codes: "
      + ExitStatus.allCases.map { "\($0.rawValue), \($0.meaning)" }.joined(separator: "; ") + ".",
    version: ProgramVersion.text,
    subcommands: [
      PromptCommand.self, RunCommand.self, ShowCommand.self, TrainCommand.self, LessonCommand.self, CourseCommand.self,
      ProgressCommand.self,
      CheckCommand.self, KernelCommand.self, BenchCommand.self, TrialCommand.self, ReferenceCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  static func main() {
    // A reader that left and a file that may not grow are errors like others, to be told in words.
    for unwanted in [SIGPIPE, SIGXFSZ] { signal(unwanted, SIG_IGN) }
    unblockSignals()
    FatalSignals.install { Drafts.abandon() }
    Kernels.standard = .fast
    do {
      var command = try parseAsRoot(ShellWords.all)
      try command.run()
    } catch {
      tell(fullMessage(for: error), exitCode(for: error))
    }
  }

  /// Prints what was asked for, such as the help or the version, or what is wrong with the words, and ends the program. Lost output is a
  /// failure, as it is for a cell.
  private static func tell(_ text: String, _ code: ExitCode) -> Never {
    let sink = DescriptorSink()
    let line = text.isEmpty ? "" : sanitized(text) + "\n"
    if code.isSuccess { sink.write(line) } else { sink.writeError(line) }
    end(sink, code.rawValue)
  }

  /// Ends the program; output that could not be written is a failure.
  static func end(_ sink: DescriptorSink, _ code: Int32) -> Never {
    guard let loss = sink.loss else { Foundation.exit(code) }
    sink.writeError("wganlab: output could not be written: \(loss)\n")
    Foundation.exit(max(code, 1))
  }
}

/// A program that was started from a thread with signals blocked inherits the block, and Ctrl-C would never arrive.
private func unblockSignals() {
  var none = sigset_t()
  sigemptyset(&none)
  sigprocmask(SIG_SETMASK, &none, nil)
}
