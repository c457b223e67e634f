import Notebook

/// A task of one run: something to do at the prompt. It is done when a condition on the live session holds, whatever was typed.
struct Attempt {
  /// A misstep of one run.
  struct Slip {
    /// When it was made.
    let condition: LessonCode
    let lines: [String]
    let difference: () throws -> Wording
    let isMade: () throws -> Bool
  }

  let solution: [String]
  let slips: [Slip]
  let hints: [() throws -> Wording]
  let notice: () throws -> Wording
  /// What is said where a cell did neither what was asked for nor a misstep; `nil` for the values that the condition looks at.
  var otherwise: (() throws -> Wording)?
  let isDone: () throws -> Bool
  /// What has to hold for it to be done, one by one; a single one where the condition is not several with `and` between them.
  let parts: [Part]
  /// What the condition looks at, with the values that it has now.
  var reached: () -> [Reading] = { [] }

  /// One of the things that a condition asks for.
  struct Part {
    /// `critic.steps >= 300`, as it is written.
    let code: LessonCode
    let holds: () throws -> Bool
  }

  /// Something that a condition looks at.
  struct Reading: Equatable {
    /// `theta`, `critic.steps`
    let name: String
    /// Its value for people; `nil` where it has none yet.
    let value: String?
    /// Tells a tensor from one that was made anew.
    let identity: ObjectIdentifier?
    /// The bits of its numbers.
    let bits: [UInt64]
  }

  /// Whether the condition holds; one that cannot be judged yet does not.
  var holds: Bool { (try? isDone()) ?? false }

  /// Where the condition is written.
  var line: Int? { parts.first?.code.line.number }

  /// The one part that does not hold while all others do; `nil` where none is missing, or several are.
  var soleMissing: Int? {
    let missing = parts.indices.filter { !((try? parts[$0].holds()) ?? false) }
    return missing.count == 1 ? missing[0] : nil
  }

  /// The missteps that can be seen now, by their place in the list.
  var made: Set<Int> { Set(slips.indices.filter { (try? slips[$0].isMade()) ?? false }) }
}
