import Notebook
import Texts

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
            last.heading.problem("the step \"\(step.id)\" is not translated", hint: "Add \(step.heading)"))
        }
        return step
      }
      return translated(step, by: part)
    }
  }

  private mutating func translated(_ step: StepText, by part: StepPart) -> StepText {
    holdStamp(of: part, to: step)
    if step.kind != part.kind {
      flaws.append(
        part.heading.problem("the step is a \(part.kind.rawValue) here and a \(step.kind.rawValue) in the lesson"))
      return step
    }
    let foreign = part.foreign(to: step)
    flaws += foreign.flaws
    // What misspelt keys leave untranslated would be told twice.
    if foreign.hasKeys { return step }
    let words = template(
      { () throws(Failure) in try part.section.template() }, of: step.words, at: part.heading, part.section.words)
    if step.kind == .simplified, step.words.points != words.points {
      flaws.append(
        part.heading.problem(
          "the lesson has \(counted(step.words.points, "point")) here, the translation \(words.points)"))
    }
    return StepText(
      kind: step.kind, id: step.id, line: part.heading, words: words, body: body(step.body, by: part),
      pictures: step.pictures)
  }

  /// A stamp tells when the lesson has changed; without one nobody would hear of it.
  private mutating func holdStamp(of part: StepPart, to step: StepText) {
    let hint = "Run wganlab lesson stamp \(shellQuoted(part.heading.file)) once the words are those of the lesson."
    if let stamp = part.heading.stamp {
      guard stamp != step.stamp else { return }
      flaws.append(
        part.heading.problem(
          "the lesson's words have changed since this was translated",
          hint: "Look at line \(step.line.number) of the lesson, then write <!-- \(step.stamp) -->."))
    } else if part.heading.text.contains("<!--") {
      flaws.append(part.heading.problem("this is no stamp", hint: hint))
    } else if let first = parts.first(where: { $0.heading.isUnstamped }), parts.allSatisfy(\.heading.isUnstamped) {
      // Once for all of them.
      if part.id == first.id { flaws.append(part.heading.problem("the translation is not stamped", hint: hint)) }
    } else {
      flaws.append(part.heading.problem("the step is not stamped", hint: hint))
    }
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
    for item in part.section.items("Choice") where !text.answer.hasChoice(item.code?.text) {
      flaws.append(item.line.problem("the lesson has no such choice"))
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
    if let differs, difference == nil {
      flaws.append(differs.line.problem("this choice is right", hint: "Take it out; nothing is wrong with it."))
    }
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
      guard index < items.count else { return claim }
      guard let subject = items[index].label, subject.trimmedText != nil else {
        flaws.append(items[index].line.problem("what is claimed is not said", hint: "Write - Claim \"what\":"))
        return claim
      }
      hold(Template(subject), against: Template(claim.subject), at: items[index].line)
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
    _ read: () throws(Failure) -> Template?, of original: Template, at line: LessonLine, _ lines: [LessonLine] = []
  ) -> Template {
    let words: Template?
    do throws(Failure) { words = try read() } catch {
      flaws.append(error)
      return original
    }
    guard let words else { return original }
    hold(words, against: original, at: line, lines)
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
    hold(Template(item.plainWords), against: Template(original), at: item.line)
    return item.plainWords
  }

  /// What must stay is there, in the words' own lines where these are given; and what must not stay is not.
  mutating func hold(_ words: Template, against original: Template, at line: LessonLine, _ lines: [LessonLine] = []) {
    if let problem = words.untranslated(original) {
      let place = lines.first { $0.text.trimmedText == problem.line } ?? line
      return flaws.append(place.problem(problem.message, hint: "Translate it."))
    }
    let (theirs, ours) = (words.content, original.content)
    for (kind, theirs, ours) in [
      ("numbers", theirs.numbers, ours.numbers), ("commands", theirs.commands, ours.commands),
      ("formulas", theirs.formulas, ours.formulas),
    ] where theirs != ours {
      let missing = ours.removing(theirs), more = theirs.removing(ours)
      let told = missing.map { "\($0.text) is missing" } + more.map { "\($0.text) is not in the lesson" }
      let what = told.isEmpty ? "they stand in another order" : told.joined(separator: ", ")
      flaws.append(line.problem("the \(kind) are not the lesson's: \(what)"))
    }
    for number in words.typed.removing(original.typed) {
      flaws.append(
        line.problem("the number \(number.text) is typed, not measured", hint: "The lesson does not say it."))
    }
  }
}

extension AnswerText {
  /// Whether a word is among those to choose from.
  fileprivate func hasChoice(_ word: String?) -> Bool {
    if case .choices(let choices) = self { choices.contains { $0.word.text == word } } else { false }
  }
}
