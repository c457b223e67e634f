import Arrays
import Language
import Notebook

/// A wrong answer that learners give, and what differs.
struct Wrong {
  let code: LessonCode
  let difference: () throws -> Wording
  var value: String { code.text }

  /// An answer as an expression (`1`, `2*log(2)`), and what it differs in.
  init(_ code: LessonCode, _ difference: @escaping () throws -> Wording) {
    (self.code, self.difference) = (code, difference)
  }
}

/// One of several answers to choose from.
struct Choice {
  let word: String
  let meaning: String
  let difference: (() throws -> Wording)?

  /// The word to type, what it says, and, unless it is the right one, what it differs in.
  init(_ word: String, _ meaning: String, wrong difference: (() throws -> Wording)? = nil) {
    (self.word, self.meaning, self.difference) = (word, meaning, difference)
  }
}

/// A question of one run.
struct Prediction {
  let key: AnswerKey
  /// Answers that must be taken as right, as learners spell them.
  let right: [LessonCode]
  let wrong: [Wrong]
  let hints: [() throws -> Wording]
  let because: () throws -> Wording

  /// What is said to an answer.
  func verdict(on given: Word, in session: Session, _ phrases: Phrases) throws -> Verdict {
    if try key.isRight(given, session, phrases) { return .right }
    if let choice = try key.chosen(given, phrases) { return .wrong(try choice.difference?().description ?? "") }
    for wrong in wrong where (try? key.isSame(given, wrong.value, session, phrases)) == true {
      return .wrong(try wrong.difference().description)
    }
    return .wrong(try key.difference(given, session, phrases))
  }
}

/// What is said to an answer.
enum Verdict: Equatable {
  case right
  case wrong(String)
}
