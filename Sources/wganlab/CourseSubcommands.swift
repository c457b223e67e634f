import ArgumentParser
import Classroom
import Curriculum
import Foundation
import Prompt
import Texts

import class Display.DescriptorSink
import enum Display.Output
import struct Language.Problem
import struct Notebook.ScriptRunner

/// `wganlab course DIR`: the prompt with a teacher's lessons in place of the kit's.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "Takes a folder of lessons with a course.md.")
  @OptionGroup var options: SessionOptions
  @Argument(help: "The folder.") var folder: String

  func run() throws {
    let lessons = Self.sound(folder).lessons
    guard Terminal.input.isTerminal else {
      try options.run([.command("lesson"), .standardInput], lessons: lessons)
    }
    let (workbench, device) = try options.started(lessons: lessons)
    Foundation.exit(Conversation(workbench, device).run(opening: "lesson"))
  }

  /// The course in a folder; ends the program with 66 where there is none.
  static func course(_ folder: String) -> Course {
    do throws(Problem) { return try Course.read(folder, in: .unrestricted) } catch {
      DescriptorSink().writeError("\(error)\n")
      Foundation.exit(66)
    }
  }

  /// The same, to be taken; ends the program with 1 where it is not written as it should be.
  static func sound(_ folder: String) -> Course {
    let course = course(folder)
    guard !course.flaws.isEmpty else { return course }
    DescriptorSink().writeError(course.flaws.map(\.text).joined())
    Foundation.exit(1)
  }
}

/// `wganlab progress DIR…`: how far a class has come.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Reports how far learners have come, from a folder of their progress files.")
  @Option(help: "What is printed: text, or one JSON object.") var format = ScriptRunner.Format.text
  @Option(help: "The folder of the course that they take, or the file of a lesson; left out, the kit's own.")
  var course: String?
  @Argument(help: "Folders of progress files (anna.json, or anna/lessons.json), or such files.") var paths: [String]

  func run() throws {
    let lessons = try course.map(lessons) ?? Curriculum.lessons
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      fail("there is no file or folder \"\(path)\"")
    }
    let report = ClassProgress(paths, lessons: lessons)
    if report.learners.isEmpty {
      fail(
        "there is no progress file in \(listed(paths.map { "\"\($0)\"" })). A class's folder holds anna.json, or anna/lessons.json"
      )
    }
    let sink = DescriptorSink()
    sink.write((format == .json ? Output.table(report.table).json.line : report.text) + "\n")
    for remark in report.elsewhere { sink.writeError(remark + "\n") }
    WganLab.end(sink, report.learners.allSatisfy { $0.progress != nil } ? 0 : 1)
  }

  private func lessons(of course: String) throws -> [Lesson] {
    Lesson.isFile(course) && !Course.isList(course) ? [try lesson(of: course)] : CourseCommand.sound(course).lessons
  }

  private func fail(_ message: String) -> Never {
    DescriptorSink().writeError(message + "\n")
    Foundation.exit(66)
  }
}
