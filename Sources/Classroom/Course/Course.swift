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
  /// What it is called.
  public let title: String
  /// What it teaches, in a line.
  public let summary: String
  /// Its lessons, in order; what each needs is a part of it.
  public let lessons: [Lesson]

  /// The course in a folder. Throws where `course.md` cannot be read or lists what is not there, with line and caret.
  public static func read(_ folder: String, in files: FileAccess) throws -> Course {
    let name = folder.last == "/" ? folder + "course.md" : folder + "/course.md"
    let lines = LessonLine.lines(of: try Lesson.words(of: name, in: files), file: name)
    let words = lines.filter { !$0.isBlank }
    guard let heading = words.first, heading.text.hasPrefix("# "), let title = heading.text.dropFirst(2).trimmedText
    else {
      throw (words.first ?? LessonLine(file: name, number: 1, text: "")).problem(
        "a course begins with its title", hint: "Write # and what it is called.")
    }
    let entries = words.dropFirst().compactMap(CourseEntry.init)
    guard !entries.isEmpty else {
      throw heading.problem("the course lists no lesson", hint: "Write 1. [Half of one](half.md)")
    }
    let summary = words.dropFirst().prefix { CourseEntry($0) == nil }.compactMap(\.text.trimmedText)
    let known = entries.map(\.file)
    let lessons = try entries.enumerated().map { index, entry in
      if known[..<index].contains(entry.file) { throw entry.line.problem("\(entry.file) is listed twice") }
      for need in entry.needs where !known[..<index].contains(need) {
        throw entry.line.problem(
          "\(need) does not come before", hint: "What a lesson needs is listed above it.")
      }
      return try entry.lesson(index + 1, course: title, folder: name.dropLast("course.md".count), files)
    }
    return Course(
      title: title, summary: summary.joined(separator: " "),
      lessons: lessons.map { lesson in
        var lesson = lesson
        let needed = entries[lesson.number - 1].needs.compactMap { need in
          known.firstIndex(of: need).map { lessons[$0].name }
        }
        lesson.needs = needed
        return lesson
      })
  }
}

/// A line of a course that lists a lesson: `1. [Title](file.md), needs [Title](other.md)`.
private struct CourseEntry {
  let line: LessonLine
  let file: String
  let needs: [String]

  init?(_ line: LessonLine) {
    guard line.text.firstMatch(of: #/^(\d+\.|-) /#) != nil else { return nil }
    let links = line.text.matches(of: #/\]\(([^)]+\.md)\)/#).map {
      (place: $0.range.lowerBound, file: String($0.output.1))
    }
    guard let first = links.first else { return nil }
    let word = line.text.firstMatch(of: /\bneeds\b/)?.range.lowerBound ?? line.text.endIndex
    let needs = links.dropFirst().filter { $0.place > word }
    (self.line, file, self.needs) = (line, first.file, needs.map(\.file))
  }

  func lesson(_ number: Int, course: String, folder: some StringProtocol, _ files: FileAccess) throws -> Lesson {
    do throws(Problem) {
      var lesson = try Lesson.file(folder + file, number: number, in: files)
      lesson.course = course
      return lesson
    } catch {
      throw line.failure(error.located(at: 0..<line.text.count))
    }
  }
}
