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
    Kernels.current = .fast
    main(nil)
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
