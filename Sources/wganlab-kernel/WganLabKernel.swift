import ArgumentParser
import Arrays
import Classroom
import Curriculum
import Display
import FastKernels
import Files
import Foundation
import JupyterKernel
import Notebook
import Refusals
import Signals
import Workbench

/// The session that notebooks talk to. Jupyter starts it with a connection file; `wganlab kernel install` tells Jupyter of it.
@main struct WganLabKernel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wganlab-kernel",
    abstract: "The kernel of WGAN Lab for Jupyter, which starts it; wganlab kernel install tells Jupyter how.",
    version: ProgramVersion.text)
  @Option(name: .customShort("f"), help: ArgumentHelp("Where it is to listen, written by Jupyter.", valueName: "file"))
  var connection: String
  @Flag(help: "Read and write nothing outside the notebook's folder.")
  var safe = false
  @Option(help: "The language of lessons and of what is said about them, en or ru; else that of LANG.")
  var language: PlayerLanguage?

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    FatalSignals.install { Drafts.abandon() }
    Kernels.standard = .fast
    do {
      let kernel = try Kernel(Connection(file: connection), version: ProgramVersion.text)
      try kernel.run { try workbench($0) }
    } catch let error as Refusal {
      DescriptorSink().writeError("wganlab-kernel: \(error)\n")
      throw ExitCode(1)
    }
  }

  private func workbench(_ output: any OutputSink) throws -> Workbench {
    let files = safe ? try FileAccess.confined(to: FileManager.default.currentDirectoryPath) : .unrestricted
    let workbench = Workbench(
      output: output, files: files, lessons: Curriculum.lessons, progress: safe ? nil : .standard())
    workbench.session.version = ProgramVersion.text
    workbench.classroom.language = language ?? .standard(environment: ProcessInfo.processInfo.environment)
    workbench.session.preferences.append(workbench.classroom.preference)
    return workbench
  }
}

extension PlayerLanguage: ExpressibleByArgument {}
