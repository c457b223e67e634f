import Foundation
import Language
import Notebook

extension Lesson {
  /// The lesson of a file, under its number in its course. What is wrong with how it is written comes with it, and `wganlab check` tells it.
  public init(_ file: LessonFile, number: Int) {
    self.init(number, file.title.camelCased) {
      var reader = LessonReader(file.text, file: file.name)
      let text = reader.lesson() ?? LessonText(title: "", summary: "", setup: nil, measures: [], steps: [])
      let flaws = reader.flaws
      var translations: [PlayerLanguage: LessonText] = [:], others: [PlayerLanguage: [Failure]] = [:]
      for (language, file) in file.translations {
        var reader = LessonReader(file.text, file: file.name)
        translations[language] = reader.translation(of: text)
        others[language] = reader.flaws
      }
      return LessonReading(text, translations: translations, file: file, flaws: flaws, translationFlaws: others)
    }
  }

  /// The lesson that a module of the kit has embedded, its number being that of its folder: `02-VanishingJSGradient/lesson.md`.
  public init(embedded texts: [String: String], measurements: [LessonMeasurement] = []) {
    let name = texts.keys.first { $0.hasSuffix("/lesson.md") } ?? ""
    var translations: [PlayerLanguage: (name: String, text: String)] = [:]
    for language in PlayerLanguage.allCases {
      guard let (name, text) = texts.first(where: { $0.key.hasSuffix("/lesson.\(language.rawValue).md") }) else {
        continue
      }
      translations[language] = ("Lessons/" + name, text)
    }
    let file = LessonFile(
      "Lessons/" + name, text: texts[name] ?? "", translations: translations, measurements: measurements)
    self.init(file, number: Int(name.prefix { $0.isNumber }) ?? 0)
  }
}

// Files of teachers.

extension Lesson {
  /// The most bytes that are read as a lesson.
  private static let largest = 1 << 20

  /// The lesson that a teacher has written in a file, `my.md`, with its translations beside it, `my.ru.md`. What is wrong with how it is written comes with it; throws where the file cannot be read.
  /// Its progress is kept under the file's name.
  public static func file(_ path: String, number: Int = 1, in files: FileAccess) throws(Problem) -> Lesson {
    if let language = PlayerLanguage.allCases.first(where: { path.hasSuffix(".\($0.rawValue).md") }) {
      let lesson = path.dropLast(".\(language.rawValue).md".count) + ".md"
      throw Problem(
        "\"\(path)\" is a translation", hint: "Name the lesson, \(lesson): what is beside it comes with it.")
    }
    if Course.isList(path) {
      throw Problem("\"\(path)\" is the list of a course", hint: "From the shell, wganlab course takes its folder.")
    }
    var translations: [PlayerLanguage: (name: String, text: String)] = [:]
    for language in PlayerLanguage.allCases {
      let name = String(path.dropLast(".md".count)) + ".\(language.rawValue).md"
      if (try? files.readable(name)) != nil { translations[language] = (name, try words(of: name, in: files)) }
    }
    var lesson = Lesson(
      LessonFile(path, text: try words(of: path, in: files), translations: translations), number: number)
    lesson.course = path.split(separator: "/").last.map(String.init) ?? path
    return lesson
  }

  /// What is written in a file of words; the mark that some editors begin it with is left out.
  public static func words(of path: String, in files: FileAccess) throws(Problem) -> String {
    let bytes = try files.contents(of: path, limit: largest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem("\"\(path)\" is no text in UTF-8", hint: "Save it as UTF-8.")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Why a word that names no lesson is none though there is such a file or folder; `nil` where there is not.
  public static func explained(_ word: String, in files: FileAccess) -> Problem? {
    var isFolder: ObjCBool = false
    guard let path = try? files.readable(word), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { return nil }
    guard isFolder.boolValue else {
      return Problem("\"\(word)\" is no lesson's file", hint: "The name of one ends in .md.")
    }
    let name = shellQuoted(word)
    return Problem(
      "\"\(word)\" is a folder",
      hint: "A folder of lessons is a course: wganlab course \(name) takes it, wganlab check \(name) proves it.")
  }

  /// Whether a word names a file of a lesson.
  public static func isFile(_ word: String) -> Bool { word.hasSuffix(".md") }
}
