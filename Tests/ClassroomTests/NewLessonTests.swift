import Classroom
import Foundation
import Language
import Notebook
import Testing

/// What `lesson new` makes of a name.
@Suite struct NewLessonTests {
  @Test(
    "A name becomes a title, and the lesson is proved as it is", arguments: ["my-best_lesson", "my-best_lesson.md"])
  func written(_ word: String) throws {
    let new = try NewLesson(word, in: .unrestricted)
    #expect(new.path == "my-best_lesson.md" && new.text.hasPrefix("# My best lesson\n") && new.original == nil)
    #expect(Checker([]).report(on: Lesson(LessonFile(new.path, text: new.text), number: 1)).isProved)
  }

  @Test(
    "A name that no lesson can have is refused with what to do",
    arguments: [
      ("course.md", "course.md is the list of a course"), ("x/course", "course.md is the list of a course"),
      ("foo.txt", "\"foo.txt\" is no name of a lesson. It ends in .md: wganlab lesson new foo.md"),
      ("a b/foo.txt", "wganlab lesson new 'a b/foo.md'"), ("!!!.md", "has no letter"), ("12", "has no letter"),
      ("x/", "has no letter"), ("", "has no letter"), ("museum.md", "is the museum"), ("mus", "is the museum"),
      ("a.fr.md", "\"fr\" is no language of the player's. It speaks en and ru"),
      ("nosuch.ru.md", "there is no file \"nosuch.md\""),
    ])
  func refused(_ word: String, _ message: String) {
    do throws(Problem) {
      Issue.record("\(try NewLesson(word, in: .unrestricted).path)")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }

  @Test("Beside a lesson a translation begins with its words")
  func translation() throws {
    let path = NSTemporaryDirectory() + "new-\(UUID().uuidString).md"
    try SmallText().text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let new = try NewLesson(path.dropLast(3) + ".ru.md", in: .unrestricted)
    #expect(new.original == path && new.text == LessonFile.toTranslate(SmallText().text))
  }

  @Test("A word is quoted for the shell where it has to be")
  func quoting() {
    #expect(["a/b-c_1.md", "a b", "it's", ""].map(shellQuoted) == ["a/b-c_1.md", "'a b'", "'it'\\''s'", "''"])
  }
}
