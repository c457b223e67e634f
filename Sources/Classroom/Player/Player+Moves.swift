import Language
import Notebook

// What the commands of a lesson do.

extension Player {
  /// Begins a lesson at a step: the bench is set up, and what earlier steps ask for is done, so that every run is alike.
  func begin(_ lesson: Lesson, at index: Int) throws {
    if let flaw = lesson.flaws.first { throw flaw }
    guard lesson.outline.indices.contains(index) else {
      throw Problem("\(lesson.name) has \(lesson.outline.count) steps, got \(index + 1)")
    }
    let isBenchUsed = try run == nil && !lesson.setup.isEmpty && hasTrained()
    let names = run?.lesson.name == lesson.name ? run?.names ?? [:] : session.variables
    let steps = try session.quietly {
      session.draws = 0
      session.variables = names
      try perform(lesson.setup)
      let steps = try lesson.steps(in: Scene(laboratory, in: session))
      for case .attempt(let attempt)? in steps.prefix(index).map(\.content.task) { try perform(attempt.solution) }
      return steps
    }
    if isBenchUsed { say("The lesson set its own bench up; what you trained before is gone.\n") }
    try show(Run(lesson: lesson, steps: steps, names: names, index: index))
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
    guard let run else { throw Problem("no lesson is open", hint: "lesson lists them; lesson NAME begins one.") }
    return run
  }

  /// Shows a run's step and makes it the current one; when it cannot be shown, the one before stays.
  func show(_ shown: Run) throws {
    var run = shown
    (run.hints, run.wrong, run.made) = (0, 0, [])
    if progress.lessons[run.lesson.name]?.done.contains(run.step.outline.id) == true {
      run.doneBefore.insert(run.step.outline.id)
    }
    for output in try screen(of: run) { session.emit(output) }
    if case .attempt(let attempt) = run.step.content.task {
      (run.made, run.reached) = (attempt.made, attempt.reached())
      if attempt.holds {
        run.settled.insert(run.step.outline.id)
        session.emit(.text("This is so already: next goes on."))
      }
    }
    self.run = run
    record(run, "shown")
    note(run.lesson) { $0.at = run.step.outline.id }
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
    let done =
      "That was lesson \(run.lesson.number), \(run.lesson.name): "
      + "\(progress.count(of: run.lesson)) of \(run.steps.count) steps done."
    let following = lessons.first { $0.number > run.lesson.number }
    session.emit(.text(done + (following.map { " The next is lesson \($0.number), \($0.name)." } ?? "")))
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
      isPrediction ? "this step waits for your prediction" : "this step waits for you to do it",
      hint: (isPrediction ? "predict VALUE answers; " : "")
        + "hint asks you something, skip shows the answer and goes on.")
  }

  /// `previous`: shows the step before. What was done on the bench stays; `restart` and `from` undo it.
  func goBack() throws {
    var run = try current()
    guard run.index > 0 else { throw Problem("this is the first step") }
    run.index -= 1
    try show(run)
  }

  /// `hint`: the next question that helps.
  func hint() throws {
    var run = try current()
    guard let hints = run.step.content.task?.hints else {
      throw Problem("this step asks nothing", hint: "next goes on.")
    }
    guard run.hints < hints.count else {
      record(run, "no more hints")
      return session.emit(.text("That was the last hint. solution shows the answer, skip goes on with it."))
    }
    run.hints += 1
    self.run = run
    record(run, "hint")
    say("Hint \(run.hints) of \(hints.count): " + hints[run.hints - 1])
  }

  /// `solution`: what `skip` would do, shown alone.
  func showSolution() throws {
    var run = try current()
    guard let task = run.step.content.task else { throw Problem("this step asks nothing", hint: "next goes on.") }
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
        session.emit(.text("It could not be done here; restart begins on a fresh bench."))
      }
      session.emit(.text(""))
    }
    record(run, "skipped")
    try advance(from: run)
  }

  private func tell(_ task: Task) throws {
    switch task {
    case .prediction(let prediction):
      say("Answer: \(try prediction.key.right()). " + (try prediction.because().description))
    case .attempt(let attempt):
      session.emit(.text((["Solution:"] + attempt.solution.map { "    " + $0 }).joined(separator: "\n")))
    }
  }
}
