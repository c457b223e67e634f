import ArgumentParser
import Classroom
import Curriculum
import Foundation
import Prompt

import struct Language.Problem
import class Notebook.DescriptorSink
import struct Notebook.ScriptRunner

/// `wganlab lesson [NAME]`: at a terminal the prompt opens on its first step; elsewhere the lines of standard input are the learner's.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Begins a lesson; alone, lists them.")
  @OptionGroup var options: SessionOptions
  @Argument(help: "Its number, its name or the beginning of it; then perhaps: from STEP.") var words: [String] = []

  func run() throws {
    let line = (["lesson"] + words).joined(separator: " ")
    guard let name = words.first else { try options.run([.command(line)]) }
    _ = try known(name)
    guard Terminal.input.isTerminal else { try options.run([.command(line), .standardInput]) }
    Foundation.exit(Conversation(try options.laboratory()).run(opening: line))
  }
}

/// `wganlab check [NAME…]`: proves the lessons. The exit code is 1 when one has a flaw.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "Proves the lessons, or those named.")
  @Option(help: "What is printed: text, or one JSON object for each lesson.")
  var format = ScriptRunner.Format.text
  @Argument(help: "Numbers, names or beginnings of names.") var names: [String] = []

  func run() throws {
    let lessons = try names.isEmpty ? Curriculum.lessons : names.map(known)
    let sink = DescriptorSink()
    Interruption.begin()
    let code = lessons.count > 1 ? share(lessons, sink) : prove(lessons, sink)
    if Interruption.requested { Foundation.exit(130) }
    Foundation.exit(sink.loss == nil ? code : max(code, 1))
  }

  /// Several lessons, side by side.
  private func share(_ lessons: [Lesson], _ sink: DescriptorSink) -> Int32 {
    nonisolated(unsafe) let sink = sink  // Written to by one report at a time.
    return SharedChecks(names: lessons.map(\.name), format: format.rawValue) { sink.write($0) }.run()
  }

  /// One after another, here.
  private func prove(_ lessons: [Lesson], _ sink: DescriptorSink) -> Int32 {
    var checker = Checker(Curriculum.lessons)
    checker.isCancelled = { Interruption.requested }
    var code: Int32 = 0
    for lesson in lessons {
      let report = checker.report(on: lesson)
      guard !Interruption.requested else { break }
      sink.write((format == .json ? report.jsonLine : report.text) + "\n")
      if !report.isProved { code = 1 }
    }
    return code
  }
}

/// The lesson that a word of the shell's line means; a usage error when there is none.
private func known(_ word: String) throws -> Lesson {
  do throws(Problem) {
    return try Lesson.named(word, among: Curriculum.lessons)
  } catch {
    throw ValidationError(error.message + (error.hint.map { ". " + $0 } ?? ""))
  }
}
