import Foundation
import Notebook
import Texts

/// What `wganlab check` says of a course's list; its lessons have reports of their own.
public struct CourseReport {
  private let course: Course
  /// What is wrong with it, in the order of the lines.
  public let flaws: [LessonReport.Flaw]

  /// A report on a course.
  public init(_ course: Course) {
    self.course = course
    flaws = (course.flaws + course.remarks).map(LessonReport.Flaw.init).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// Whether nothing is wrong.
  public var isSound: Bool { flaws.isEmpty }

  /// For people: a line, and one for each flaw under it.
  public var text: String {
    let head =
      "\(isSound ? "ok   " : "FAIL ") \(course.file): \(course.title), \(counted(course.lessons.count, "lesson"))"
    return ([head] + flaws.map { "       " + $0.text }).joined(separator: "\n")
  }

  /// For programs, `{"course": …, "file": …, "lessons": 2, "status": "ok" | "error", "problems": […]}` without its line break.
  public var jsonLine: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(Row(course, flaws))).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private struct Row: Encodable {
    let course, file, status: String
    let lessons: Int
    let problems: [LessonReport.Flaw]

    init(_ course: Course, _ flaws: [LessonReport.Flaw]) {
      (self.course, file, lessons) = (course.title, course.file, course.lessons.count)
      (status, problems) = (flaws.isEmpty ? "ok" : "error", flaws)
    }
  }
}

extension LessonReport.Flaw {
  /// What is wrong at a place of a file.
  init(_ failure: Failure) {
    self.init(
      step: nil, file: failure.location?.file, line: failure.location?.line, message: failure.problem.description,
      excerpt: failure.excerpt)
  }
}
