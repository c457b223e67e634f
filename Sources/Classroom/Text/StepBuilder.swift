import Language
import Notebook
import Texts

/// Makes a step of what stands under its heading, and says what does not belong there or is missing.
struct StepBuilder {
  private let kind: Outline.Kind
  private let id: String
  private let heading: LessonLine
  private let section: LessonSection
  /// What is wrong.
  private(set) var flaws: [Failure] = []

  init(_ part: StepPart) { (kind, id, heading, section) = (part.kind, part.id, part.heading, part.section) }

  /// The keys that a kind of step has.
  private static let keys: [Outline.Kind: [String]] = [
    .predict: ["Answer", "Choice", "Right", "Wrong", "Hint", "Because"],
    .try: ["Done", "Solution", "Misstep", "Hint", "Otherwise", "Notice"], .check: ["Claim"],
  ]

  /// The step; `nil` where something that it cannot do without is missing or wrong.
  mutating func step() -> StepText? {
    refuseForeignKeys()
    let section = section
    let words = attempt { () throws(Failure) in try section.template() }
    guard let body = body(), let words else { return nil }
    if kind == .simplified, words.parts.isEmpty {
      flaws.append(heading.problem("nothing is said to be simplified", hint: "Write what was left out: - …"))
    }
    if kind == .see, section.pictures.isEmpty {
      flaws.append(heading.problem("there is nothing to see", hint: "Add lines that draw: ```wgan picture"))
    }
    return StepText(kind: kind, id: id, line: heading, words: words, body: body, pictures: section.pictures)
  }

  private mutating func body() -> StepText.Body? {
    switch kind {
    case .predict: predictionText().map { .prediction($0) }
    case .try: attemptText().map { .attempt($0) }
    case .check: claimTexts().map { .claims($0) }
    case .read, .see, .simplified: .words
    }
  }

  /// Points with a key that this kind of step does not have.
  private mutating func refuseForeignKeys() {
    let known = StepBuilder.keys[kind] ?? []
    for item in section.items where !known.contains(item.key) {
      let hint =
        known.isEmpty
        ? "Steps of this kind have words alone; begin the point with a lowercase letter to make it one of them."
        : didYouMean(nearest(item.key, among: known)) ?? "It has \(known.joined(separator: ", "))."
      flaws.append(item.line.problem("a \(kind.rawValue) step has no \"\(item.key)\"", hint: hint))
    }
  }

  private func items(_ key: String) -> [LessonItem] { section.items(key) }

  /// The one point with a key.
  private mutating func one(_ key: String, _ hint: String) -> LessonItem? {
    let found = items(key)
    if found.count > 1 { flaws.append(found[1].line.problem("a second \"\(key)\"", hint: "A step has one.")) }
    if found.isEmpty { flaws.append(heading.problem("the step has no \"\(key)\"", hint: hint)) }
    return found.first
  }

  private mutating func attempt<T>(_ body: () throws(Failure) -> T) -> T? {
    do throws(Failure) { return try body() } catch {
      flaws.append(error)
      return nil
    }
  }

  private mutating func template(_ item: LessonItem) -> Template? {
    attempt { () throws(Failure) in try item.words() }
  }

  private mutating func hints() -> [Template] { items("Hint").compactMap { template($0) } }
}

// Questions.

extension StepBuilder {
  private mutating func predictionText() -> PredictionText? {
    let because = one("Because", "Write what is so, and why: - Because: …")
    let words = because.flatMap { template($0) }
    let answer = items("Choice").isEmpty ? valueAnswer() : choices()
    let wrong = items("Wrong").compactMap { wrongAnswer($0) }
    let right = items("Right").flatMap(\.codes)
    let hints = hints()
    guard let answer, let words else { return nil }
    if case .number = answer, right.isEmpty {
      flaws.append(
        heading.problem("no right answer is written down", hint: "As learners type it: - Right: `1/4`, `25 %`"))
    }
    return PredictionText(answer: answer, right: right, wrong: wrong, hints: hints, because: words)
  }

  private mutating func valueAnswer() -> AnswerText? {
    let hint =
      "Write what is right: - Answer: `expression`, or about `…`, exactly `…`, shape `…`; or give a - Choice `word`: each"
    guard let item = one("Answer", hint) else { return nil }
    guard item.codes.count == 1, let code = item.codes.first else {
      flaws.append(item.line.problem("an answer is one expression in backticks", hint: hint))
      return nil
    }
    guard let expression = attempt({ () throws(Failure) in try code.expression() }) else { return nil }
    if expression.isTyped {
      flaws.append(
        item.line.problem(
          "the answer is typed, not measured", hint: "Compute it in a measurement: - Answer: `NAME.x`", at: code.range))
    }
    switch item.around.first ?? "" {
    case "": return .number(code, .rounded)
    case "about": return .number(code, .about)
    case "exactly": return .number(code, .exact)
    case "shape": return .shape(code)
    case let word:
      flaws.append(item.line.problem("\"\(word)\" is no kind of answer", hint: hint))
      return nil
    }
  }

  private mutating func choices() -> AnswerText? {
    let choices = items("Choice").compactMap { choiceText($0) }
    for item in items("Answer") {
      flaws.append(
        item.line.problem("choices say which is right themselves", hint: "The one without - Differs: is right."))
    }
    return choices.count == items("Choice").count ? .choices(choices) : nil
  }

  private mutating func choiceText(_ item: LessonItem) -> ChoiceText? {
    guard let word = item.code else {
      flaws.append(item.line.problem("the choice has no word", hint: "Write - Choice `word`: what it says"))
      return nil
    }
    for inner in item.items where inner.key != "Differs" {
      flaws.append(
        inner.line.problem("a choice has no \"\(inner.key)\"", hint: "Write - Differs: what is wrong with it."))
    }
    let differs = item.items.first { $0.key == "Differs" }
    return ChoiceText(word: word, meaning: item.plainWords, difference: differs.flatMap { template($0) })
  }

  /// ``- Wrong `1`: words``
  private mutating func wrongAnswer(_ item: LessonItem) -> (value: LessonCode, difference: Template)? {
    guard let code = item.code else {
      flaws.append(item.line.problem("which answer is wrong is not said", hint: "Write - Wrong `0.5`: what differs."))
      return nil
    }
    return template(item).map { (code, $0) }
  }
}

// Tasks.

extension StepBuilder {
  private mutating func attemptText() -> AttemptText? {
    let done = condition(one("Done", "Write when it is done: - Done: `condition`"))
    let solution = block(one("Solution", "Write lines that do it, in a ```wgan block under - Solution:"))
    let missteps = items("Misstep").compactMap { misstepText($0) }
    let (notice, otherwise) = (
      items("Notice").first.flatMap { template($0) }, items("Otherwise").first.flatMap { template($0) }
    )
    let hints = hints()
    guard let done, let solution else { return nil }
    return AttemptText(
      condition: done, solution: solution, missteps: missteps, hints: hints, notice: notice, otherwise: otherwise)
  }

  private mutating func misstepText(_ item: LessonItem) -> MisstepText? {
    guard let code = item.code, attempt({ () throws(Failure) in try code.expression() }) != nil else {
      if item.code == nil {
        flaws.append(
          item.line.problem("when it was made is not said", hint: "Write - Misstep `condition`: what differs."))
      }
      return nil
    }
    guard let lines = block(item), let words = template(item) else { return nil }
    return MisstepText(condition: code, lines: lines, difference: words)
  }

  private mutating func condition(_ item: LessonItem?) -> LessonCode? {
    guard let item else { return nil }
    guard item.codes.count == 1, item.around.allSatisfy(\.isEmpty), let code = item.codes.first else {
      flaws.append(item.line.problem("a condition is one expression in backticks", hint: "Write - Done: `x == 1`"))
      return nil
    }
    return attempt { () throws(Failure) in try code.expression() } == nil ? nil : code
  }

  private mutating func block(_ item: LessonItem?) -> LessonBlock? {
    guard let item else { return nil }
    guard item.blocks.count == 1, let block = item.blocks.first, !block.lines.isEmpty else {
      flaws.append(
        item.line.problem(
          "\(item.blocks.isEmpty ? "no lines" : "several blocks of lines") under \"- \(item.key)\"",
          hint: "Put what is typed between ```wgan and ```, indented by two."))
      return nil
    }
    return block
  }
}

// Claims.

extension StepBuilder {
  private mutating func claimTexts() -> [ClaimText]? {
    if items("Claim").isEmpty {
      flaws.append(
        heading.problem("nothing is claimed", hint: "Write - Claim \"what\": `measured` = `value` within 0.01"))
    }
    return items("Claim").compactMap { item in attempt { () throws(Failure) in try StepBuilder.claim(item) } }
  }

  private static func claim(_ item: LessonItem) throws(Failure) -> ClaimText {
    let hint = "Write - Claim \"what\": `measured` = `value` within 0.01, or with < or > and no within."
    let (codes, around) = (item.codes, item.around)
    guard let subject = item.label, codes.count == 2, around.count == 3, around[0].isEmpty else {
      throw item.line.problem("the claim cannot be read", hint: hint)
    }
    if try codes[0].expression() == codes[1].expression() {
      throw item.line.problem("both sides are the same", hint: "Claim what could be otherwise.")
    }
    guard try codes[0].expression().readings.contains(where: { $0.canonicalText.contains(".") }) else {
      throw item.line.problem(
        "what is claimed is not measured", hint: "Name a measurement on the left: `NAME.x`, or the bench.",
        at: codes[0].range)
    }
    let comparison: ClaimText.Comparison
    switch around[1] {
    case "<" where around[2].isEmpty: comparison = .below
    case ">" where around[2].isEmpty: comparison = .above
    case "=":
      guard around[2].hasPrefix("within "), let tolerance = Double(around[2].dropFirst(7).trimmedText ?? ""),
        tolerance > 0
      else { throw item.line.problem("how near is near enough is not said", hint: hint) }
      comparison = .equal(within: tolerance)
    default: throw item.line.problem("\"\(around[1])\" compares nothing", hint: hint)
    }
    return ClaimText(subject: subject, measured: codes[0], comparison: comparison, value: codes[1], line: item.line)
  }
}

extension LessonSection {
  /// The words above the points.
  func template() throws(Failure) -> Template { try Template(words.trimmed.map { (line: $0, from: 0) }) }

  /// The points with a key.
  func items(_ key: String) -> [LessonItem] { items.filter { $0.key == key } }
}

extension [LessonLine] {
  /// Without blank lines at either end.
  fileprivate var trimmed: ArraySlice<LessonLine> {
    var rest = self[...].drop(while: \.isBlank)
    while rest.last?.isBlank == true { rest = rest.dropLast() }
    return rest
  }
}
