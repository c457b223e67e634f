import Language
import Notebook

extension Lesson {
  /// The most bytes that are read as a lesson.
  private static let largest = 1 << 20

  /// The lesson that a teacher has written in a file. What is wrong with how it is written comes with it; throws where the file cannot be read.
  public static func file(_ path: String, in files: FileAccess) throws(Problem) -> Lesson {
    let bytes = try files.contents(of: path, limit: largest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem("\"\(path)\" is no text in UTF-8", hint: "Save it as UTF-8.")
    }
    return Lesson(LessonFile(path, text: text), number: 1)
  }

  /// Whether a word names a file of a lesson.
  public static func isFile(_ word: String) -> Bool { word.hasSuffix(".md") }
}
