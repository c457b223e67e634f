import Notebook

/// Puts a translation's words into a lesson, and holds both to the same steps, points, numbers, commands and formulas: what differs or is
/// missing is told at its line of the translation.
struct LessonTranslator {
  private let lesson: LessonText
  private let parts: [StepPart]
  /// What is wrong.
  private(set) var flaws: [Failure] = []

  init(_ lesson: LessonText, _ parts: [StepPart]) { (self.lesson, self.parts) = (lesson, parts) }

  /// The lesson's steps in the words of the translation.
  mutating func steps() -> [StepText] {
    let known = lesson.steps.map(\.id)
    for part in parts where !known.contains(part.id) {
      flaws.append(
        part.heading.problem("the lesson has no step \"\(part.id)\"", hint: "Take it out, or give it the lesson's id."))
    }
    let order = parts.map(\.id).filter(known.contains)
    if order != known.filter(order.contains), let part = parts.first {
      flaws.append(
        part.heading.problem(
          "the steps stand in another order than the lesson's", hint: "It is \(known.joined(separator: ", "))."))
    }
    return lesson.steps.map { step in
      guard let part = parts.first(where: { $0.id == step.id }) else {
        if let last = parts.last {
          flaws.append(
            last.heading.problem(
              "the step \"\(step.id)\" is not translated", hint: "Add ## \(step.kind.rawValue.capitalized): \(step.id)")
          )
        }
        return step
      }
      return translated(step, by: part)
    }
  }

  private mutating func translated(_ step: StepText, by part: StepPart) -> StepText {
    if step.kind != part.kind {
      flaws.append(
        part.heading.problem("the step is a \(part.kind.rawValue) here and a \(step.kind.rawValue) in the lesson"))
    }
    if let stamp = part.heading.stamp, stamp != step.stamp {
      flaws.append(
        part.heading.problem(
          "the lesson's words have changed since this was translated",
          hint: "Look at line \(step.line.number) of the lesson, then write <!-- \(step.stamp) -->."))
    }
    let words = template({ () throws(Failure) in try part.section.template() }, of: step.words, at: part.heading)
    return StepText(
      kind: step.kind, id: step.id, line: part.heading, words: words, body: body(step.body, by: part),
      pictures: step.pictures)
  }

  private mutating func body(_ body: StepText.Body, by part: StepPart) -> StepText.Body {
    switch body {
    case .words: body
    case .prediction(let prediction): .prediction(self.prediction(prediction, by: part))
    case .attempt(let attempt): .attempt(self.attempt(attempt, by: part))
    case .claims(let claims): .claims(self.claims(claims, by: part))
    }
  }
}

// Points.

extension LessonTranslator {
  private mutating func prediction(_ text: PredictionText, by part: StepPart) -> PredictionText {
    let wrong = text.wrong.map { value, difference in
      let item = part.section.items("Wrong").first { $0.code?.text == value.text }
      return (value: value, difference: words(item, of: difference, "Wrong `\(value.text)`", part))
    }
    for item in part.section.items("Wrong") where !text.wrong.contains(where: { $0.value.text == item.code?.text }) {
      flaws.append(item.line.problem("the lesson lists no such wrong answer"))
    }
    var answer = text.answer
    if case .choices(let choices) = answer { answer = .choices(choices.map { choice($0, by: part) }) }
    let because = part.section.items("Because").first
    if because == nil { flaws.append(part.heading.problem("\"Because\" is not translated")) }
    return PredictionText(
      answer: answer, right: text.right, wrong: wrong, hints: hints(text.hints, by: part),
      because: template(
        { () throws(Failure) in try because?.words() }, of: text.because, at: because?.line ?? part.heading))
  }

  private mutating func choice(_ choice: ChoiceText, by part: StepPart) -> ChoiceText {
    guard let item = part.section.items("Choice").first(where: { $0.code?.text == choice.word.text }) else {
      flaws.append(part.heading.problem("the choice `\(choice.word.text)` is not translated"))
      return choice
    }
    let differs = item.items.first { $0.key == "Differs" }
    let difference = choice.difference.map { words(differs, of: $0, "Differs", part) }
    return ChoiceText(
      word: choice.word, meaning: plain(item, of: choice.meaning, "Choice", part), difference: difference)
  }

  private mutating func attempt(_ text: AttemptText, by part: StepPart) -> AttemptText {
    let items = part.section.items("Misstep")
    if items.count != text.missteps.count {
      flaws.append(
        part.heading.problem("the lesson has \(text.missteps.count) missteps here, the translation \(items.count)"))
    }
    let missteps = text.missteps.enumerated().map { index, misstep in
      guard index < items.count else { return misstep }
      let words = template(
        { () throws(Failure) in try items[index].words() }, of: misstep.difference, at: items[index].line)
      return MisstepText(condition: misstep.condition, lines: misstep.lines, difference: words)
    }
    return AttemptText(
      condition: text.condition, solution: text.solution, missteps: missteps, hints: hints(text.hints, by: part),
      notice: optional("Notice", text.notice, by: part), otherwise: optional("Otherwise", text.otherwise, by: part))
  }

  private mutating func optional(_ key: String, _ text: Template?, by part: StepPart) -> Template? {
    guard let text else { return nil }
    guard let item = part.section.items(key).first else {
      flaws.append(part.heading.problem("\"\(key)\" is not translated"))
      return text
    }
    return template({ () throws(Failure) in try item.words() }, of: text, at: item.line)
  }

  private mutating func claims(_ claims: [ClaimText], by part: StepPart) -> [ClaimText] {
    let items = part.section.items("Claim")
    if items.count != claims.count {
      flaws.append(part.heading.problem("the lesson has \(claims.count) claims here, the translation \(items.count)"))
    }
    return claims.enumerated().map { index, claim in
      guard index < items.count, let subject = items[index].label else { return claim }
      return ClaimText(
        subject: subject, measured: claim.measured, comparison: claim.comparison, value: claim.value, line: claim.line)
    }
  }

  private mutating func hints(_ hints: [Template], by part: StepPart) -> [Template] {
    let items = part.section.items("Hint")
    if items.count != hints.count {
      flaws.append(part.heading.problem("the lesson has \(hints.count) hints here, the translation \(items.count)"))
    }
    return hints.enumerated().map { index, hint in
      index < items.count ? words(items[index], of: hint, "Hint", part) : hint
    }
  }
}

// Words held against words.

extension LessonTranslator {
  private mutating func template(
    _ read: () throws(Failure) -> Template?, of original: Template, at line: LessonLine
  ) -> Template {
    let words: Template?
    do throws(Failure) { words = try read() } catch {
      flaws.append(error)
      return original
    }
    guard let words else { return original }
    hold(words.content, against: original.content, at: line)
    return words
  }

  private mutating func words(_ item: LessonItem?, of original: Template, _ what: String, _ part: StepPart) -> Template
  {
    guard let item else {
      flaws.append(part.heading.problem("\"\(what)\" is not translated"))
      return original
    }
    return template({ () throws(Failure) in try item.words() }, of: original, at: item.line)
  }

  private mutating func plain(_ item: LessonItem?, of original: String, _ what: String, _ part: StepPart) -> String {
    guard let item else {
      flaws.append(part.heading.problem("\"\(what)\" is not translated"))
      return original
    }
    hold(Template(item.plainWords).content, against: Template(original).content, at: item.line)
    return item.plainWords
  }

  private mutating func hold(_ words: WordsContent, against original: WordsContent, at line: LessonLine) {
    for (kind, theirs, ours) in [
      ("numbers", words.numbers, original.numbers), ("commands", words.commands, original.commands),
      ("formulas", words.formulas, original.formulas),
    ] where theirs != ours {
      let missing = ours.removing(theirs), more = theirs.removing(ours)
      let told = (missing.map { "\($0) is missing" } + more.map { "\($0) is not in the lesson" }).joined(
        separator: ", ")
      flaws.append(line.problem("the \(kind) are not the lesson's: \(told)"))
    }
  }
}

/// What a translation must leave as it is, in any order.
private struct WordsContent {
  let numbers, commands, formulas: [String]
}

extension Template {
  fileprivate var content: WordsContent {
    let text = parts.map { if case .words(let words) = $0 { words } else { "{}" } }.joined()
    let formulas = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map(Template.signs)
    return WordsContent(
      numbers: parts.compactMap {
        if case .number(let code, let format) = $0 { "{\(code.text)\(format.source)}" } else { nil }
      }
      .sorted(), commands: commands.map { "`\($0)`" }.sorted(), formulas: formulas)
  }
}

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
}

extension Template {
  /// The one-letter names of a formula; "a" and "I" may be words.
  private static func names(in line: Substring) -> [Substring] {
    line.split { !$0.isLetter }.filter { name in
      guard name.count == 1, name != "a", name != "I", let scalar = name.unicodeScalars.first else { return false }
      return scalar.isASCII || (0x370...0x3FF).contains(scalar.value)
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

extension [String] {
  /// What is left when each of others was taken out once.
  fileprivate func removing(_ others: [String]) -> [String] {
    var left = self
    for other in others { if let index = left.firstIndex(of: other) { left.remove(at: index) } }
    return left
  }
}
