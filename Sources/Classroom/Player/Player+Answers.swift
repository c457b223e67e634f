import Display
import Language
import Notebook
import Texts

// What is said to answers.

extension Player {
  /// `predict VALUE`, or `predict STEP: VALUE`: judged by value.
  func predict(_ typed: Word) throws {
    let given = try turned(by: typed)
    var run = try current()
    guard case .prediction(let prediction) = run.step.content.task else {
      throw Problem(phrases.noPrediction, hint: run.isOpen ? phrases.nextGoesOn : phrases.doIt)
    }
    switch try prediction.verdict(on: given, in: session, phrases) {
    case .right:
      run.settle()
      self.run = run
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say(phrases.right + " " + (try prediction.because().description))
      sayNext(run)
    case .wrong(let difference):
      run.wrong += 1
      self.run = run
      record(run, "wrong")
      say(phrases.notQuite + " " + difference)
      // Too large, too small is no teacher: from the second on a question helps.
      if run.wrong > 1, run.hints < prediction.hints.count { try hint() }
    }
  }

  /// What was answered, once the step that it names, `half: 0.5`, is the current one.
  private func turned(by typed: Word) throws -> Word {
    var given = typed
    if let match = typed.text.prefixMatch(of: /([\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*):\s*/) {
      try turn(to: place(of: String(match.output.1)))
      let start = typed.range.lowerBound + typed.text.distance(from: typed.text.startIndex, to: match.range.upperBound)
      given = Word(String(typed.text[match.range.upperBound...]), at: start..<max(start, typed.range.upperBound))
    }
    guard !["…", "...", ""].contains(given.text) else {
      throw Problem(phrases.noAnswerYet, hint: phrases.helpWithAnswer(try current().step.outline.id), at: typed.range)
    }
    return given
  }

  /// After each cell: whether it did what the step asks for; where it did not and yet changed what the step looks at, what differs. Our own
  /// commands change nothing here, for what holds when a step is shown was noted then.
  func judgeCell() throws {
    guard var run, case .attempt(let attempt) = run.step.content.task, !run.isSettled else { return }
    let made = attempt.made, reached = attempt.reached()
    defer { self.run = run }
    let isAttempt = reached != run.reached
    let slip = made.subtracting(run.made).min() ?? (isAttempt ? made.min() : nil)
    (run.made, run.reached) = (made, reached)
    if attempt.holds {
      run.settle()
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say(phrases.doneWell + " " + (try attempt.notice().description))
      sayNext(run)
    } else if let slip {
      record(run, "wrong")
      say(phrases.notYet + ": " + (try attempt.slips[slip].difference().description))
    } else if isAttempt {
      record(run, "open")
      if let otherwise = attempt.otherwise { return say(phrases.notYet + ": " + (try otherwise().description)) }
      let readings = listed(reached.map { phrases.reading($0.name, $0.value) }, phrases.and)
      say(phrases.notYet + (reached.isEmpty ? "." : ": " + phrases.isNow(readings)))
    }
  }

  /// Words on a page.
  func say(_ words: String) { session.emit(.text(Wording(words).page)) }

  /// Where the lesson stands, for programs.
  func record(_ run: Run, _ state: String) {
    let outline = run.step.outline
    session.record(
      .table(
        Table(
          "lesson", columns: ["number", "lesson", "step", "of", "id", "kind", "state"],
          rows: [
            [
              .number(.init(run.lesson.number)), .text(run.lesson.name), .number(.init(run.index + 1)),
              .number(.init(run.steps.count)), .text(outline.id), .text(outline.kind.rawValue), .text(state),
            ]
          ])))
  }
}
