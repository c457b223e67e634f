import Notebook
import Texts

/// What a translation must leave as it is, in any order but that of formulas.
struct WordsContent {
  let numbers, commands, formulas: [Kept]

  /// One such piece: what has to be the same, and how it is told.
  struct Kept: Comparable {
    let content, text: String

    init(_ content: String, text: String? = nil) { (self.content, self.text) = (content, text ?? content) }

    static func == (one: Kept, other: Kept) -> Bool { one.content == other.content }
    static func < (one: Kept, other: Kept) -> Bool { one.content < other.content }
  }
}

extension [WordsContent.Kept] {
  /// What is left when each of others was taken out once.
  func removing(_ others: Self) -> Self {
    var left = self
    for other in others { if let index = left.firstIndex(of: other) { left.remove(at: index) } }
    return left
  }
}

extension Template {
  /// What of it stays in every language.
  var content: WordsContent {
    let numbers = parts.compactMap { part in
      if case .number = part { WordsContent.Kept(part.written) } else { nil }
    }
    return WordsContent(
      numbers: numbers.sorted(), commands: commands.map { WordsContent.Kept("`\($0)`") }.sorted(),
      formulas: text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map {
        WordsContent.Kept(Template.signs(of: $0), text: quoted($0.trimmedText ?? ""))
      })
  }

  /// Numbers that were typed by hand where only a measurement can know them.
  var typed: [WordsContent.Kept] {
    Wording(text).unmeasured.map { number in
      WordsContent.Kept(number.filter { !$0.isWhitespace }.replacing(",", with: "."), text: number.trimmedText)
    }
  }

  /// How many points it lists.
  var points: Int { text.split(separator: "\n").count { $0.hasPrefix("- ") } }

  /// All of it as it is written, nothing in braces.
  private var text: String {
    parts.map { if case .words(let words) = $0 { words } else { "{}" } }.joined()
  }
}

// What has to be another in every language.

extension Template {
  /// A paragraph of this many words is the lesson's own only where nobody has translated it.
  private static let wordsBySomeChance = 4

  /// Why these words are no translation of others, and the line that says so; `nil` where they may be one.
  func untranslated(_ original: Template) -> (message: String, line: String?)? {
    if original.text.contains(where: \.isLetter), text.allSatisfy(\.isWhitespace) {
      return ("nothing is said here; the lesson says \(quoted(original.firstLine ?? "", atMost: 60))", nil)
    }
    let others = Set(original.paragraphs)
    guard
      let same = paragraphs.first(where: { others.contains($0) && Template.words(in: $0) > Template.wordsBySomeChance })
    else { return nil }
    let line = same.split(separator: "\n").first?.trimmedText
    return ("this is not translated: \(quoted(line ?? "", atMost: 60))", line)
  }

  private var firstLine: String? { text.split(separator: "\n").first?.trimmedText }

  /// What stands between blank lines, formulas left out; each point is one of its own.
  private var paragraphs: [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("    ") }
    return lines.joined(separator: "\n").replacing(/\n(?=- )/, with: "\n\n").split(separator: /\n\s*\n/).compactMap(
      \.trimmedText)
  }

  /// How many words a paragraph has outside backticks.
  private static func words(in paragraph: String) -> Int {
    let pieces = paragraph.split(separator: "`", omittingEmptySubsequences: false)
    let prose = pieces.indices.filter { $0.isMultiple(of: 2) }.map { pieces[$0] }.joined(separator: " ")
    return prose.split { !$0.isLetter }.count { $0.count > 1 }
  }
}

// Formulas.

extension Template {
  /// What a line has besides words; a hyphen within a word is no minus.
  private static func signs(of line: Substring) -> String {
    let characters = Array(line)
    let signs = String(
      characters.indices.filter { place in
        let character = characters[place]
        let isHyphen =
          character == "-" && place > 0 && place + 1 < characters.count && characters[place - 1].isLetter
          && characters[place + 1].isLetter
        return !isHyphen && !character.isLetter && !character.isWhitespace && !",.;:".contains(character)
      }.map { characters[$0] })
    return signs + " " + names(in: line).sorted().joined(separator: " ")
  }

  /// The one-letter names of a formula; "a" and "I" may be words.
  private static func names(in line: Substring) -> [Substring] {
    line.split { !$0.isLetter }.filter { name in
      guard name.count == 1, name != "a", name != "I", let scalar = name.unicodeScalars.first else { return false }
      return scalar.isASCII || (0x370...0x3FF).contains(scalar.value)
    }
  }
}

extension Template.Part {
  /// As it stands in a lesson's file.
  var written: String {
    switch self {
    case .words(let words): words
    case .number(let code, let format): "{\(code.text.trimmedText ?? "")\(format.source)}"
    }
  }
}

extension Template.Format {
  /// As it is written after the expression.
  fileprivate var source: String {
    switch self {
    case .digits(4): ""
    case .digits(let digits): " | \(digits)"
    case .percent: " | %"
    }
  }
}
