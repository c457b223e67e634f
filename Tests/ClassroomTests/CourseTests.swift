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

  private let list =
    "# Halves\n\nwhat to do with one\n\n1. [Small](one.md)\n2. [Second one](two.md), needs [Small](one.md)\n"

  /// A course of two lessons with this list.
  private func course(_ list: String, _ others: [String: String] = [:]) throws -> Course {
    let texts = [
      "course.md": list, "one.md": SmallText().text, "two.md": SmallText.with { $0.title = "Second one" }.text,
    ]
    return try Course.read(try folder(texts.merging(others) { $1 }), in: .unrestricted)
  }

  /// What stands over the caret of a failure.
  private func marked(_ failure: Failure) -> String? {
    guard let excerpt = failure.excerpt else { return nil }
    let start = excerpt[1].prefix { $0 == " " }.count
    return String(excerpt[0].dropFirst(start).prefix(excerpt[1].count - start))
  }

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

  @Test("A sound course is told to be so, whether its folder is named or its list")
  func sound() throws {
    let path = try folder(["one.md": SmallText().text, "course.md": "# A\n\nx\n\n1. [Small](one.md)\n"])
    for name in [path, path + "/", path + "/course.md"] {
      let report = CourseReport(try Course.read(name, in: .unrestricted))
      #expect(report.isSound && report.text.hasSuffix("course.md: A, 1 lesson"), "\(report.text)")
    }
  }

  @Test(
    "A course that is written wrong says where",
    arguments: [
      ("Halves", "a course begins with its title", "Halves"),
      ("# Halves\n\nx\n", "the course lists no lesson", "# Halves"),
      ("# H\n\n1. [One](none.md)\n", "there is no file \"none.md\" in the course's folder", "none.md"),
      ("# H\n\n1. [One](one.md)\n2. [One](./one.md)\n", "one.md is listed twice", "./one.md"),
      ("# H\n\n1. [One](one.md), needs [Two](two.md)\n2. [Two](two.md)\n", "two.md does not come before", "two.md"),
      ("# H\n\n1. [One](one.md), needs [Two](three.md)\n", "three.md is not listed", "three.md"),
      ("# H\n\n1. [One](one.md), needs [One](one.md)\n", "goes round: one.md needs one.md", "one.md"),
      (
        "# H\n\n1. [One](one.md), needs [Two](two.md)\n2. [Two](two.md), needs [One](one.md)\n",
        "goes round: one.md needs two.md needs one.md", "two.md"
      ),
    ])
  func wrong(_ text: String, _ message: String, _ marked: String) throws {
    let flaws = try course(text).flaws
    #expect(flaws.count == 1 && flaws.allSatisfy { $0.location != nil })
    #expect(
      flaws.allSatisfy { $0.problem.message.contains(message) && self.marked($0) == marked }, "\(flaws.map(\.text))")
  }

  /// Whatever stands in the list is an entry or is refused at its line: no lesson vanishes.
  @Test(
    "A line of the list that is no entry is refused with how one is written",
    arguments: [
      "2 [Second one](two.md)", "2) [Second one](two.md)", "* [Second one](two.md)", "2. Second one (two.md)",
      "2. [Second one] (two.md)", "2. two.md", "    2. [Second one](two.md)", "2. [Second one](two.txt)",
      "2. [Second one](.), needs [Small](one.md)", "2. [Second one](two.md, needs [Small](one.md)",
      "2. [Second one](two.md",
      "2. [Second one", "2. [Second one](two.md), need [Small](one.md)",
      "2. [Second one](two.md), nedes [Small](one.md)",
      "2. [Second one](two.md) (needs [Small](one.md))", "2. [Second one](two.md), needs Small",
      "2. [Second one](two.md), needs [Small](one.md) [Small](one.md)", "And then some.", "## Part two", "2.", "-",
    ])
  func noEntry(_ line: String) throws {
    for course in try [course("# H\n\n1. [Small](one.md)\n\(line)\n"), course("# H\n\n\(line)\n1. [Small](one.md)\n")] {
      // Above the list such words are about the course.
      if course.summary == line || course.summary == "\(line)" { continue }
      let flaw = try #require(course.flaws.first, "\(line)")
      #expect(course.flaws.count == 1 && flaw.source == line && flaw.problem.hint != nil)
      #expect(flaw.problem.message != "the entry is indented" || line.hasPrefix(" "))
      #expect(course.lessons.map(\.name) == ["Small"], "what can be proved is")
    }
  }

  @Test("All is told at once, and what can be taken is given")
  func several() throws {
    let course = try course("Halves\n\n1. [Small](one.md)\n2) [Second one](two.md)\n3. [T](none.md)\n")
    #expect(course.flaws.compactMap(\.location?.line) == [1, 4, 5])
    #expect(course.lessons.map(\.number) == [1])
    #expect(!CourseReport(course).isSound)
  }

  @Test("Two lessons of one name would share their progress")
  func shared() throws {
    let flaws = try course("# H\n\n1. [Small](one.md)\n2. [Small](two.md)\n", ["two.md": SmallText().text]).flaws
    #expect(flaws.map(\.problem.message) == ["one.md and two.md are both called Small"])
  }

  @Test(
    "Titles, numbers and lessons that are left out are told, and keep nobody from the course",
    arguments: [
      ("1. [One](one.md)\n2. [Second one](two.md)", "one.md is called \"Small\", not \"One\""),
      ("1. [Small](one.md)\n2. [Second one](two.md), needs [S](one.md)", "one.md is called \"Small\", not \"S\""),
      ("1. [Small](one.md)\n5. [Second one](two.md)", "this is lesson 2, not 5"),
      ("1. [Small](one.md)", "the lesson two.md in its folder is not listed"),
    ])
  func remarks(_ list: String, _ message: String) throws {
    let course = try course("# H\n\nx\n\n\(list)\n")
    #expect(course.flaws.isEmpty && course.remarks.map(\.problem.message) == [message])
    #expect(CourseReport(course).flaws.map(\.message).allSatisfy { $0.hasPrefix(message) })
  }

  @Test("Markdown may count, other languages and pages stand beside the lessons")
  func innocent() throws {
    let others = ["README.md": "# R\n\n## Read: x\n", "one.ru.md": SmallText().text, "notes.md": "# Notes\n"]
    for list in ["1. [Small](one.md)\n1. [Second one](two.md)", "- [Small](one.md)\n- [Second one](two.md)"] {
      let course = try course("# H\n\nSee [the page](https://x.org).\n\n\(list)\n", others)
      #expect(CourseReport(course).isSound, "\(CourseReport(course).text)")
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

  @Test("Columns are named, and a file that is named twice is one learner")
  func columns() throws {
    let path = try folder(["anna.json": "{\"lessons\":{\"Small\":{\"done\":[\"half\"]}}}"])
    let report = ClassProgress(
      [path, path + "/anna.json", path + "/../" + path.split(separator: "/").last!], lessons: [.small])
    #expect(report.learners.map(\.name) == ["anna"])
    #expect(report.table.columns == ["learner", "Small", "all"] && report.text.hasSuffix("\n1 Small"))
    #expect(report.elsewhere.isEmpty)
  }

  @Test("Whoever has done nothing of these lessons but something of others is told of")
  func elsewhere() throws {
    let path = try folder([
      "anna.json": "{\"lessons\":{\"Halves/Small\":{\"done\":[\"half\"]}}}",
      "bob.json": "{\"lessons\":{\"Small\":{\"done\":[\"half\"]}, \"H/Old\":{\"done\":[\"half\"]}}}",
      "carl.json": "{\"lessons\":{\"hw.md/Old\":{\"done\":[\"half\"]}, \"H/Small\":{\"done\":[]}}}",
    ])
    #expect(
      ClassProgress([path], lessons: [.small]).elsewhere == [
        "anna: none of these lessons, but steps of \"Halves\" (Small): --course FOLDER shows them.",
        "carl: none of these lessons, but steps of \"hw.md\" (Old): --course FILE shows them.",
      ])
    #expect(
      ClassProgress([path], lessons: try course("# H\n\n1. [Small](one.md)\n").lessons).elsewhere == [
        "bob: none of these lessons, but steps of the kit's (Small): leave --course out to see them.",
        "bob: none of these lessons, but steps of Old, which \"H\" does not have.",
        "anna: none of these lessons, but steps of \"Halves\" (Small): --course FOLDER shows them.",
        "carl: none of these lessons, but steps of \"hw.md\" (Old): --course FILE shows them.",
      ])
  }
}
