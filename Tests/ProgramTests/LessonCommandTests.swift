import Foundation
import Testing

/// What the shell's words for lessons, courses and classes do.
@Suite struct LessonCommandTests {
  private func folder() throws -> Folder {
    let folder = Folder()
    #expect(try wganlab("lesson", "new", "half", in: folder.path).code == 0)
    folder.file("course.md", "# Halves\n\nof one\n\n1. [Half](half.md)\n")
    return folder
  }

  @Test func whatIsPrintedCanBeTyped() throws {
    let folder = Folder()
    let new = try wganlab("lesson", "new", "My best lesson", in: folder.path)
    #expect(new.output.contains("wganlab check 'My best lesson.md' proves it"))
    let taken = try wganlab("lesson", "My best lesson.md", "from", "2", in: folder.path)
    #expect(taken.code == 0 && taken.output.contains("What is half of one?"), "\(taken.errors)")
  }

  @Test(
    arguments: [
      (["lesson", "new"], 64, "wganlab lesson new my.md"),
      (["lesson", "new", "a", "b"], 64, "wganlab lesson new my.md"),
      (["lesson", "stamp"], 64, "wganlab lesson stamp my.ru.md"),
      (["lesson", "stamp", "a", "b"], 64, "lesson stamp my.ru.md"),
      (["lesson", "new", "museum"], 64, "is the museum"), (["lesson", "new", "half"], 73, "is there already"),
      (["check", "page.txt"], 64, "\"page.txt\" is no lesson's file. The name of one ends in .md."),
      (["check", "/dev/null"], 64, "is no lesson's file"), (["lesson", "page.txt"], 64, "is no lesson's file"),
      (["lesson", "."], 64, "wganlab course . takes it"), (["lesson", "course.md"], 66, "is the list of a course"),
      (["lesson", "nosuch"], 64, "there is no lesson \"nosuch\""),
      (["progress", "empty"], 66, "there is no progress file in \"empty\""),
      (["progress", "--course", ".", "nosuch"], 66, "there is no file or folder"),
    ] as [([String], Int32, String)])
  func refusals(_ arguments: [String], _ code: Int32, _ message: String) throws {
    let folder = try folder()
    folder.file("page.txt", "x")
    try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
    let called = try Program(arguments, in: folder.path).wait()
    #expect(called.code == code && called.errors.contains(message), "\(called.code) \(called.errors)")
  }

  @Test func aTranslationIsBegunStampedAndProved() throws {
    let folder = try folder()
    #expect(
      try wganlab("lesson", "new", "half.ru.md", in: folder.path).output.contains("wganlab lesson stamp half.ru.md"))
    #expect(try wganlab("check", "half.md", in: folder.path).code == 1)
    var words = folder.text("half.ru.md").replacing(/[A-Z][a-z ,]* one(?=[?.])/, with: "Половина")
    words = words.replacing("What is half of one? `mean([0, 1])` knows, but guess first.", with: "Что? `mean([0, 1])`")
    folder.file(
      "half.ru.md",
      words.replacing("what it teaches, in one line", with: "половины").replacing(
        "Is it more than one, or less?", with: "Больше единицы?"
      ).replacing("Half a bar, and a whole one:", with: "Вот:"))
    #expect(try wganlab("lesson", "stamp", "half.ru.md", in: folder.path).code == 0)
    folder.file("half.fr.md", "# Moitié\n")
    let checked = try wganlab("check", "half.md", in: folder.path)
    #expect(checked.code == 0 && checked.output.contains(", also in ru\n"), "\(checked.output)")
    #expect(checked.output.contains("note: half.fr.md is read by nobody: the player speaks en and ru"))
  }

  @Test func aCourseIsCheckedWithItsLessons() throws {
    let folder = try folder()
    for name in [".", "course.md"] {
      let called = try wganlab("check", name, in: folder.path)
      #expect(
        called.code == 0 && called.output.contains("course.md: Halves, 1 lesson\nok    1 Half:"), "\(called.output)")
    }
    folder.file("course.md", "# Halves\n\nof one\n\n1. [Half](half.md)\n2) [Half](half.md)\n3. [None](none.md)\n")
    let called = try wganlab("check", ".", in: folder.path)
    #expect(called.code == 1 && called.output.contains("ok    1 Half:"), "what can be proved is")
    #expect(called.output.contains("course.md:6: ") && called.output.contains("course.md:7: "))
    let course = try wganlab("course", ".", in: folder.path)
    #expect(course.code == 1 && course.errors.contains("course.md:6:1: ") && course.errors.contains("course.md:7:11: "))
  }

  @Test func aClassIsReportedOnByTheCourseThatItTakes() throws {
    let folder = try folder()
    folder.file("anna.json", "{\"lessons\":{\"Halves/Half\":{\"done\":[\"half\"]}}}")
    for name in [".", "course.md", "./course.md"] {
      let called = try wganlab("progress", "--course", name, "anna.json", in: folder.path)
      #expect(
        called.code == 0 && called.output.contains("1/6") && called.output.hasSuffix("1 Half\n")
          && called.errors.isEmpty)
    }
    let kit = try wganlab("progress", "anna.json", in: folder.path)
    #expect(
      kit.code == 0
        && kit.errors == "anna: none of these lessons, but steps of \"Halves\" (Half): --course FOLDER shows them.\n")
  }
}
