import ArgumentParser
import Classroom
import Curriculum
import Display
import Foundation
import Language
import Notebook
import Prompt
import Workbench

/// Options that every way of starting has.
struct SessionOptions: ParsableArguments {
  @Option(help: "What is printed: text, or one JSON object for each cell.")
  var format = ScriptRunner.Format.text
  @Flag(help: "With --format json, give figures as SVG too, under \"svg\".")
  var pictures = false
  @Flag(help: "Print each cell's source before its output.")
  var echo = false
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A setting or variable that wins over the script's own.", valueName: "name=value"))
  var sets: [String] = []
  @Flag(help: "Go on after a cell that failed.")
  var keepGoing = false
  @Flag(help: "Open the prompt afterwards; without a terminal, read a script from standard input.")
  var interactive = false
  @Flag(help: "Read and write nothing outside the working folder.")
  var safe = false
  @Option(help: "Colour: auto, always or never.")
  var color = ColorChoice.auto
  @Option(
    help: "How figures are drawn: auto, off (in words), text (in characters), or as pixels by kitty, iterm or sixel.")
  var graphics = GraphicsChoice.auto
  @Option(help: "The language of lessons and of what is said about them, en or ru; else that of LANG.")
  var language: PlayerLanguage?
  @Option(help: "The seed; the same as --set seed=N.")
  var seed: Int?

  /// The workbench that the options ask for.
  func workbench() throws -> Workbench { try started().workbench }

  /// The same, and what draws figures on the terminal.
  func started(lessons: [Lesson] = Curriculum.lessons) throws -> (workbench: Workbench, device: GraphicsDevice?) {
    let sink = DescriptorSink(showsProgress: format == .text && Terminal.output.takesColor(.auto))
    if format == .text, let obstacle = GraphicsDevice.way(graphics)?.obstacle() {
      throw ValidationError("--graphics \(graphics.rawValue): \(obstacle.problem). \(obstacle.remedy)")
    }
    let device = format == .text ? GraphicsDevice(sink, graphics, colour: color) : nil
    let files = safe ? try FileAccess.confined(to: FileManager.default.currentDirectoryPath) : .unrestricted
    let workbench = Workbench(
      output: sink, files: files, lessons: lessons, progress: safe ? nil : .standard())
    workbench.session.version = ProgramVersion.text
    workbench.classroom.language = language ?? .standard(environment: ProcessInfo.processInfo.environment)
    let looks = device.map { [$0.preference] } ?? workbench.session.preferences
    workbench.session.preferences = looks + [workbench.classroom.preference]
    return (workbench, device)
  }

  /// Runs sources in order; then, if asked, opens the prompt. Never returns.
  func run(_ sources: [ScriptRunner.Source], lessons: [Lesson] = Curriculum.lessons) throws -> Never {
    let (workbench, device) = try started(lessons: lessons)
    var options = ScriptRunner.Options()
    (options.format, options.echo, options.keepGoing) = (format, echo, keepGoing)
    options.hasPictures = pictures
    options.sets = try assignments()
    let opensPrompt = interactive && Terminal.input.isTerminal
    let rest: [ScriptRunner.Source] =
      interactive && !opensPrompt && !sources.contains(.standardInput) ? [.standardInput] : []
    Interruption.begin()
    let outcome = ScriptRunner(workbench.session, options).run(sources + rest)
    Interruption.end()
    guard opensPrompt, !outcome.isOver else {
      workbench.close()
      Foundation.exit(outcome.code)
    }
    Foundation.exit(Conversation(workbench, device).run())
  }

  /// `NAME=VALUE`, taken apart.
  func assignments() throws -> [(name: String, value: String)] {
    let pairs = try sets.map { text in
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--set takes NAME=VALUE, such as --set seed=7; got \"\(text)\"")
      }
      return (name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
    return pairs + (seed.map { [("seed", String($0))] } ?? [])
  }
}

extension ScriptRunner.Format: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}
extension GraphicsChoice: ExpressibleByArgument {}
extension PlayerLanguage: ExpressibleByArgument {}
