import Display
import Notebook

/// One concept, taught in steps: a question, predictions, tries, pictures, checks, and what was simplified.
///
/// What it measures is measured afresh in each run and changed by no step, so that steps can be looked at in any order and a replay is exact.
public struct Lesson {
  /// Its place in the curriculum.
  public let number: Int
  /// Its module's name, such as `VanishingJSGradient`: what `lesson` takes and what progress is kept under.
  public let name: String
  /// The concept, in a line.
  public let summary: String
  /// The steps as far as they are known before it is begun.
  public let outline: [Outline]
  /// Lines that are run before the first step, so that every run begins alike.
  let setup: [String]
  /// The course that it belongs to; empty for the kit's own.
  var course = ""
  /// The names of the lessons that it builds on.
  public internal(set) var needs: [String] = []
  /// What progress in it is kept under.
  var key: String { course.isEmpty ? name : course + "/" + name }
  /// What is wrong with how it is written.
  var flaws: [Failure] = []
  private let bind: (Scene) throws -> (PlayerLanguage) -> [Step]
  /// What it teaches, in other languages.
  var summaries: [PlayerLanguage: String] = [:]
  /// The languages that it is translated into.
  var languages: [PlayerLanguage] { summaries.keys.sorted { $0.rawValue < $1.rawValue } }

  /// A lesson from its outline and what makes the steps of a run.
  init(
    _ number: Int, _ name: String, _ summary: String, setup: [String], outline: [Outline],
    bind: @escaping (Scene) throws -> (PlayerLanguage) -> [Step]
  ) {
    (self.number, self.name, self.summary, self.setup) = (number, name, summary, setup)
    (self.outline, self.bind) = (outline, bind)
  }

  /// The steps of one run, on a fresh state, in each language.
  func steps(in scene: Scene) throws -> (PlayerLanguage) -> [Step] { try bind(scene) }
}

/// What is known of a step before the lesson is begun.
public struct Outline: Hashable, Sendable {
  /// Its name within the lesson: progress is kept under it, so it stays when the step's words change.
  public let id: String
  /// What kind of step it is.
  public let kind: Kind
  /// The file that it is written in.
  public let file: String
  /// Its line there.
  public let line: Int

  /// The kinds of step, in a lesson's rhythm.
  public enum Kind: String, CaseIterable, Sendable { case read, predict, `try`, see, check, simplified }
}

/// A step of one run: its outline, and what it shows and asks.
struct Step {
  let outline: Outline
  let content: Content
}

/// What a step shows and asks.
struct Content {
  /// Its words; computed when it is shown.
  var text: () throws -> Wording
  /// Its pictures and tables.
  var pictures: () throws -> [Output] = { [] }
  /// What it claims, measured.
  var claims: () throws -> [Claim] = { [] }
  /// What it asks of the learner.
  var task: Task?
}

/// What a step asks of the learner.
enum Task {
  case prediction(Prediction)
  case attempt(Attempt)

  var hints: [String] {
    switch self {
    case .prediction(let prediction): prediction.hints
    case .attempt(let attempt): attempt.hints
    }
  }
}
