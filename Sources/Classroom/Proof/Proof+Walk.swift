import Notebook
import Texts

// The straight way through: every step shown, answered wrongly and rightly, and left.

extension Proof {
  /// The same way in another language, whose words have to fit, to be questions where they are hints, and to be what is said.
  func walk(in other: PlayerLanguage) {
    let before = (language, screens, typed, claims)
    language = other
    walk()
    (language, screens, typed) = (before.0, before.1, before.2)
    forgetClaims(after: before.3.count)
  }

  func walk() {
    let known = flaws.count, taken = steps()
    if taken < lesson.outline.count, flaws.count == known {
      flaw(
        "only \(taken) of \(counted(lesson.outline.count, "step")) could be taken: a line leads out of the lesson",
        at: lesson.outline[min(taken, lesson.outline.count - 1)])
    }
  }

  /// Takes one step after the other; gives how many there were.
  private func steps() -> Int {
    var taken = 0
    inCleanRoom { room in
      if let failure = room.type(["lesson \(lesson.name)"]).failure {
        return lesson.outline.first.map { flaw("it does not begin", failure, at: $0) } ?? flaw(failure)
      }
      while let run = room.run, run.lesson.name == lesson.name, run.index == taken {
        let step = run.step
        if step.outline.id != lesson.outline[run.index].id { return flaw("the steps differ from the outline") }
        patience.begin()
        look(at: step, in: room, run)
        answer(step, in: room)
        if room.run?.index == run.index { taken += 1 }
        if let failure = room.type(["next"]).failure {
          // What cannot be shown is the step that comes next.
          return flaw("it cannot be shown", failure, at: run.steps[min(run.index + 1, run.steps.count - 1)].outline)
        }
        if room.run?.index == run.index { return flaw("next does not go on", at: step.outline) }
      }
    }
    return taken
  }

  private func look(at step: Step, in room: Player, _ run: Run) {
    do {
      let screen = try room.screen(of: run).map(\.text).joined(separator: "\n")
      screens[step.outline.id] = screen
      measureSize(of: screen, at: step.outline)
      read(try words(of: step), of: step, at: run.index)
      try checkHints(of: step)
      try weigh(step)
    } catch {
      flaw("it cannot be shown", error, at: step.outline)
    }
  }

  private func measureSize(of screen: String, at step: Outline) {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count > Player.screenHeight {
      flaw("it shows \(lines.count) lines; \(Player.screenHeight) fit on a terminal", at: step)
    }
    if let wide = lines.map({ displayWidth($0) }).max(), wide > 80 { flaw("a line is \(wide) columns wide", at: step) }
  }

  /// All that a step can say.
  private func words(of step: Step) throws -> [Wording] {
    var words = [try step.content.text()]
    switch step.content.task {
    case .prediction(let prediction):
      words.append(try prediction.because())
      words += try prediction.wrong.map { try $0.difference() }
      words += try prediction.key.choices.compactMap { try $0.difference?() }
    case .attempt(let attempt):
      // What speaks of what was typed can only be said then; the rest is read here.
      words += attempt.slips.compactMap { try? $0.difference() }
      if let otherwise = attempt.otherwise.flatMap({ try? $0() }) { words.append(otherwise) }
    case nil: break
    }
    return try words + (step.content.task?.hints ?? []).map { try $0() }
  }

  private func read(_ words: [Wording], of step: Step, at index: Int) {
    for words in words {
      for number in words.unmeasured {
        flaw("the number \(number) is typed, not measured", at: step.outline, line: words.line)
      }
      if words.description.count(where: { $0 == "`" }) % 2 == 1 {
        flaw("a backtick is left open", at: step.outline, line: words.line)
      }
    }
    typed.append((step.outline, index, words.flatMap(\.commands)))
  }

  private func checkHints(of step: Step) throws {
    guard let task = step.content.task else { return }
    if task.hints.isEmpty { flaw("it has no hint", at: step.outline) }
    for hint in try task.hints.map({ try $0() }) where hint.description.last != "?" {
      flaw("a hint is no question: \"\(hint.description)\"", at: step.outline, line: hint.line)
    }
  }

  private func weigh(_ step: Step) throws {
    guard step.outline.kind == .check else { return }
    let claims = try step.content.claims()
    if claims.isEmpty { flaw("it claims nothing", at: step.outline) }
    let others = (0..<24).map { step.content.claimsOfOther($0) }
    for (index, claim) in claims.enumerated() {
      note(claim, at: step.outline)
      if let weakness = claim.weakness {
        flaw("the claim could hardly fail: \(claim.subject): \(weakness)", at: step.outline, line: claim.line)
      } else if others.allSatisfy({ index < $0.count && $0[index]?.holds == true }) {
        flaw(
          "the claim cannot fail: \(claim.subject): it would hold of any other numbers, too", at: step.outline,
          line: claim.line)
      }
      guard !claim.holds else { continue }
      flaw(
        "the claim does not hold: \(claim.subject) is \(claim.measured), not \(claim.claim)", at: step.outline,
        line: claim.line)
    }
  }

  private func answer(_ step: Step, in room: Player) {
    switch step.content.task {
    case .prediction(let prediction): answer(prediction, of: step.outline, in: room)
    case .attempt(let attempt):
      perform(attempt, of: step.outline, in: room)
      notice(attempt, of: step, in: room)
    case nil: break
    }
  }

  /// What is to be noticed once it is done: read like all other words, and what it says can be typed is typed at the next step.
  private func notice(_ attempt: Attempt, of step: Step, in room: Player) {
    guard let run = room.run, run.isOpen, !run.isLast else { return }
    do {
      read([try attempt.notice()], of: step, at: run.index + 1)
    } catch {
      flaw("what is to be noticed cannot be said", error, at: step.outline)
    }
  }

  private func perform(_ attempt: Attempt, of step: Outline, in room: Player) {
    if room.run?.isOpen == true { return flaw("it is done before anything was typed", at: step, line: attempt.line) }
    _ = room.type(["1 + 1"])
    if room.run?.isOpen == true { return flaw("anything that is typed does it", at: step, line: attempt.line) }
    let before = room.session.variables
    for lines in anyNumbers(attempt) {
      _ = room.type(lines)
      if room.run?.isOpen == true {
        return flaw("any number does it: \(lines.joined(separator: "; "))", at: step, line: attempt.line)
      }
    }
    room.session.variables = before
    if let failure = room.type(attempt.solution).failure { flaw("its solution fails", failure, at: step) }
    if room.run?.isOpen != true {
      let unknown = attempt.reached().filter { $0.value == nil }.map { "\"\($0.name)\"" }
      do {
        if !unknown.isEmpty {
          flaw("after its solution \(unknown.joined(separator: " and ")) has no value", at: step, line: attempt.line)
        } else if try !attempt.isDone() {
          flaw("its solution does not do it", at: step, line: attempt.line)
        }
      } catch {
        flaw("its condition cannot be judged", error, at: step)
      }
      room.run?.settled.insert(step.id)
    }
  }

  /// Whether a text was printed, wherever it was folded.
  func isSaid(_ text: String, in output: String) -> Bool {
    func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return words(output).contains(words(text))
  }
}
