import ArgumentParser
import Classroom
import Curriculum
import Foundation
import Prompt

import class Display.DescriptorSink
import enum Display.Output
import struct Language.Problem
import struct Notebook.Failure
import struct Notebook.ScriptRunner

/// `wganlab course DIR`: the prompt with a teacher's lessons in place of the kit's.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "Takes a folder of lessons with a course.md.")
  @OptionGroup var options: SessionOptions
  @Argument(help: "The folder.") var folder: String

  func run() throws {
    let course = try Self.course(folder)
    guard Terminal.input.isTerminal else {
      try options.run([.command("lesson"), .standardInput], lessons: course.lessons)
    }
    let (workbench, device) = try options.started(lessons: course.lessons)
    Foundation.exit(Conversation(workbench, device).run(opening: "lesson"))
  }

  /// The course in a folder; ends the program where there is none: with 66, or with 1 where it is not written as it should be.
  static func course(_ folder: String) throws -> Course {
    do {
      return try Course.read(folder, in: .unrestricted)
    } catch let failure as Failure {
      DescriptorSink().writeError(failure.text)
      Foundation.exit(1)
    } catch {
      DescriptorSink().writeError("\(error)\n")
      Foundation.exit(66)
    }
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
    let lessons =
      try course.map { Lesson.isFile($0) ? [try lesson(of: $0)] : try CourseCommand.course($0).lessons }
      ?? Curriculum.lessons
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      DescriptorSink().writeError("there is no file or folder \"\(path)\"\n")
      Foundation.exit(66)
    }
    let report = ClassProgress(paths, lessons: lessons)
    let sink = DescriptorSink()
    sink.write((format == .json ? Output.table(report.table).json.line : report.table.text) + "\n")
    WganLab.end(sink, report.learners.allSatisfy { $0.progress != nil } ? 0 : 1)
  }
}
