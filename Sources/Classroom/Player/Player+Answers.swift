import Display
import Language
import Notebook

// What is said to answers.

extension Player {
  /// `predict VALUE`: judged by value.
  func predict(_ given: Word) throws {
    var run = try current()
    guard case .prediction(let prediction) = run.step.content.task else {
      throw Problem("this step asks for no prediction", hint: run.isOpen ? "next goes on." : "Do it at the prompt.")
    }
    switch try prediction.verdict(on: given, in: session) {
    case .right:
      run.settled.insert(run.step.outline.id)
      self.run = run
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say("Right. " + (try prediction.because().description))
      session.emit(.text("\nnext goes on."))
    case .wrong(let difference):
      record(run, "wrong")
      say("Not quite: " + difference)
    }
  }

  /// After each cell: whether it did what the step asks for. Our own commands change nothing here, for what holds when a step is shown
  /// was noted then.
  func judgeCell() throws {
    guard var run, case .attempt(let attempt) = run.step.content.task, !run.isSettled else { return }
    let made = attempt.made
    if attempt.holds {
      run.settled.insert(run.step.outline.id)
      note(run.lesson) { $0.finish(run.step.outline.id) }
      record(run, "right")
      say("Done. " + (try attempt.notice().description))
      session.emit(.text("\nnext goes on."))
    } else if let slip = made.subtracting(run.made).min() {
      record(run, "wrong")
      say("Not yet: " + attempt.slips[slip].difference)
    }
    run.made = made
    self.run = run
  }

  /// Words on a page.
  func say(_ words: String) { session.emit(.text(Wording(stringLiteral: words).page)) }

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
