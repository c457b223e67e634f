import Language
import Notebook
import Texts

// What the commands of a lesson do.

extension Player {
  /// Begins a lesson at a step: the bench is set up, and what earlier steps ask for is done, so that every run is alike.
  func begin(_ lesson: Lesson, at index: Int) throws {
    if let flaw = lesson.flaws.first { throw flaw }
    guard lesson.outline.indices.contains(index) else {
      throw Problem(phrases.noStep(lesson.name, lesson.outline.count, index + 1))
    }
    try leaveRoom()
    let isBenchUsed = try run == nil && !lesson.setup.isEmpty && hasTrained()
    let names = run?.lesson.name == lesson.name ? run?.names ?? [:] : session.variables
    let steps = try session.quietly {
      session.draws = 0
      session.variables = names
      try perform(lesson.setup)
      let steps = try lesson.steps(in: Scene(laboratory, in: session))
      for case .attempt(let attempt)? in steps(classroom.language).prefix(index).map(\.content.task) {
        try perform(attempt.solution)
      }
      return steps
    }
    let needed = lessons.filter { lesson.needs.contains($0.name) && progress.count(of: $0) < $0.outline.count }
    if !needed.isEmpty { say(phrases.needs(listed(needed.map(\.name), phrases.and))) }
    if isBenchUsed { say(phrases.benchIsNew) }
    var run = Run(lesson: lesson, stepsIn: steps, steps: steps(classroom.language), names: names, index: index)
    run.isInNotebook = session.isMuted
    try show(run)
    if run.isInNotebook, run.step.content.task == nil { try turnToQuestion(after: run) }
    if index > 0 { session.redo(with: ["lesson \(lesson.number) from \(index + 1)"]) }
  }

  private func hasTrained() throws -> Bool {
    let experiment = try laboratory.experiment()
    return experiment.critic.steps + experiment.generator.steps > 0
  }

  /// Lines of a lesson, as if they had been typed.
  func perform(_ lines: [String]) throws {
    for line in lines { try session.perform(line.split(separator: "\n").map(String.init), at: nil) }
  }

  /// The lesson that is being taken.
  func current() throws(Problem) -> Run {
    guard let run, room == nil else { throw Problem(phrases.noLesson, hint: phrases.lessonLists) }
    return run
  }

  /// Shows a run's step and makes it the current one; when it cannot be shown, the one before stays.
  func show(_ shown: Run) throws {
    var run = entered(shown)
    for output in try screen(of: run) { session.emit(output) }
    if case .attempt(let attempt) = run.step.content.task {
      (run.made, run.reached) = (attempt.made, attempt.reached())
      if attempt.holds {
        run.settle()
        session.emit(.text(phrases.alreadySo))
      }
    }
    self.run = run
    record(run, "shown")
    note(run.lesson) { $0.at = run.step.outline.id }
  }

  /// Says that `next` goes on, where it does.
  func sayNext(_ run: Run) { if !run.isInNotebook { session.emit(.text("\n" + phrases.nextGoesOn)) } }

  /// A run that has just come to its step.
  func entered(_ run: Run) -> Run {
    var run = run
    (run.hints, run.wrong, run.made, run.reached) = (0, 0, [], [])
    if progress.lessons[run.lesson.key]?.done.contains(run.step.outline.id) == true {
      run.doneBefore.insert(run.step.outline.id)
    }
    return run
  }

  /// Leaves the step behind.
  func advance(from run: Run) throws {
    guard run.isLast else {
      var following = run
      following.index += 1
      return try show(following)
    }
    self.run = nil
    note(run.lesson) { $0.at = nil }
    record(run, "ended")
    let done = phrases.ended(run.lesson.number, run.lesson.name, progress.count(of: run.lesson), run.steps.count)
    let isOfTheCourse = lessons.contains { $0.key == run.lesson.key && $0.number == run.lesson.number }
    let following = isOfTheCourse ? lessons.first { $0.number > run.lesson.number } : nil
    session.emit(.text(done + (following.map { " " + phrases.following($0.number, $0.name) } ?? "")))
  }

  /// `next`: on to the following step, if this one asks nothing more.
  func goOn() throws {
    let run = try current()
    guard run.isOpen else { throw waiting(run) }
    note(run.lesson) { $0.finish(run.step.outline.id) }
    try advance(from: run)
  }

  private func waiting(_ run: Run) -> Problem {
    let isPrediction = run.step.outline.kind == .predict
    return Problem(
      isPrediction ? phrases.waitsForPrediction : phrases.waitsForWork,
      hint: isPrediction ? phrases.helpWithPrediction : phrases.helpWithWork)
  }

  /// `previous`: shows the step before. What was done on the bench stays; `restart` and `from` undo it.
  func goBack() throws {
    var run = try current()
    guard run.index > 0 else { throw Problem(phrases.firstStep) }
    run.index -= 1
    try show(run)
  }

  /// `hint`: the next question that helps with the current step, or with the one named.
  func hint(_ index: Int? = nil) throws {
    if let index { try turn(to: index) }
    var run = try current()
    guard let hints = run.step.content.task?.hints else {
      throw Problem(phrases.asksNothing, hint: phrases.nextGoesOn)
    }
    guard run.hints < hints.count else {
      record(run, "no more hints")
      return say(phrases.lastHint)
    }
    run.hints += 1
    self.run = run
    record(run, "hint")
    say(phrases.hint(run.hints, hints.count) + " " + (try hints[run.hints - 1]().description))
  }

  /// `solution`: what `skip` would do at the current step, or at the one named, shown alone.
  func showSolution(_ index: Int? = nil) throws {
    if let index { try turn(to: index) }
    var run = try current()
    guard let task = run.step.content.task else { throw Problem(phrases.asksNothing, hint: phrases.nextGoesOn) }
    try tell(task)
    if case .prediction = task { run.settled.insert(run.step.outline.id) }
    self.run = run
    record(run, "solution")
  }

  /// `skip`: shows the solution, does it, and goes on whatever happens.
  func skip() throws {
    let run = try current()
    if let task = run.step.content.task, !run.isOpen {
      do {
        try tell(task)
        if case .attempt(let attempt) = task { try session.quietly { try perform(attempt.solution) } }
      } catch  where !session.isCancelled() {
        session.emit(.text(phrases.notDoneHere))
      }
      session.emit(.text(""))
    }
    record(run, "skipped")
    try advance(from: run)
  }

  private func tell(_ task: Task) throws {
    switch task {
    case .prediction(let prediction):
      say(phrases.answer + " \(try prediction.key.right()). " + (try prediction.because().description))
    case .attempt(let attempt):
      session.emit(
        .text(
          ([phrases.solution] + attempt.solution.flatMap { $0.split(separator: "\n") }.map { "    " + $0 }).joined(
            separator: "\n")))
    }
  }
}
