import Classroom
import Foundation

import class Display.DescriptorSink
import struct Language.Problem
import struct Notebook.FileAccess

/// What `wganlab lesson` writes for teachers.
enum LessonWriting {
  /// A small lesson that is proved as it stands, in a file that is not there yet.
  static func begin(_ word: String) throws {
    let path = Lesson.isFile(word) ? word : word + ".md"
    guard !FileManager.default.fileExists(atPath: path) else { return fail("\"\(path)\" is there already", 73) }
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let title = stem.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    write(LessonFile.skeleton(title: title.prefix(1).uppercased() + title.dropFirst()), to: path)
    DescriptorSink().write("\(path) is written: wganlab check \(path) proves it, wganlab lesson \(path) takes it.\n")
  }

  /// Marks a translation, `my.ru.md`, as made from what the lesson beside it, `my.md`, says now.
  static func stamp(_ path: String) throws {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.last == "md" else {
      return fail("\"\(path)\" is no translation. Name it like my.ru.md, beside my.md", 64)
    }
    let lesson = (parts.dropLast(2) + ["md"]).joined(separator: ".")
    do {
      let texts = try [path, lesson].map { try Lesson.words(of: $0, in: .unrestricted) }
      write(LessonFile.stamped(texts[0], of: texts[1]), to: path)
      DescriptorSink().write("\(path) is stamped as made from what \(lesson) says now.\n")
    } catch {
      fail("\(error)", 66)
    }
  }

  private static func write(_ text: String, to path: String) {
    do throws(Problem) { try FileAccess.unrestricted.write([UInt8](text.utf8), to: path) } catch {
      fail("\(error)", 73)
    }
  }

  private static func fail(_ message: String, _ code: Int32) {
    DescriptorSink().writeError(message + "\n")
    Foundation.exit(code)
  }
}
