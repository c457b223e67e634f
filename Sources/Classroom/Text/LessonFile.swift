import Notebook

/// A lesson's file: its text, and what its module measures in Swift because the prompt's language cannot say it.
public struct LessonFile {
  /// How messages call it: `Lessons/02-VanishingJSGradient/lesson.md`.
  public let name: String
  /// What it says.
  public let text: String
  /// Its words in other languages, with the names of their files.
  let translations: [PlayerLanguage: (name: String, text: String)]
  let measurements: [LessonMeasurement]

  /// A file from its text.
  public init(
    _ name: String, text: String, translations: [PlayerLanguage: (name: String, text: String)] = [:],
    measurements: [LessonMeasurement] = []
  ) {
    (self.name, self.text, self.translations, self.measurements) = (name, text, translations, measurements)
  }
}

extension LessonFile {
  /// What stands after `#` on its first line that is not blank.
  var title: String {
    let line = text.drop(while: \.isWhitespace).prefix { !$0.isNewline }
    return line.hasPrefix("# ") ? String(line.dropFirst(2)) : ""
  }
}
