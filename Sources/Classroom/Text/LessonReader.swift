import Language
import Notebook
import Texts

/// Reads a lesson's file: a title, a summary, what is set up and measured, then steps. What is wrong is collected, each with its line
/// and a caret, so that a teacher hears of all of it at once. The grammar is in `Lessons/README.md`.
struct LessonReader {
  private let lines: [LessonLine]
  private var position = 0
  /// What is wrong, in the order of the lines.
  private(set) var flaws: [Failure] = []
  private var setup: LessonBlock?
  private var measures: [MeasureText] = []

  /// A file's text.
  init(_ text: String, file: String) { lines = LessonLine.lines(of: text, file: file) }

  /// Reads all of it; `nil` where there is nothing that could be taken as a lesson.
  mutating func lesson() -> LessonText? {
    guard let parts = parts() else { return nil }
    let steps = parts.steps.compactMap { part in
      var builder = StepBuilder(part)
      let step = builder.step()
      flaws += builder.flaws
      return step
    }
    for measure in measures where !isAsked(for: measure) {
      flaws.append(
        measure.block.opening.problem(
          "nobody asks for what is measured here", hint: "Use it, {\(measure.name).x}, or take the block out."))
    }
    flaws.sort { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }
    return LessonText(title: parts.title, summary: parts.summary, setup: setup, measures: measures, steps: steps)
  }

  /// Whether a line outside its block says the name of a measurement.
  private func isAsked(for measure: MeasureText) -> Bool {
    let first = measure.block.opening.number, last = first + measure.block.lines.count
    return lines.contains { line in
      guard !(first...last).contains(line.number) else { return false }
      return line.text.matches(of: /[A-Za-z0-9]+/).contains { match in
        match.output == measure.name && line.text[match.range.upperBound...].hasPrefix(".")
      }
    }
  }

  /// Reads a translation: the words of a lesson, under the same headings and keys. What is missing there stays as it is in the lesson.
  mutating func translation(of lesson: LessonText) -> LessonText {
    guard let parts = parts() else { return lesson }
    for block in [setup].compactMap({ $0 }) + measures.map(\.block) {
      flaws.append(
        block.opening.problem("a translation holds words alone", hint: "Take the block out; the lesson has it."))
    }
    var translator = LessonTranslator(lesson, parts.steps)
    if let heading = lines.first(where: { !$0.isBlank }) {
      translator.hold(Template(parts.summary), against: Template(lesson.summary), at: heading)
    }
    let steps = translator.steps()
    flaws += translator.flaws
    flaws.sort { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }
    return LessonText(
      title: parts.title, summary: parts.summary, setup: lesson.setup, measures: lesson.measures, steps: steps)
  }

  /// The title, the summary and the steps as they stand.
  private mutating func parts() -> (title: String, summary: String, steps: [StepPart])? {
    skipBlank()
    guard let heading = current, heading.text.hasPrefix("# "), let title = heading.text.dropFirst(2).trimmedText else {
      let line = current ?? LessonLine(file: lines.first?.file ?? "", number: 1, text: "")
      flaws.append(line.problem("a lesson begins with its title", hint: "Write # and what it is called: # Half of one"))
      return nil
    }
    position += 1
    let head = section()
    let paragraph = head.words.drop(while: \.isBlank).prefix { !$0.isBlank }
    let summary = paragraph.compactMap(\.text.trimmedText).joined(separator: " ")
    if summary.isEmpty {
      flaws.append(heading.problem("what it teaches is not said", hint: "Write one sentence under the title."))
    }
    for item in head.items {
      flaws.append(item.line.problem("this belongs to a step", hint: "Steps begin with ## Read: id"))
    }
    var steps: [StepPart] = []
    while let heading = current {
      position += 1
      let section = section()
      if let (kind, id) = attempt({ () throws(Failure) in try heading.step() }) {
        steps.append(StepPart(kind: kind, id: id, heading: heading, section: section))
      }
    }
    return (title, summary, steps)
  }

  private var current: LessonLine? { position < lines.count ? lines[position] : nil }

  private mutating func skipBlank() { while current?.isBlank == true { position += 1 } }

  /// Notes what is wrong and goes on.
  private mutating func attempt<T>(_ body: () throws(Failure) -> T) -> T? {
    do throws(Failure) { return try body() } catch {
      flaws.append(error)
      return nil
    }
  }
}

/// A step as it stands: its heading and what is under it.
struct StepPart {
  let kind: Outline.Kind
  let id: String
  let heading: LessonLine
  let section: LessonSection
}

/// What stands between two headings.
struct LessonSection {
  /// Prose, blank lines included.
  var words: [LessonLine] = []
  /// The points under the prose that begin with a key, such as `- Hint:`.
  var items: [LessonItem] = []
  /// The fenced lines that are pictures.
  var pictures: [LessonBlock] = []
}

extension LessonReader {
  /// The lines up to the next heading. What is set up or measured there is taken out.
  private mutating func section() -> LessonSection {
    var section = LessonSection()
    while let line = current, !line.isHeading {
      if line.text.hasPrefix("```") {
        fence(in: &section)
      } else if let item = LessonItem(line) {
        position += 1
        section.items.append(self.item(item))
      } else {
        if let last = section.items.last, !line.isBlank {
          flaws.append(
            line.problem(
              "these words stand after a point and belong to none",
              hint: line.meant ?? "Indent them by two spaces, and they go on with \"- \(last.key)\".",
              at: 0..<max(1, line.text.count)))
        } else if section.items.isEmpty {
          section.words.append(line)
        }
        position += 1
      }
    }
    return section
  }

  /// The rest of a point: lines that are indented under it.
  private mutating func item(_ first: LessonItem) -> LessonItem {
    var item = first
    while let line = current, line.isBlank || line.indent >= 2 {
      if line.text.dropFirst(line.indent).hasPrefix("```") {
        if let (_, block) = block() { item.blocks.append(block) }
        continue
      }
      if line.isBlank, !(followingText.map { $0.indent >= 2 } ?? false) { break }
      position += 1
      if let inner = LessonItem(line, indent: 2) {
        item.items.append(inner)
      } else if !item.items.isEmpty, !line.isBlank {
        item.items[item.items.count - 1].lines.append((line, min(4, line.indent)))
      } else {
        item.lines.append((line, 2))
      }
    }
    return item
  }

  /// The next line that is not blank.
  private var followingText: LessonLine? { lines[position...].first { !$0.isBlank } }

  /// Fenced lines, and the words after the fence. Those of a wgan block are code; others stay as they are, as a formula.
  private mutating func fence(in section: inout LessonSection) {
    guard let opening = current, let (words, block) = block() else { return }
    let after = words.split(separator: " ").map(String.init)
    switch (after.first, after.dropFirst().first, after.count) {
    case ("wgan", "setup", 2):
      if setup != nil {
        flaws.append(opening.problem("a lesson is set up once", hint: "Put these lines into the first block."))
      }
      setup = block
    case ("wgan", "measure", 3) where isName(after[2]): measure(after[2], block)
    case ("wgan", "live", 3) where isName(after[2]): measure(after[2], block, isLive: true)
    case ("wgan", "picture", 2): section.pictures.append(block)
    case ("wgan", nil, 1):
      flaws.append(
        opening.problem(
          "these lines are neither set up, measured nor a picture",
          hint: "Write ```wgan setup, ```wgan measure NAME or ```wgan picture; a point's own lines are indented by two."
        ))
    case ("wgan", _, _):
      flaws.append(
        opening.problem(
          "\"\(words)\" is no kind of block",
          hint:
            "Write ```wgan setup, ```wgan measure NAME or ```wgan live NAME (lowercase letters and digits), or ```wgan picture."
        ))
    default:
      let known = ["setup", "measure", "live", "picture"]
      if let kind = after.dropFirst().first, known.contains(kind) || after.first?.hasPrefix("wgan") == true {
        flaws.append(opening.problem("\"\(words)\" is no kind of block", hint: "Did you mean ```wgan \(kind)?"))
      }
      section.words += block.lines.enumerated().map {
        LessonLine(file: opening.file, number: opening.number + 1 + $0, text: "    " + $1)
      }
    }
  }

  private mutating func measure(_ name: String, _ block: LessonBlock, isLive: Bool = false) {
    if measures.contains(where: { $0.name == name }) {
      flaws.append(block.opening.problem("\(name) is measured twice", hint: "Give one of them another name."))
    }
    for (line, name) in block.unusedConstants {
      flaws.append(line.problem("\(name) is typed, not measured", hint: "Compute it, or use it in what is measured."))
    }
    measures.append(MeasureText(name: name, isLive: isLive, block: block))
  }

  /// The lines between two fences, and what stands after the first; `nil` where the second is missing.
  private mutating func block() -> (words: String, block: LessonBlock)? {
    guard let opening = current else { return nil }
    position += 1
    let start = position, indent = opening.indent
    while let line = current, !line.text.dropFirst(line.indent).hasPrefix("```") { position += 1 }
    guard current.map({ $0.text.dropFirst($0.indent).allSatisfy { $0 == "`" || $0.isWhitespace } }) == true else {
      flaws.append(opening.problem("the block has no end", hint: "Close it with a line that says: ```"))
      return nil
    }
    let inner = lines[start..<position].map { String($0.text.dropFirst(min(indent, $0.indent))) }
    position += 1
    let words = String(opening.text.dropFirst(indent).drop { $0 == "`" }),
      block = LessonBlock(opening: opening, lines: inner)
    if words.hasPrefix("wgan") {
      flaws += block.flaws(changesRun: !["wgan live", "wgan picture"].contains { words.hasPrefix($0) })
    }
    return (words, block)
  }
}

extension LessonBlock {
  /// Names that are given numbers as they were typed, and are used nowhere in the block.
  fileprivate var unusedConstants: [(LessonLine, String)] {
    lines.enumerated().compactMap { index, text in
      guard let match = text.wholeMatch(of: /\s*([a-z][a-z0-9]*)\s*=\s*([^=].*?)\s*;?/) else { return nil }
      let (name, value) = (String(match.output.1), match.output.2)
      guard !value.replacing(/[0-9.]+(e[-+]?[0-9]+)?/, with: "").contains(where: \.isLetter) else { return nil }
      let others = lines.enumerated().filter { $0.offset != index }.map(\.element).joined(separator: "\n")
      guard others.matches(of: /[a-z][a-z0-9]*/).allSatisfy({ $0.output != name }) else { return nil }
      return (LessonLine(file: opening.file, number: opening.number + 1 + index, text: text), name)
    }
  }
}

extension LessonLine {
  /// What a line that is no point was meant to be, as far as it can be told.
  fileprivate var meant: String? {
    if text.hasPrefix("\t") { return "The line begins with a tab. Indent it by two spaces." }
    if text.hasPrefix("#") { return "A step begins with ## and its kind: ## See: id" }
    guard let match = text.firstMatch(of: /^ ?[-*+] *([A-Za-z]+)/) else { return nil }
    let key = String(match.output.1)
    let keys = [
      "Answer", "Because", "Choice", "Claim", "Done", "Hint", "Misstep", "Notice", "Otherwise", "Right", "Solution",
      "Wrong",
    ]
    guard let meant = keys.first(where: { $0.lowercased() == key.lowercased() }) else { return nil }
    return "A point begins with a dash, its key and a colon: - \(meant): …"
  }

  /// Whether it begins a step.
  fileprivate var isHeading: Bool { text.hasPrefix("## ") }

  /// `## Predict: slope`: the kind and the id.
  fileprivate func step() throws(Failure) -> (Outline.Kind, String) {
    let words = text.dropFirst(3).prefix { $0 != "<" }, colon = words.firstIndex(of: ":") ?? words.endIndex
    let name = words[..<colon].trimmedText ?? "", id = words[colon...].dropFirst().trimmedText
    guard let kind = Outline.Kind(rawValue: name.lowercased()) else {
      let kinds = Outline.Kind.allCases.map(\.rawValue)
      throw problem(
        "\"\(name)\" is no kind of step",
        hint: didYouMean(nearest(name.lowercased(), among: kinds).map(\.capitalized))
          ?? "Steps are \(kinds.map(\.capitalized).joined(separator: ", ")).", at: 3..<3 + max(1, name.count))
    }
    guard let id = id ?? (kind == .simplified ? "simplified" : nil) else {
      throw problem("the step has no id", hint: "Progress is kept under it: ## \(kind.rawValue.capitalized): id")
    }
    guard isStepID(id) else {
      throw problem("\"\(id)\" is not an id", hint: "An id is one word of letters, digits and -.")
    }
    return (kind, id)
  }
}

/// Whether a text may be a step's id.
private func isStepID(_ text: String) -> Bool {
  !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
}

extension StringProtocol {
  /// Without white space at either end; `nil` when nothing is left.
  var trimmedText: String? {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}
