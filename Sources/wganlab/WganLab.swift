import ArgumentParser
import Arrays
import FastKernels
import Foundation

/// The program: a prompt when called alone, scripts and single commands for the shell.
@main struct WganLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wganlab",
    abstract: "Takes Wasserstein GANs apart, step by step, at a prompt.",
    discussion:
      "Alone it opens the prompt; type help there. The exit code is 0 when all is well, 1 when a cell failed, 64 for a wrong option, 66 for a missing file, 130 after Ctrl-C.",
    version: ProgramVersion.text,
    subcommands: [
      PromptCommand.self, RunCommand.self, ShowCommand.self, TrainCommand.self, LessonCommand.self, CheckCommand.self,
      BenchCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    unblockSignals()
    Kernels.standard = .fast
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error).isSuccess else { exit(withError: error) }
      tell(fullMessage(for: error))
    }
  }

  /// Prints what was asked for, such as the help or the version. Lost output is a failure, as it is for a cell.
  private static func tell(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text.isEmpty ? "" : text + "\n").utf8))
    } catch {
      FileHandle.standardError.write(Data("wganlab: output could not be written\n".utf8))
      Foundation.exit(1)
    }
  }
}

/// A program that was started from a thread with signals blocked inherits the block, and Ctrl-C would never arrive.
private func unblockSignals() {
  var none = sigset_t()
  sigemptyset(&none)
  sigprocmask(SIG_SETMASK, &none, nil)
}

/// What `version` prints.
enum ProgramVersion {
  static let text = "wganlab 0.1.0"
}
