import Foundation
import Language
import Notebook
import Texts

/// Lessons in an order: a folder with a `course.md` that lists them.
///
///     # Halves and wholes
///
///     what to do with one
///
///     1. [Half of one](half.md)
///     2. [Twice one half](twice.md), needs [Half of one](half.md)
public struct Course {
  /// The list, as it was named.
  public let file: String
  /// What it is called.
  public let title: String
  /// What it teaches, in a line.
  public let summary: String
  /// Its lessons, in order, as far as they could be read; what each needs is a part of it.
  public let lessons: [Lesson]
  /// Why it cannot be taken as it is written, by line and caret.
  public let flaws: [Failure]
  /// What else differs from what is meant: titles and numbers that are not the lessons', lessons in the folder that are not listed.
  public let remarks: [Failure]

  /// The name of a course's list.
  static let listName = "course.md"

  /// Whether a path names the list of a course.
  public static func isList(_ path: String) -> Bool { path.split(separator: "/").last.map(String.init) == listName }

  /// The course in a folder, or of the list in it. Throws where there is no list; what is wrong with it comes with it.
  public static func read(_ path: String, in files: FileAccess) throws(Problem) -> Course {
    let name = isList(path) ? path : path + (path.hasSuffix("/") ? "" : "/") + listName
    var reader = CourseReader(try Lesson.words(of: name, in: files), name: name, files)
    return reader.course()
  }
}
