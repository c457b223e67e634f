import Classroom
import Foundation
import Notebook
import Testing

@Suite struct CourseTests {
  /// A folder with these files.
  private func folder(_ files: [String: String]) throws -> String {
    let path = NSTemporaryDirectory() + "course-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8) }
    return path
  }

  private let list = "# Halves\n\nwhat to do with one\n\n1. [One](one.md)\n2. [Two](two.md), needs [One](one.md)\n"

  @Test("A folder of lessons is a course: its order, what each needs, progress of its own")
  func course() throws {
    let texts = ["one.md": SmallText().text, "two.md": SmallText.with { $0.title = "Second one" }.text]
    let path = try folder(texts.merging(["course.md": list]) { $1 })
    let course = try Course.read(path, in: .unrestricted)
    #expect(course.title == "Halves" && course.summary == "what to do with one")
    #expect(course.lessons.map(\.name) == ["Small", "SecondOne"] && course.lessons.map(\.number) == [1, 2])
    #expect(course.lessons[1].needs == ["Small"])
    let file = TemporaryFile(), room = Room(course.lessons, progress: ProgressFile(path: file.path))
    #expect(room.type("lesson 2").output.hasPrefix("This lesson builds on Small, which you have not finished."))
    room.type("lesson 1", "next")
    #expect(file.text.contains("\"Halves/Small\"") || file.text.contains("Halves\\/Small"))
  }

  @Test(
    "A course that is written wrong says where",
    arguments: [
      ("Halves", "a course begins with its title"), ("# Halves\n\nx\n", "the course lists no lesson"),
      ("# Halves\n\nx\n\n1. [One](none.md)\n", "there is no file"),
      ("# Halves\n\nx\n\n1. [One](one.md)\n2. [One](one.md)\n", "one.md is listed twice"),
      ("# Halves\n\nx\n\n1. [One](one.md), needs [Two](two.md)\n2. [Two](two.md)\n", "two.md does not come before"),
    ])
  func wrong(_ text: String, _ message: String) throws {
    let path = try folder(["course.md": text, "one.md": SmallText().text, "two.md": SmallText().text])
    do {
      _ = try Course.read(path, in: .unrestricted)
      Issue.record("it was read")
    } catch let failure as Failure {
      #expect(failure.problem.message.contains(message) && failure.location != nil, "\(failure.text)")
    }
  }

  @Test("A class's progress is a row for each learner, unreadable files named")
  func classProgress() throws {
    let path = try folder([
      "anna.json": "{\"lessons\":{\"Small\":{\"done\":[\"half\",\"try\",\"gone\"]}}}", "bob.json": "junk",
    ])
    let report = ClassProgress([path], lessons: [.small])
    #expect(report.learners.map(\.name) == ["anna", "bob"])
    #expect(report.table.text.contains("2/6"), "steps that the lesson has lost do not count")
    #expect(report.table.text.contains("this is no progress file"))
  }
}
