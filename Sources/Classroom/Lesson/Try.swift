import Notebook

/// Something that learners do at the prompt instead of what was asked, and what differs.
public struct Misstep<State> {
  let lines: [String]
  let difference: String
  let isMade: (State) throws -> Bool

  /// Lines that make it, what they differ in, and how it is seen in the live session.
  public init(_ lines: String..., difference: String, isMade: @escaping (State) throws -> Bool) {
    (self.lines, self.difference, self.isMade) = (lines, difference, isMade)
  }
}

/// Something to do at the prompt. It is done when a condition on the live session holds, whatever was typed.
public struct Try<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// A task, lines that do it, what learners do instead, hints that are questions, what to notice afterwards, and the condition.
  public init(
    _ id: String, _ task: Words<State>, solution: [String], missteps: [Misstep<State>] = [], hints: [String],
    notice: @escaping (Measured<State>) throws -> Wording = { _ in "" }, file: String = #fileID, line: Int = #line,
    isDone: @escaping (State) throws -> Bool
  ) {
    recipe = Recipe(outline: Outline(id: id, kind: .try, file: file, line: line)) { state in
      let bound = missteps.map { misstep in
        Attempt.Slip(lines: misstep.lines, difference: { Wording(stringLiteral: misstep.difference) }) { try misstep.isMade(state) }
      }
      return Content(
        text: { try task.bind(state) },
        task: .attempt(
          Attempt(
            solution: solution, slips: bound, hints: hints, notice: { try notice(Measured(state)) },
            isDone: { try isDone(state) })))
    }
  }
}

/// A task of one run.
struct Attempt {
  /// A misstep of one run.
  struct Slip {
    let lines: [String]
    let difference: () throws -> Wording
    let isMade: () throws -> Bool
  }

  let solution: [String]
  let slips: [Slip]
  let hints: [String]
  let notice: () throws -> Wording
  /// What is said where a cell did neither what was asked for nor a misstep; `nil` for the values that the condition looks at.
  var otherwise: (() throws -> Wording)?
  let isDone: () throws -> Bool
  /// What the condition looks at, with the values that it has now.
  var reached: () -> [Reading] = { [] }

  /// Something that a condition looks at.
  struct Reading: Equatable {
    /// `theta`, `critic.steps`
    let name: String
    /// Its value for people; `nil` where it has none yet.
    let value: String?
    /// Tells a value from one that was given anew.
    let identity: ObjectIdentifier?
  }

  /// Whether the condition holds; one that cannot be judged yet does not.
  var holds: Bool { (try? isDone()) ?? false }

  /// The missteps that can be seen now, by their place in the list.
  var made: Set<Int> { Set(slips.indices.filter { (try? slips[$0].isMade()) ?? false }) }
}
