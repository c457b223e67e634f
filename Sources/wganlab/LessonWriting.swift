import Classroom
import Foundation

import class Display.DescriptorSink
import struct Language.Problem
import struct Notebook.FileAccess

/// What `wganlab lesson` writes for teachers.
enum LessonWriting {
  /// A small lesson that is proved as it stands, or a lesson's words to translate, in a file that is not there yet.
  static func begin(_ word: String) {
    do throws(Problem) {
      let lesson = try NewLesson(word, in: .unrestricted), name = shellQuoted(lesson.path)
      guard !FileManager.default.fileExists(atPath: lesson.path) else {
        return fail("\"\(lesson.path)\" is there already", 73)
      }
      write(lesson.text, to: lesson.path)
      if let original = lesson.original {
        say(
          "\(lesson.path) is written: translate what it says, then wganlab lesson stamp \(name), "
            + "and wganlab check \(shellQuoted(original)) proves both.")
      } else {
        say("\(lesson.path) is written: wganlab check \(name) proves it, wganlab lesson \(name) takes it.")
      }
    } catch {
      fail("\(error)", 64)
    }
  }

  /// Marks a translation, `my.ru.md`, as made from what the lesson beside it, `my.md`, says now.
  static func stamp(_ path: String) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.last == "md" else {
      return fail("\"\(path)\" is no translation. Name it like my.ru.md, beside my.md", 64)
    }
    let lesson = (parts.dropLast(2) + ["md"]).joined(separator: ".")
    do throws(Problem) {
      let translation = try Lesson.words(of: path, in: .unrestricted)
      let stamped = LessonFile.stamped(translation, of: try Lesson.words(of: lesson, in: .unrestricted))
      guard stamped.contains(/## .*<!-- [0-9a-f]{8} -->/) else {
        return fail("\(path) has none of the headings of \(lesson): nothing is stamped", 1)
      }
      write(stamped, to: path)
      say("\(path) is stamped as made from what \(lesson) says now.")
    } catch {
      fail("\(error)", 66)
    }
  }

  private static func write(_ text: String, to path: String) {
    do throws(Problem) { try FileAccess.unrestricted.write([UInt8](text.utf8), to: path) } catch {
      fail("\(error)", 73)
    }
  }

  private static func say(_ message: String) { DescriptorSink().write(message + "\n") }

  private static func fail(_ message: String, _ code: Int32) {
    DescriptorSink().writeError(message + "\n")
    Foundation.exit(code)
  }
}
