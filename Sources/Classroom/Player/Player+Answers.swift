import Display
import Language
import Notebook
import Texts

// What is said to answers.

extension Player {
  /// `predict VALUE`: judged by value.
  func predict(_ given: Word) throws {
    var run = try current()
    guard case .prediction(let prediction) = run.step.content.task else {
      throw Problem(phrases.noPrediction, hint: run.isOpen ? phrases.nextGoesOn : phrases.doIt)
    }
    switch try prediction.verdict(on: given, in: session, phrases) {
    case .right:
      run.settled.insert(run.step.outline.id)
      self.run = run
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say(phrases.right + " " + (try prediction.because().description))
      session.emit(.text("\n" + phrases.nextGoesOn))
    case .wrong(let difference):
      run.wrong += 1
      self.run = run
      record(run, "wrong")
      say(phrases.notQuite + " " + difference)
      // Too large, too small is no teacher: from the second on a question helps.
      if run.wrong > 1, run.hints < prediction.hints.count { try hint() }
    }
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
      run.settled.insert(run.step.outline.id)
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say(phrases.doneWell + " " + (try attempt.notice().description))
      session.emit(.text("\n" + phrases.nextGoesOn))
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
