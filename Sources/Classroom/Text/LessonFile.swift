import Display
import Notebook

/// A lesson's file: its text, and what its module measures and draws in Swift because the prompt's language cannot say it.
public struct LessonFile {
  /// How messages call it: `Lessons/02-VanishingJSGradient/lesson.md`.
  public let name: String
  /// What it says.
  public let text: String
  /// Its words in other languages, with the names of their files.
  let translations: [PlayerLanguage: (name: String, text: String)]
  let measurements: [LessonMeasurement]
  let pictures: [LessonPicture]

  /// A file from its text.
  public init(
    _ name: String, text: String, translations: [PlayerLanguage: (name: String, text: String)] = [:],
    measurements: [LessonMeasurement] = [], pictures: [LessonPicture] = []
  ) {
    (self.name, self.text, self.translations) = (name, text, translations)
    (self.measurements, self.pictures) = (measurements, pictures)
  }
}

extension LessonFile {
  /// What stands after `#` on its first line that is not blank.
  var title: String {
    let line = text.drop(while: \.isWhitespace).prefix { !$0.isNewline }
    return line.hasPrefix("# ") ? String(line.dropFirst(2)) : ""
  }
}

extension Lesson {
  /// The lesson of a file, under its number in its course. What is wrong with how it is written comes with it, and `wganlab check` tells it.
  public init(_ file: LessonFile, number: Int) {
    self.init(number, file.title.camelCased) {
      var reader = LessonReader(file.text, file: file.name)
      let text = reader.lesson() ?? LessonText(title: "", summary: "", setup: nil, measures: [], steps: [])
      var translations: [PlayerLanguage: LessonText] = [:], flaws = reader.flaws
      for (language, file) in file.translations {
        var reader = LessonReader(file.text, file: file.name)
        translations[language] = reader.translation(of: text)
        flaws += reader.flaws
      }
      return LessonReading(text, translations: translations, file: file, flaws: flaws)
    }
  }

  /// The lesson that a module of the kit has embedded, its number being that of its folder: `02-VanishingJSGradient/lesson.md`.
  public init(
    embedded texts: [String: String], measurements: [LessonMeasurement] = [], pictures: [LessonPicture] = []
  ) {
    let name = texts.keys.first { $0.hasSuffix("/lesson.md") } ?? ""
    var translations: [PlayerLanguage: (name: String, text: String)] = [:]
    for language in PlayerLanguage.allCases {
      guard let (name, text) = texts.first(where: { $0.key.hasSuffix("/lesson.\(language.rawValue).md") }) else {
        continue
      }
      translations[language] = ("Lessons/" + name, text)
    }
    let file = LessonFile(
      "Lessons/" + name, text: texts[name] ?? "", translations: translations, measurements: measurements,
      pictures: pictures)
    self.init(file, number: Int(name.prefix { $0.isNumber }) ?? 0)
  }
}

/// A picture that a lesson draws in Swift, under the name that its text calls it by: ```` ```picture NAME ````.
public struct LessonPicture {
  let name: String
  let outputs: (Scene) throws -> [Output]

  /// A picture, and what draws it.
  public init(_ name: String, _ outputs: @escaping (Scene) throws -> [Output]) {
    (self.name, self.outputs) = (name, outputs)
  }
}
