import Display
import Notebook

/// One concept, taught in steps: a question, predictions, tries, pictures, checks, and what was simplified.
///
/// What it measures is measured afresh in each run and changed by no step, so that steps can be looked at in any order and a replay is exact.
public struct Lesson {
  /// Its place in the curriculum.
  public let number: Int
  /// Its title as one word, such as `VanishingJSGradient`: what `lesson` takes and what progress is kept under.
  public let name: String
  /// The course that it belongs to; empty for the kit's own.
  var course = ""
  /// The names of the lessons that it builds on.
  public internal(set) var needs: [String] = []
  /// All else, read from the text when it is first asked for: most sessions take no lesson, and none takes all.
  private let reading: Deferred<LessonReading>

  /// A lesson that is read when something of it is asked for.
  init(_ number: Int, _ name: String, reading: @escaping () -> LessonReading) {
    (self.number, self.name, self.reading) = (number, name, Deferred(reading))
  }

  /// The concept, in a line.
  public var summary: String { reading.value.summary }
  /// The steps as far as they are known before it is begun.
  public var outline: [Outline] { reading.value.outline }
  /// Lines that are run before the first step, so that every run begins alike.
  var setup: [String] { reading.value.setup }
  /// What is wrong with how it is written.
  var flaws: [Failure] { reading.value.flaws }
  /// What is wrong with its translations: learners get the lesson's own words there.
  var translationFlaws: [PlayerLanguage: [Failure]] { reading.value.translationFlaws }
  /// What it teaches, in other languages.
  var summaries: [PlayerLanguage: String] { reading.value.summaries }
  /// The languages that it is translated into.
  var languages: [PlayerLanguage] { summaries.keys.sorted { $0.rawValue < $1.rawValue } }
  /// Its title in a language; where it has none there, its own.
  func title(in language: PlayerLanguage) -> String { reading.value.titles[language] ?? reading.value.title }
  /// What it teaches, in a language; where that is not said there, in its own.
  func summary(in language: PlayerLanguage) -> String { summaries[language] ?? summary }
  /// What progress in it is kept under.
  var key: String { course.isEmpty ? name : course + "/" + name }

  /// The steps of one run, on a fresh state, in each language.
  func steps(in scene: Scene) throws -> (PlayerLanguage) -> [Step] { reading.value.bind(scene) }
}

/// What a lesson's text says.
struct LessonReading {
  let title: String
  let titles: [PlayerLanguage: String]
  let summary: String
  let summaries: [PlayerLanguage: String]
  let setup: [String]
  let outline: [Outline]
  let flaws: [Failure]
  let translationFlaws: [PlayerLanguage: [Failure]]
  /// Makes the steps of a run, in each language.
  let bind: (Scene) -> (PlayerLanguage) -> [Step]
}

/// A value that is made when it is first asked for.
private final class Deferred<Value> {
  private let make: () -> Value
  private(set) lazy var value = make()

  init(_ make: @escaping () -> Value) { self.make = make }
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
  /// The same as they are written: without a heading, and without what there is to choose from.
  let words: () throws -> Wording
  /// Whether it draws something.
  let isPictured: Bool
  /// Its pictures and tables.
  var pictures: () throws -> [Output] = { [] }
  /// What it claims, measured.
  var claims: () throws -> [Claim] = { [] }
  /// The same claims of other numbers than were measured, drawn by a seed; `nil` where nothing can be claimed of them.
  var claimsOfOther: (_ seed: UInt64) -> [Claim?] = { _ in [] }
  /// What it asks of the learner.
  var task: Task?
}

/// What a step asks of the learner.
enum Task {
  case prediction(Prediction)
  case attempt(Attempt)

  var hints: [() throws -> Wording] {
    switch self {
    case .prediction(let prediction): prediction.hints
    case .attempt(let attempt): attempt.hints
    }
  }
}
