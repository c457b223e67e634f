import Language
import Notebook
import Texts

/// What `lesson new` writes under a name: a small lesson to change or, beside a lesson, its words to translate.
public struct NewLesson {
  /// Where it goes.
  public let path: String
  /// What it says.
  public let text: String
  /// The lesson that it is to be a translation of, if it is one.
  public let original: String?

  /// What a name asks for. Throws where no lesson can have that name.
  public init(_ word: String, in files: FileAccess) throws(Problem) {
    let name = word.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    if !Lesson.isFile(word), name.contains(".") {
      let stem = word.dropLast(name.count) + (name.split(separator: ".").first ?? "my")
      throw Problem(
        "\"\(word)\" is no name of a lesson", hint: "It ends in .md: wganlab lesson new \(shellQuoted(stem + ".md"))")
    }
    let path = Lesson.isFile(word) ? word : word + ".md"
    if Course.isList(path) {
      throw Problem(
        "course.md is the list of a course",
        hint: "Write a lesson under another name, and list it there: 1. [Title](my.md)")
    }
    let stem = String((path.split(separator: "/").last ?? "").dropLast(".md".count))
    if let match = stem.wholeMatch(of: /(.+)\.([a-z]{2})/) {
      let original = String(path.dropLast(".xx.md".count)) + ".md"
      text = try NewLesson.translation(of: original, String(match.output.2), in: files)
      (self.path, self.original) = (path, original)
      return
    }
    text = LessonFile.skeleton(title: try NewLesson.title(of: stem))
    (self.path, original) = (path, nil)
  }

  /// `my-best_lesson` is My best lesson.
  private static func title(of stem: String) throws(Problem) -> String {
    let words = stem.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    let title = words.prefix(1).uppercased() + words.dropFirst(), name = title.camelCased
    if let reason = Lesson.whyUntypable(name) {
      throw Problem(
        "\"\(stem)\" cannot be the title: \(reason)",
        hint: "The file's name becomes the title; choose one such as half.md.")
    }
    return title
  }

  private static func translation(
    of original: String, _ code: String, in files: FileAccess
  ) throws(Problem) -> String {
    guard PlayerLanguage(rawValue: code) != nil else {
      throw Problem(
        "\"\(code)\" is no language of the player's",
        hint: "It speaks \(listed(PlayerLanguage.allCases.map(\.rawValue))); a lesson's own name has no dot in it.")
    }
    guard let text = LessonFile.toTranslate(try Lesson.words(of: original, in: files)) else {
      throw Problem("\"\(original)\" is no lesson", hint: "wganlab check \(shellQuoted(original)) says what is wrong.")
    }
    return text
  }
}
