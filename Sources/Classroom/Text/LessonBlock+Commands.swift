import Notebook

// What lines of a lesson cannot say.

extension LessonBlock {
  /// Commands that lead through lessons, or end what the lesson is taken in.
  private static let leading: Set<Substring> = [
    "quit", "exit", "restart", "lesson", "lessons", "next", "skip", "predict", "hint", "solution", "check", "course",
  ]

  /// Commands that change the learner's run: no part of what is measured on it, or drawn of it.
  private static let changing: Set<Substring> = [
    "use", "set", "step", "train", "finish", "begin", "back", "goto", "branch", "switch", "race", "fault", "load",
    "break",
  ]

  /// Commands that write files: a lesson leaves none behind.
  private static let writing: Set<Substring> = ["save", "export", "record"]

  /// Lines that say such a command.
  func flaws(changesRun: Bool) -> [Failure] {
    lines.enumerated().compactMap { index, text in
      let indent = text.prefix(while: \.isWhitespace).count, word = text.dropFirst(indent).prefix { $0.isLetter }
      // `step = 3` gives a name a value.
      guard !text.dropFirst(indent + word.count).drop(while: \.isWhitespace).hasPrefix("=") else { return nil }
      let hint: String
      if Self.leading.contains(word) {
        hint = "It leads away from the step that says it."
      } else if Self.writing.contains(word) {
        hint = "Proving a lesson would write the file, and so would each learner who takes it."
      } else if !changesRun, Self.changing.contains(word) {
        hint = "These lines look at the learner's run. Measure it in a room of its own: ```wgan measure NAME"
      } else {
        return nil
      }
      let line = LessonLine(file: opening.file, number: opening.number + 1 + index, text: text)
      return line.problem("a lesson's lines cannot say \(word) here", hint: hint, at: indent..<indent + word.count)
    }
  }
}
