import Texts

extension LessonFile {
  /// What a translator begins with: the words of a lesson under its headings and keys, in its own language still. `nil` where the text is no
  /// lesson.
  public static func toTranslate(_ lesson: String) -> String? {
    var reader = LessonReader(lesson, file: "")
    guard let text = reader.lesson() else { return nil }
    let head = "# \(text.title)\n\n\(text.summary)\n"
    return ([head] + text.steps.map { $0.toTranslate + "\n" }).joined(separator: "\n")
  }
}

extension StepText {
  /// The heading, the words, the points.
  fileprivate var toTranslate: String {
    [heading, words.written, points.joined(separator: "\n")].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var points: [String] {
    switch body {
    case .words: []
    case .prediction(let text):
      choices(text.answer) + text.wrong.map { point("Wrong `\($0.value.text)`", $0.difference) }
        + text.hints.map { point("Hint", $0) } + [point("Because", text.because)]
    case .attempt(let text):
      text.missteps.map { point("Misstep", $0.difference) } + text.hints.map { point("Hint", $0) }
        + [("Otherwise", text.otherwise), ("Notice", text.notice)].compactMap { key, words in
          words.map { point(key, $0) }
        }
    case .claims(let claims): claims.map { "- Claim \"\($0.subject)\":" }
    }
  }

  private func choices(_ answer: AnswerText) -> [String] {
    guard case .choices(let choices) = answer else { return [] }
    return choices.flatMap { choice in
      [point("Choice `\(choice.word.text)`", Template(choice.meaning))]
        + (choice.difference.map { [point("Differs", $0, indent: "  ")] } ?? [])
    }
  }

  /// `- Hint: words`, further lines indented under it.
  private func point(_ key: String, _ words: Template, indent: String = "") -> String {
    let lines = words.written.split(separator: "\n", omittingEmptySubsequences: false)
    return "\(indent)- \(key): " + lines.joined(separator: "\n\(indent)  ")
  }
}

extension Template {
  /// As it stands in the lesson's file.
  fileprivate var written: String { parts.map(\.written).joined() }
}
