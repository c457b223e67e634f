import Display
import Language
import Notebook
import Texts

// What notebooks ask for: their cells name their steps, so that each can be run when it is wanted, and again.

extension Player {
  /// The place of a step in the lesson that is being taken, by its id or its number.
  func place(of step: String) throws(Problem) -> Int { try place(of: step, in: try current().lesson) }

  /// The place of a step in a lesson, by its id or its number.
  func place(of step: String, in lesson: Lesson) throws(Problem) -> Int {
    let outline = lesson.outline
    if let index = outline.firstIndex(where: { $0.id == step }) { return index }
    if let number = Int(step), outline.indices.contains(number - 1) { return number - 1 }
    throw Problem(
      phrases.noStepCalled(step), hint: didYouMean(nearest(step, among: outline.map(\.id))) ?? phrases.lessonLists)
  }

  /// Makes a step the current one without showing it, for its words stand elsewhere.
  func turn(to index: Int) throws {
    var run = try current()
    guard run.index != index else { return }
    run.index = index
    run = entered(run)
    if case .attempt(let attempt) = run.step.content.task {
      (run.made, run.reached) = (attempt.made, attempt.reached())
    }
    self.run = run
    note(run.lesson) { $0.at = run.step.outline.id }
  }

  /// `check STEP`: fails unless the step was answered or done in this run, and its claims hold. Where it is named, what is asked next is the
  /// current step then: its words stand elsewhere.
  func check(_ index: Int?) throws {
    if let index { try turn(to: index) }
    let step = try current().step
    switch step.content.task {
    case .prediction: try checkAnswer(to: step.outline.id)
    case .attempt(let attempt): try check(attempt, of: step.outline.id)
    case nil: try checkClaims(of: step)
    }
    try leaveBehind(isNamed: index != nil)
  }

  private func checkAnswer(to id: String) throws {
    guard try current().answered.contains(id) else {
      throw Problem("\(id): \(phrases.noRightAnswer)", hint: phrases.helpWithAnswer(id))
    }
    say(phrases.right)
  }

  private func check(_ attempt: Attempt, of id: String) throws {
    var run = try current()
    guard !run.answered.contains(id) else { return say(phrases.doneWell) }
    guard attempt.holds else {
      let words = [phrases.notYet, (try? difference(in: attempt)) ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
      throw Problem("\(id): \(words.onOneLine)", hint: phrases.helpWithStep(id))
    }
    run.settle()
    self.run = run
    say(phrases.doneWell + " " + (try attempt.notice().description))
  }

  /// What differs between what the learner has done and what is asked.
  private func difference(in attempt: Attempt) throws -> String {
    if let slip = attempt.made.min() { return try attempt.slips[slip].difference().description }
    if let otherwise = attempt.otherwise { return try otherwise().description }
    let readings = attempt.reached().map { phrases.reading($0.name, $0.value) }
    return readings.isEmpty ? "" : phrases.isNow(listed(readings, phrases.and))
  }

  private func checkClaims(of step: Step) throws {
    for picture in try step.content.pictures() { session.emit(picture) }
    guard let broken = try step.content.claims().first(where: { !$0.holds }) else { return }
    throw Problem(
      "\(step.outline.id): \(broken.subject) \(phrases.doesNotHold): \(broken.measured), \(phrases.claimed) \(broken.claim)"
    )
  }

  /// Marks the current step and what was read before it as done. After the last step the lesson is done, unless one is open.
  private func leaveBehind(isNamed: Bool) throws {
    var run = try current()
    run.settle()
    self.run = run
    let here = run.step.outline.id, before = run.lesson.outline[...run.index]
    let isRead = { (step: Outline) in step.id == here || step.kind == .read || step.kind == .see }
    note(run.lesson) { record in for step in before where isRead(step) { record.finish(step.id) } }
    record(run, "checked")
    guard run.isLast else { return isNamed ? try turnToQuestion(after: run) : () }
    let open = run.lesson.outline.filter { step in
      [.predict, .try, .check].contains(step.kind) && !run.answered.contains(step.id)
    }
    guard open.isEmpty else { throw Problem(phrases.stillOpen(listed(open.map(\.id), phrases.and))) }
    note(run.lesson) { $0.at = nil }
    let count = progress.count(of: run.lesson)
    session.emit(.text(phrases.ended(run.lesson.number, run.lesson.name, count, run.steps.count)))
  }

  /// Makes the next step that asks something the current one, if there is one.
  func turnToQuestion(after run: Run) throws {
    let later = run.steps.indices.dropFirst(run.index + 1)
    if let next = later.first(where: { run.steps[$0].content.task != nil }) { try turn(to: next) }
  }
}

extension String {
  /// Its words, wherever its lines end.
  fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
