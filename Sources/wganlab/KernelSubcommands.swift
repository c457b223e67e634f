import ArgumentParser
import Foundation
import KernelSpecs
import Refusals
import Workbench

import class Display.DescriptorSink
import class Display.MemorySink

/// `wganlab kernel`: tells Jupyter of the kernel.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Tells Jupyter of the kernel, so that notebooks can use it.",
    subcommands: [InstallKernel.self, UninstallKernel.self, WriteWheel.self])
}

/// Where, and under which name.
struct KernelPlaceOptions: ParsableArguments {
  @Flag(help: "For yourself, in your home folder; so it is where nothing else is said.") var user = false
  @Flag(help: "For the Python environment that is active.") var sysPrefix = false
  @Option(help: "For everybody who uses what is in a folder, such as /usr/local.") var prefix: String?
  @Option(help: "What notebooks call it.") var name = "wganlab"

  func validate() throws {
    guard [user, sysPrefix, prefix != nil].filter({ $0 }).count <= 1 else {
      throw ValidationError("one place at a time: --user, --sys-prefix or --prefix")
    }
    guard prefix != "" else { throw ValidationError("--prefix takes a folder, such as /usr/local") }
  }

  func place() throws(Refusal) -> KernelPlace {
    if let prefix { return .prefixed(prefix) }
    return try sysPrefix ? .environment() : .user()
  }
}

/// `wganlab kernel install`
struct InstallKernel: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "install", abstract: "Installs it.")
  @OptionGroup var options: KernelPlaceOptions
  @Flag(help: "Its sessions read and write nothing outside the notebook's folder.") var safe = false
  @Flag(help: "Print what Jupyter would be told, and write nothing.") var print = false

  func run() throws {
    try telling { () throws(Refusal) in
      let spec = try KernelSpec(name: options.name, program: try kernel(), options: safe ? ["--safe"] : [])
      guard !print else { return spec.json }
      let place = try options.place(), folder = try spec.install(at: place)
      let colours = try LabExtension(.ofPrompt()).install(at: place)
      return "installed in \(folder), its colours in \(colours)\n"
    }
  }

  /// The kernel's program, which stands beside this one.
  private func kernel() throws(Refusal) -> String {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let path = here.appending(path: "wganlab-kernel").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Refusal("wganlab-kernel", "it is not beside wganlab, in \(here.path)", "make lab builds it.")
    }
    return path
  }
}

/// `wganlab kernel uninstall`
struct UninstallKernel: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "uninstall", abstract: "Removes it again.")
  @OptionGroup var options: KernelPlaceOptions

  func run() throws {
    try telling { () throws(Refusal) in
      let place = try options.place(), folder = try KernelSpec(name: options.name, program: "").uninstall(from: place)
      LabExtension.uninstall(from: place)
      return "removed \(folder)\n"
    }
  }
}

/// `wganlab kernel wheel`
struct WriteWheel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wheel",
    abstract: "Writes a package for Python: colours for exports, by Pygments, and parameters, by papermill.")
  @Argument(help: "The folder.") var folder = "."

  func run() throws {
    try telling { () throws(Refusal) in
      "written; install it by: pip install \(try PythonPackage(.ofPrompt()).write(into: folder))\n"
    }
  }
}

extension LanguageWords {
  /// The words that the prompt knows.
  fileprivate static func ofPrompt() -> LanguageWords {
    let session = Workbench(output: MemorySink()).session
    return LanguageWords(commands: session.allCommands.map(\.name), functions: session.functions.all.map(\.name))
  }
}

/// Prints what was done, or why it could not be, and ends the program.
private func telling(_ body: () throws(Refusal) -> String) throws -> Never {
  let sink = DescriptorSink()
  do throws(Refusal) { sink.write(try body()) } catch {
    sink.writeError("\(error)\n")
    WganLab.end(sink, 1)
  }
  WganLab.end(sink, 0)
}
