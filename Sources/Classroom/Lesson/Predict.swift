import Arrays
import Language
import Notebook

/// A wrong answer that learners give, and what differs.
public struct Wrong {
  let value: String
  let difference: String

  /// An answer as an expression (`1`, `2*log(2)`), and what it differs in.
  public init(_ value: String, _ difference: String) { (self.value, self.difference) = (value, difference) }
}

/// One of several answers to choose from.
public struct Choice {
  let word: String
  let meaning: String
  let difference: String?

  /// The word to type, what it says, and, unless it is the right one, what it differs in.
  public init(_ word: String, _ meaning: String, wrong difference: String? = nil) {
    (self.word, self.meaning, self.difference) = (word, meaning, difference)
  }
}

/// What a prediction is about: a number, a shape, or a choice.
public struct Answer<State> {
  let bind: (State) -> AnswerKey

  /// A number that is read from the state, right to within an absolute distance.
  public static func number(
    within tolerance: Real, _ value: @escaping (Measured<State>) throws -> Measured<some BinaryFloatingPoint>
  ) -> Answer {
    Answer { state in .number(.within(tolerance)) { Real(try value(Measured(state)).value) } }
  }

  /// The extents of a tensor's axes, such as `[64, 1]`.
  public static func shape(_ value: @escaping (State) throws -> [Int]) -> Answer {
    Answer { state in .shape { try value(state) } }
  }

  /// One of a few words. The one without a difference is right.
  public static func choice(_ choices: Choice...) -> Answer { Answer { _ in .choice(choices) } }
}

/// A question to be answered with `predict VALUE` before anything is run.
public struct Predict<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// A question, what is right, wrong answers with what they differ in, hints that are questions, and the reason.
  public init(
    _ id: String, _ question: Words<State>, _ answer: Answer<State>, wrong: [Wrong] = [], hints: [String],
    file: String = #fileID, line: Int = #line, because: @escaping (Measured<State>) throws -> Wording
  ) {
    recipe = Recipe(outline: Outline(id: id, kind: .predict, file: file, line: line)) { state in
      let key = answer.bind(state)
      return Content(
        text: { key.asking(try question.bind(state)) },
        task: .prediction(Prediction(key: key, right: [], wrong: wrong, hints: hints) { try because(Measured(state)) }))
    }
  }
}

/// A question of one run.
struct Prediction {
  let key: AnswerKey
  /// Answers that must be taken as right, as learners spell them.
  let right: [String]
  let wrong: [Wrong]
  let hints: [String]
  let because: () throws -> Wording

  /// What is said to an answer.
  func verdict(on given: Word, in session: Session, _ phrases: Phrases) throws -> Verdict {
    if try key.isRight(given, session, phrases) { return .right }
    if let choice = try key.chosen(given, phrases) { return .wrong(choice.difference ?? "") }
    for wrong in wrong where (try? key.isSame(given, wrong.value, session, phrases)) == true {
      return .wrong(wrong.difference)
    }
    return .wrong(try key.difference(given, session, phrases))
  }
}

/// What is said to an answer.
enum Verdict: Equatable {
  case right
  case wrong(String)
}
