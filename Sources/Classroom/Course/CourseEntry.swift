import Foundation
import Notebook

/// A line of a course that lists a lesson: `2. [Title](file.md), needs [Title](other.md)`.
struct CourseEntry {
  /// How one is written: what is said wherever one is written otherwise.
  static let form = "An entry is one line: 2. [Twice one half](twice.md), needs [Half of one](half.md)"

  /// Where it stands.
  let line: LessonLine
  /// The number that it begins with; `nil` behind a dash.
  let number: Int?
  /// The lesson.
  let link: CourseLink
  /// What the lesson needs.
  let needs: [CourseLink]

  /// Reads one; throws what is not written as an entry is, with its place.
  init(_ line: LessonLine) throws(Failure) {
    var scanner = CourseScanner(line)
    self.line = line
    number = try scanner.marker()
    link = try scanner.link()
    needs = try scanner.needs()
  }
}

/// A link on a line of a course: `[Half of one](half.md)`.
struct CourseLink {
  /// What stands in brackets, and where.
  let title: String, titlePlace: Range<Int>
  /// The file, from the course's folder, and where it stands.
  let file: String, filePlace: Range<Int>
}

extension LessonLine {
  /// Whether it is in the list of a course: a point of a list or a link to a lesson, well written or not.
  var isListed: Bool {
    text.firstMatch(of: /^\s*([0-9]+[.)]|[-*+])\s/) != nil || text.firstMatch(of: /\]\s*\([^)]*\.md/) != nil
      || text.firstMatch(of: /^\s*[0-9]+[.)]?\s.*\.md\b/) != nil
  }
}

/// A place on an entry's line, from which its parts are read.
private struct CourseScanner {
  let line: LessonLine
  let characters: [Character]
  var position = 0

  init(_ line: LessonLine) {
    self.line = line
    let characters = Array(line.text)
    self.characters = Array(characters.prefix((characters.lastIndex { !$0.isWhitespace } ?? -1) + 1))
  }

  /// `2. ` or `- `.
  mutating func marker() throws(Failure) -> Int? {
    if characters.first?.isWhitespace == true {
      throw line.problem(
        "the entry is indented", hint: "Begin it at the beginning of the line.", at: 0..<line.indent + 1)
    }
    if take("- ") { return nil }
    let digits = characters.prefix { $0.isASCII && $0.isNumber }
    position = digits.count
    guard !digits.isEmpty, take(". ") else { throw problem("this is no entry of the course", from: 0) }
    return Int(String(digits)) ?? 0
  }

  /// `[Title](file.md)`
  mutating func link() throws(Failure) -> CourseLink {
    skipSpace()
    let start = position
    guard take("[") else { throw problem("here is no link to a lesson's file", from: start) }
    guard let end = characters[position...].firstIndex(of: "]") else {
      throw problem("the bracket is left open", from: start, count: 1)
    }
    let titlePlace = position..<end
    position = end + 1
    guard take("(") else { throw problem("the file has to follow its title at once, in parentheses", from: position) }
    guard let close = characters[position...].firstIndex(where: { "()[".contains($0) }), characters[close] == ")" else {
      throw problem("the parenthesis is left open", from: position - 1, count: 1)
    }
    let filePlace = position..<close
    position = close + 1
    let written = String(characters[filePlace]), file = written.removingPercentEncoding ?? written
    guard Lesson.isFile(file) else {
      throw line.problem(
        "\"\(written)\" is no lesson's file", hint: "The name of one ends in .md.",
        at: filePlace.lowerBound..<max(filePlace.upperBound, filePlace.lowerBound + 1))
    }
    return CourseLink(
      title: String(characters[titlePlace]), titlePlace: titlePlace,
      file: file.hasPrefix("./") ? String(file.dropFirst(2)) : file, filePlace: filePlace)
  }

  /// `, needs [A](a.md), [B](b.md) and [C](c.md)`, or nothing.
  mutating func needs() throws(Failure) -> [CourseLink] {
    guard position < characters.count else { return [] }
    guard take(", needs ") else { throw problem("what a lesson needs is written otherwise", from: position) }
    var links = [try link()]
    while position < characters.count {
      guard take(", and ") || take(" and ") || take(", ") else {
        throw problem("this belongs to no link", from: position)
      }
      links.append(try link())
    }
    return links
  }

  private mutating func take(_ text: String) -> Bool {
    guard characters[min(position, characters.count)...].starts(with: text) else { return false }
    position += text.count
    return true
  }

  private mutating func skipSpace() { while position < characters.count, characters[position] == " " { position += 1 } }

  private func problem(_ message: String, from start: Int, count: Int? = nil) -> Failure {
    line.problem(
      message, hint: CourseEntry.form, at: start..<max(start + 1, count.map { start + $0 } ?? characters.count))
  }
}
