import ArgumentParser
import Classroom
import Foundation

import class Display.DescriptorSink
import struct Language.Problem
import struct Notebook.Failure
import struct Notebook.FileAccess

/// `wganlab lesson NAME --notebook`: a lesson as a notebook, on standard output or in a file.
struct LessonNotebooks {
  let lesson: Lesson
  /// What the lesson is called on the line.
  let word: String
  let language: PlayerLanguage
  let isSolved: Bool

  /// Writes it to a file, or prints it where none is given; ends the program.
  func write(to path: String?, replacing: Bool) throws -> Never {
    let sink = DescriptorSink(), reference = Lesson.isFile(word) ? promptQuoted(word) : lesson.name
    let text: String
    do {
      let notebook = LessonNotebook(lesson, called: reference, in: language, isSolved: isSolved)
      text = try notebook.document().text
    } catch {
      sink.writeError((error as? Failure)?.text ?? "\(error)\n")
      Foundation.exit(1)
    }
    guard let path else {
      sink.write(text)
      WganLab.end(sink, 0)
    }
    if !replacing, FileManager.default.fileExists(atPath: path) {
      sink.writeError("\"\(path)\" is there already. Choose another name, or say: to \(shellQuoted(path)) replace\n")
      Foundation.exit(73)
    }
    do throws(Problem) { try FileAccess.unrestricted.write([UInt8](text.utf8), to: path) } catch {
      sink.writeError("\(error)\n")
      Foundation.exit(73)
    }
    sink.write("\(path) is written: open it in Jupyter, or wganlab run \(shellQuoted(path)) checks it.\n")
    WganLab.end(sink, 0)
  }
}
