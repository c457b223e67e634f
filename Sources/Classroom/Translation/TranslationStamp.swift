import Language

// What a translation was made from: a stamp of a step's words, kept beside the translated heading as `<!-- 1f3a9c20 -->`.

extension LessonLine {
  /// The stamp on a heading, if there is one.
  var stamp: String? { text.firstMatch(of: /<!--\s*([0-9a-f]{8})\s*-->/).map { String($0.output.1) } }
}

extension StepText {
  /// Changes with any word that learners read in the step.
  var stamp: String {
    var hash: UInt32 = 2_166_136_261
    for byte in said.joined(separator: "\n").utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// All its words.
  private var said: [String] {
    var said = [words.source]
    switch body {
    case .words: break
    case .prediction(let text):
      said += text.wrong.map(\.difference.source) + text.hints.map(\.source) + [text.because.source]
      if case .choices(let choices) = text.answer {
        said += choices.flatMap { [$0.meaning, $0.difference?.source ?? ""] }
      }
    case .attempt(let text):
      said +=
        text.missteps.map(\.difference.source) + text.hints.map(\.source)
        + [text.notice, text.otherwise].compactMap { $0?.source }
    case .claims(let claims): said += claims.map(\.subject)
    }
    return said
  }
}

extension Template {
  /// The words with their expressions.
  fileprivate var source: String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .number(let code, let format): "{\(code.text) \(format)}"
      }
    }.joined()
  }
}

extension LessonFile {
  /// A translation's text with the stamp of the lesson's present words on each heading: what a translator writes once the words are right.
  public static func stamped(_ translation: String, of lesson: String) -> String {
    var reader = LessonReader(lesson, file: "")
    let steps = reader.lesson()?.steps ?? []
    return Language.lines(of: translation).map { line in
      guard line.hasPrefix("## ") else { return String(line) }
      let bare = line.prefix { $0 != "<" }.trimmedText ?? ""
      let id = bare.split(separator: ":").dropFirst().first?.trimmedText ?? "simplified"
      return steps.first { $0.id == id }.map { "\(bare) <!-- \($0.stamp) -->" } ?? String(line)
    }.joined(separator: "\n")
  }
}
