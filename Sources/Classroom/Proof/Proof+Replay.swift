import Notebook

// What learners may do besides: missteps, and typing what the prose mentions. Each from a clean classroom.

extension Proof {
  func tryMissteps() {
    for (index, outline) in lesson.outline.enumerated() where outline.kind == .try {
      var need = Need(), ways: [[String]] = [], count = 0, slip = 0
      repeat {
        attempting(index) { attempt, room in
          if slip == 0 {
            count = attempt.slips.count
            ways = anyNumbers(attempt) + incomplete(attempt.solution.joined(separator: "\n"))
            need.look(at: attempt)
          }
          guard slip < count else { return }
          make(attempt.slips[slip], outline, in: room)
          need.look(at: attempt)
        }
        slip += 1
      } while slip < count
      checkNeed(need, ways, of: outline, at: index)
    }
  }

  /// Begins the step of a place as one who has done all before it, in a clean classroom.
  func attempting(_ index: Int, _ body: (Attempt, Player) -> Void) {
    inCleanRoom { room in
      _ = room.type(["lesson \(lesson.name) from \(index + 1)"])
      if case .attempt(let attempt)? = room.run?.step.content.task { body(attempt, room) }
    }
  }

  private func make(_ slip: Attempt.Slip, _ step: Outline, in room: Player) {
    let lines = slip.lines.joined(separator: "; "), line = slip.condition.line.number
    let reply = room.type(slip.lines)
    if room.run?.isOpen == true { return flaw("the misstep \"\(lines)\" passes", at: step, line: line) }
    let said = reply.output + (reply.failure?.problem.message ?? "")
    let words = try? slip.difference(), difference = words?.description ?? ""
    for number in words?.unmeasured ?? [] { flaw("the number \(number) is typed, not measured", at: step, line: line) }
    if difference.isEmpty || !isSaid(difference, in: said) {
      flaw("the misstep \"\(lines)\" is not met with what it differs in, but with: \(said)", at: step, line: line)
    }
  }

  /// Types all that stands in backticks at the step that says it, and holds the replayed screen against the first one.
  func typeCommands() {
    let last = lesson.outline.count - 1
    for (said, index, commands) in typed where !commands.isEmpty || index == last {
      let step = lesson.outline[index]
      inCleanRoom { room in
        if let failure = room.type(["lesson \(lesson.name) from \(index + 1)"]).failure {
          return flaw("it does not begin here", failure, at: step)
        }
        if let run = room.run, let outputs = try? room.screen(of: run),
          outputs.map(\.text).joined(separator: "\n") != screens[step.id]
        {
          flaw("it is not the same when replayed", at: step)
        }
        for command in commands { type(command, at: said, in: room) }
      }
    }
  }

  private func type(_ command: String, at step: Outline, in room: Player) {
    let word = command.prefix { $0.isLetter }
    guard !room.classroom.commands.contains(where: { $0.name == word }) || word == "lesson" else { return }
    if let failure = room.type([command]).failure {
      flaw("`\(command)` in its text fails: \(failure.problem.message)", at: step)
    }
  }
}
