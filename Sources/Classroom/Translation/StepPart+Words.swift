import Notebook
import Texts

// A translation holds words alone: the rest is the lesson's.

extension StepPart {
  /// What stands in a translated step that is not words of its lesson's step, each at its line; and whether a key is among it that there
  /// is not.
  func foreign(to step: StepText) -> (flaws: [Failure], hasKeys: Bool) {
    let known = StepPart.keys[step.kind] ?? []
    var flaws = section.pictures.map { $0.opening.notWords("the block") }, hasKeys = false
    for item in section.items {
      flaws += item.blocks.map { $0.opening.notWords("the block") }
      if StepPart.lessonKeys.contains(item.key), step.kind == .predict || step.kind == .try {
        flaws.append(item.line.notWords("it"))
      } else if !known.contains(item.key) {
        flaws.append(unknown(item, in: step.kind, known))
        hasKeys = true
      } else {
        flaws += item.codeThere + item.pointsThere
      }
    }
    for (key, count) in step.single {
      for item in section.items(key).dropFirst(count) {
        flaws.append(item.line.problem(count == 0 ? "the lesson has no \"\(key)\" here" : "a second \"\(key)\""))
      }
    }
    return (flaws, hasKeys)
  }

  /// The keys under which words stand.
  private static let keys: [Outline.Kind: [String]] = [
    .predict: ["Wrong", "Choice", "Hint", "Because"], .try: ["Misstep", "Hint", "Otherwise", "Notice"],
    .check: ["Claim"],
  ]

  /// The keys under which no words stand.
  private static let lessonKeys = ["Answer", "Right", "Done", "Solution"]

  private func unknown(_ item: LessonItem, in kind: Outline.Kind, _ known: [String]) -> Failure {
    let hint =
      known.isEmpty
      ? "Steps of this kind have words alone; begin the point with a lowercase letter to make it one of them."
      : didYouMean(nearest(item.key, among: known)) ?? "Keys stay as in the lesson: \(listed(known))."
    return item.line.problem("a \(kind.rawValue) step has no \"\(item.key)\"", hint: hint)
  }
}

extension LessonLine {
  /// Whether nothing on a heading could be a stamp.
  var isUnstamped: Bool { !text.contains("<!--") }

  fileprivate func notWords(_ what: String) -> Failure {
    problem("a translation holds words alone", hint: "Take \(what) out; the lesson has it.")
  }
}

extension LessonItem {
  /// Conditions of missteps, and what claims say.
  fileprivate var codeThere: [Failure] {
    if key == "Misstep", let code {
      return [line.problem("when it was made is the lesson's to say", hint: "Write - Misstep: …", at: code.range)]
    }
    guard key == "Claim", let rest = lines.first(where: { $0.line.text.dropFirst($0.from).trimmedText != nil }) else {
      return []
    }
    return [
      rest.line.problem(
        "what is claimed is the lesson's to say", hint: "Write - Claim \"what\":",
        at: rest.from..<max(rest.from + 1, rest.line.text.count))
    ]
  }

  /// Points under it: a choice has one, what is wrong with it.
  fileprivate var pointsThere: [Failure] {
    items.filter { key != "Choice" || $0.key != "Differs" }.map {
      $0.line.problem("a \(key.lowercased()) has no \"\($0.key)\"")
    }
  }
}

extension StepText {
  /// How often a key stands in the lesson's step, of those that stand once at most.
  fileprivate var single: [(key: String, count: Int)] {
    switch body {
    case .prediction: [("Because", 1)]
    case .attempt(let attempt):
      [("Notice", attempt.notice == nil ? 0 : 1), ("Otherwise", attempt.otherwise == nil ? 0 : 1)]
    case .words, .claims: []
    }
  }

  /// Its heading as it is written.
  var heading: String {
    "## \(kind.rawValue.capitalized)" + (kind == .simplified && id == "simplified" ? "" : ": \(id)")
  }
}
