import Language
import Notebook

extension Lesson {
  /// The most bytes that are read as a lesson.
  private static let largest = 1 << 20

  /// The lesson that a teacher has written in a file, `my.md`, with its translations beside it, `my.ru.md`. What is wrong with how it is written comes with it; throws where the file cannot be read.
  public static func file(_ path: String, number: Int = 1, in files: FileAccess) throws(Problem) -> Lesson {
    var translations: [PlayerLanguage: (name: String, text: String)] = [:]
    for language in PlayerLanguage.allCases {
      let name = String(path.dropLast(".md".count)) + ".\(language.rawValue).md"
      if (try? files.readable(name)) != nil { translations[language] = (name, try words(of: name, in: files)) }
    }
    return Lesson(LessonFile(path, text: try words(of: path, in: files), translations: translations), number: number)
  }

  /// What is written in a file of words.
  public static func words(of path: String, in files: FileAccess) throws(Problem) -> String {
    let bytes = try files.contents(of: path, limit: largest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem("\"\(path)\" is no text in UTF-8", hint: "Save it as UTF-8.")
    }
    return text
  }

  /// Whether a word names a file of a lesson.
  public static func isFile(_ word: String) -> Bool { word.hasSuffix(".md") }
}
