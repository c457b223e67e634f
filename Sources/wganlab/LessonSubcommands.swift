import ArgumentParser
import Classroom
import Curriculum
import Foundation
import Prompt

import class Display.DescriptorSink
import struct Language.Problem
import struct Notebook.FileAccess
import struct Notebook.ScriptRunner

/// `wganlab lesson [NAME]`: at a terminal the prompt opens on its first step; elsewhere the lines of standard input are the learner's.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Begins a lesson; alone, lists them.")
  @OptionGroup var options: SessionOptions
  @Flag(
    help:
      "Print the lesson as a Jupyter notebook to fill in; or write it: to FILE.ipynb, and replace where it is there.")
  var notebook = false
  @Flag(help: "The same with its answers.") var solved = false
  @Argument(
    help:
      "Its number, its name or the beginning of it, or a file of one; then perhaps: from STEP. new FILE.md writes a small lesson to change; stamp FILE.ru.md marks a translation as up to date."
  ) var words: [String] = []

  func run() throws {
    if words.count == 2, words[0] == "new" { return try LessonWriting.begin(words[1]) }
    if words.count == 2, words[0] == "stamp" { return try LessonWriting.stamp(words[1]) }
    if notebook || solved { return try writeNotebook() }
    let line = (["lesson"] + words).joined(separator: " ")
    guard let name = words.first else { try options.run([.command(line)]) }
    if !MuseumDeal.isMeant(by: name) { _ = try known(name) }
    guard Terminal.input.isTerminal else { try options.run([.command(line), .standardInput]) }
    let (workbench, device) = try options.started()
    Foundation.exit(Conversation(workbench, device).run(opening: line))
  }

  /// `NAME --notebook`, `NAME to FILE.ipynb --notebook`, `NAME to FILE.ipynb replace --notebook`.
  private func writeNotebook() throws {
    let rest = Array(words.dropFirst())
    let isPlaced = rest.count > 1 && rest.count < 4 && rest[0] == "to" && rest[1].hasSuffix(".ipynb")
    guard let word = words.first, rest.isEmpty || isPlaced && (rest.count == 2 || rest[2] == "replace") else {
      throw ValidationError(
        "a notebook is written by: wganlab lesson NAME --notebook, or NAME to FILE.ipynb --notebook")
    }
    let language = options.language ?? .standard(environment: ProcessInfo.processInfo.environment)
    let notebook = LessonNotebooks(lesson: try known(word), word: word, language: language, isSolved: solved)
    try notebook.write(to: rest.isEmpty ? nil : rest[1], replacing: rest.count == 3)
  }
}

/// `wganlab check [NAME…]`: proves the lessons. The exit code is 1 when one has a flaw.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "Proves the lessons, or those named.")
  @Option(help: "What is printed: text, or one JSON object for each lesson.")
  var format = ScriptRunner.Format.text
  @Flag(help: "Let the lessons' lines read and write nothing outside the working folder.") var safe = false
  @Option(help: "How many seconds a step may take.") var seconds = 300
  @Argument(help: "Numbers, names or beginnings of names; files (F.md) and folders of lessons.") var names: [String] =
    []

  func run() throws {
    let files = safe ? try FileAccess.confined(to: FileManager.default.currentDirectoryPath) : .unrestricted
    let lessons = try names.isEmpty ? Curriculum.lessons : names.flatMap(lessons)
    let sink = DescriptorSink()
    Interruption.begin()
    let code = SharedChecks(count: lessons.count) {
      prove(lessons[$0], files)
    } print: {
      sink.write($0)
    }.run()
    WganLab.end(sink, code)
  }

  /// The lessons that a word means: a folder's course, or one.
  private func lessons(_ word: String) throws -> [Lesson] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: word, isDirectory: &isFolder), isFolder.boolValue else {
      return [try known(word)]
    }
    return try CourseCommand.course(word).lessons
  }

  /// Prints the report on one lesson.
  private func prove(_ lesson: Lesson, _ files: FileAccess) -> Int32 {
    let isOurs = Curriculum.lessons.contains { $0.name == lesson.name && lesson.number == $0.number }
    let report = Checker(isOurs ? Curriculum.lessons : [], files: files, patience: .seconds(max(1, seconds))).report(
      on: lesson)
    DescriptorSink().write((format == .json ? report.jsonLine : report.text) + "\n")
    return report.isProved ? 0 : 1
  }
}

/// The lesson that a word of the shell's line means, a file by its ending; a usage error when there is none.
private func known(_ word: String) throws -> Lesson {
  if Lesson.isFile(word) { return try lesson(of: word) }
  do throws(Problem) {
    return try Lesson.named(word, among: Curriculum.lessons)
  } catch {
    throw ValidationError(error.message + (error.hint.map { ". " + $0 } ?? ""))
  }
}

/// The lesson that is written in a file; ends the program with 66 where it cannot be read.
func lesson(of path: String) throws -> Lesson {
  do {
    return try Lesson.file(path, in: .unrestricted)
  } catch {
    DescriptorSink().writeError("\(error)\n")
    Foundation.exit(66)
  }
}
