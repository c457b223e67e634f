import Foundation
import Language
import Notebook
import Texts

/// Reads a course's list and the lessons on it. What is wrong is collected, so that all of it can be told at once.
struct CourseReader {
  private let name: String
  private let folder: String
  private let files: FileAccess
  /// The lines that are not blank.
  private let lines: [LessonLine]
  private var flaws: [Failure] = []
  private var remarks: [Failure] = []

  init(_ text: String, name: String, _ files: FileAccess) {
    (self.name, self.files) = (name, files)
    folder = String(name.dropLast(Course.listName.count))
    lines = LessonLine.lines(of: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, file: name).filter {
      !$0.isBlank
    }
  }

  mutating func course() -> Course {
    let heading = lines.first ?? LessonLine(file: name, number: 1, text: "")
    let title = heading.text.hasPrefix("# ") ? heading.text.dropFirst(2).trimmedText : nil
    if title == nil {
      flaws.append(heading.problem("a course begins with its title", hint: "Write # and what it is called."))
    }
    let words = lines.dropFirst(title == nil ? 0 : 1)
    let summary = words.prefix { !$0.isListed }, list = Array(words.dropFirst(summary.count))
    if list.isEmpty, title != nil {
      flaws.append(heading.problem("the course lists no lesson", hint: "Write 1. [Half of one](half.md)"))
    }
    let rows = rows(of: list)
    for row in rows { checkNeeds(of: row, among: rows) }
    let lessons = lessons(of: rows, course: title ?? "")
    checkNumbers(of: rows)
    checkTitles(of: lessons, rows)
    findUnlisted(rows, heading)
    return Course(
      file: name, title: title ?? "", summary: summary.compactMap(\.text.trimmedText).joined(separator: " "),
      lessons: rows.compactMap { row in
        guard var lesson = lessons[row.file] else { return nil }
        lesson.needs = row.entry.needs.compactMap { lessons[$0.file]?.name }
        return lesson
      }, flaws: flaws.inOrder, remarks: remarks.inOrder)
  }
}

/// An entry and its lesson's number: its place among the lines of the list.
struct CourseRow {
  let number: Int
  let entry: CourseEntry
  var file: String { entry.link.file }
}

// What is listed.

extension CourseReader {
  /// The entries, each file once.
  private mutating func rows(of list: [LessonLine]) -> [CourseRow] {
    var rows: [CourseRow] = []
    for (index, line) in list.enumerated() {
      do throws(Failure) {
        let row = CourseRow(number: index + 1, entry: try CourseEntry(line))
        if let first = rows.first(where: { $0.file == row.file }) {
          throw line.problem(
            "\(row.file) is listed twice", hint: "It is lesson \(first.number) already.", at: row.entry.link.filePlace)
        }
        rows.append(row)
      } catch {
        flaws.append(error)
      }
    }
    return rows
  }

  /// The lessons that can be read, by file; two of one name would share their progress.
  private mutating func lessons(of rows: [CourseRow], course: String) -> [String: Lesson] {
    var lessons: [String: Lesson] = [:], names: [String: String] = [:]
    for row in rows {
      let place = row.entry.link.filePlace
      do throws(Problem) {
        guard FileManager.default.fileExists(atPath: folder + row.file) else { throw missing(row.file) }
        var lesson = try Lesson.file(folder + row.file, number: row.number, in: files)
        lesson.course = course
        lessons[row.file] = lesson
        if let other = names.updateValue(row.file, forKey: lesson.name), !lesson.name.isEmpty {
          throw Problem(
            "\(other) and \(row.file) are both called \(lesson.name)",
            hint: "Progress is kept under the title; give one of them another.")
        }
      } catch {
        flaws.append(row.entry.line.failure(error.located(at: place)))
      }
    }
    return lessons
  }

  private func missing(_ file: String) -> Problem {
    let near = nearest(file, among: lessonFiles)
    return Problem(
      "there is no file \"\(file)\" in the course's folder",
      hint: didYouMean(near) ?? "Paths are from \(folder.isEmpty ? "." : folder), where course.md is.")
  }

  /// The names in the course's folder that may be lessons': neither a list, nor a page about them, nor a translation.
  private var lessonFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter {
      Lesson.isFile($0) && !Course.isList($0) && $0 != "README.md" && $0.firstMatch(of: /\.[a-z]{2}\.md$/) == nil
    }.sorted()
  }
}

// What does not fit.

extension CourseReader {
  private mutating func checkNeeds(of row: CourseRow, among rows: [CourseRow]) {
    for need in row.entry.needs {
      let listed = rows.first { $0.file == need.file }
      if let listed, listed.number < row.number { continue }
      let problem =
        if listed == nil {
          Problem(
            "\(need.file) is not listed",
            hint: didYouMean(nearest(need.file, among: rows.map(\.file)))
              ?? "What a lesson needs is a lesson of the course, above it.")
        } else if let way = way(from: need.file, to: row.file, among: rows) {
          Problem(
            "what these need goes round: \(([row.file] + way).joined(separator: " needs "))",
            hint: "One of them has to do without the other.")
        } else {
          Problem("\(need.file) does not come before", hint: "What a lesson needs is listed above it.")
        }
      flaws.append(row.entry.line.failure(problem.located(at: need.filePlace)))
    }
  }

  /// The files from one to another, each needing the next; `nil` where no way leads there.
  private func way(from start: String, to goal: String, among rows: [CourseRow]) -> [String]? {
    var ways = [[start]], seen: Set = [start]
    while let way = ways.popLast(), let last = way.last {
      if last == goal { return way }
      for need in rows.first(where: { $0.file == last })?.entry.needs ?? [] where seen.insert(need.file).inserted {
        ways.append(way + [need.file])
      }
    }
    return nil
  }

  /// Numbers count the lines, unless all are 1, which Markdown counts itself.
  private mutating func checkNumbers(of rows: [CourseRow]) {
    guard rows.contains(where: { ($0.entry.number ?? 1) != 1 }) else { return }
    for row in rows {
      guard let number = row.entry.number, number != row.number else { continue }
      remarks.append(
        row.entry.line.problem(
          "this is lesson \(row.number), not \(number)", hint: "Lessons are numbered by their lines.",
          at: 0..<row.entry.line.text.prefix { $0.isNumber }.count))
    }
  }

  private mutating func checkTitles(of lessons: [String: Lesson], _ rows: [CourseRow]) {
    for row in rows {
      for link in [row.entry.link] + row.entry.needs {
        guard let lesson = lessons[link.file] else { continue }
        let titles = PlayerLanguage.allCases.map { lesson.title(in: $0) }
        guard let title = titles.first, !title.isEmpty, !titles.contains(link.title) else { continue }
        remarks.append(
          row.entry.line.problem(
            "\(link.file) is called \"\(title)\", not \"\(link.title)\"", hint: "Write the lesson's title here.",
            at: link.titlePlace.lowerBound..<max(link.titlePlace.upperBound, link.titlePlace.lowerBound + 1)))
      }
    }
  }

  private mutating func findUnlisted(_ rows: [CourseRow], _ heading: LessonLine) {
    let named = Set(rows.map(\.file) + lines.flatMap { $0.text.split { " ()[],".contains($0) }.map(String.init) })
    for file in lessonFiles where !named.contains(file) {
      guard let text = try? Lesson.words(of: folder + file, in: files),
        let title = LessonFile(file, text: text).title.trimmedText,
        text.firstMatch(of: #/(^|\n)## (Read|Predict|Try|See|Check): /#) != nil
      else { continue }
      remarks.append(
        heading.problem(
          "the lesson \(file) in its folder is not listed",
          hint: "Add a line, \((rows.last?.number ?? 0) + 1). [\(title)](\(file)), or move the file elsewhere."))
    }
  }
}

extension [Failure] {
  /// By line.
  fileprivate var inOrder: [Failure] { sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) } }
}
