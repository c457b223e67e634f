/// The player's own sentences in one language, plurals done as that language does them.
struct Phrases: Sendable {
  /// The language as it calls itself.
  let name: String

  // Where the lesson is.
  let kinds: @Sendable (Outline.Kind) -> String
  let nextGoesOn, nextEnds, predictAnswers, doIt: String
  let goingOn, benchIsNew, alreadySo: String
  let simplified: String
  /// The list of lessons: its title, and the head of what is done.
  let lessons, done: String
  /// `That was lesson 2, X: 13 of 14 steps done.`
  let ended: @Sendable (_ number: Int, _ name: String, _ done: Int, _ steps: Int) -> String
  let needs: @Sendable (_ lessons: String) -> String
  let following: @Sendable (_ number: Int, _ name: String) -> String
  let measuring: @Sendable (_ name: String) -> String

  // What is said to answers.
  let right, notQuite, doneWell, notYet: String
  let and: String
  let isNow: @Sendable (_ readings: String) -> String
  let reading: @Sendable (_ name: String, _ value: String?) -> String
  let hint: @Sendable (_ number: Int, _ of: Int) -> String
  let lastHint, answer, solution, notDoneHere: String
  let signIsWrong, notANumber: String
  let tooSmall, tooLarge: @Sendable (_ given: String) -> String
  let axes: @Sendable (_ given: Int, _ right: Int) -> String
  let lookAtAxes: @Sendable (_ axes: String) -> String

  // Claims.
  let measured, claimed, holds, doesNotHold: String

  // What cannot be done, and what to do.
  let noLesson, lessonLists, firstStep, asksNothing, noPrediction: String
  let waitsForPrediction, waitsForWork, helpWithPrediction, helpWithWork: String
  let oneNumber, suchAsNumber, aShape, suchAsShape: String
  let noChoice: @Sendable (_ given: String) -> String
  let chooseOne: @Sendable (_ words: String) -> String
  let noStep: @Sendable (_ lesson: String, _ steps: Int, _ asked: Int) -> String

  // Steps that are named, and notebooks.
  let noStepCalled, helpWithAnswer, helpWithStep, stillOpen: @Sendable (_ step: String) -> String
  let noAnswerYet, noRightAnswer, yourLines, notebookHelp: String
}

/// The languages that the player speaks.
public enum PlayerLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case russian = "ru"

  var phrases: Phrases {
    switch self {
    case .english: .english
    case .russian: .russian
    }
  }

  /// The language of a locale's name, such as `ru_RU.UTF-8`; English where it is not spoken here.
  public init(locale: String?) {
    self = PlayerLanguage(rawValue: String((locale ?? "").prefix { $0.isLetter }.lowercased())) ?? .english
  }

  /// The language of the environment: of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set.
  public static func standard(environment: [String: String]) -> PlayerLanguage {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    return PlayerLanguage(locale: names.compactMap { environment[$0] }.first { !$0.isEmpty })
  }
}
