import Experiments

/// What is said in the museum, in one language.
struct MuseumPhrases: Sendable {
  /// A room was entered: its number, and how many faults are on.
  let entered: @Sendable (_ room: Int, _ faults: Int) -> String
  let howToAnswer: String
  /// The run of a room is gone.
  let left: @Sendable (_ room: Int) -> String

  // What is said to answers.
  let noneIsOn: @Sendable (_ names: [String]) -> String
  let oneIsOn: String
  let wouldShow: @Sendable (_ name: String, _ symptom: String) -> String
  let itWas: @Sendable (_ name: String, _ summary: String) -> String
  let found: @Sendable (_ place: String, _ lasted: String) -> String
  let tally: @Sendable (_ found: Int, _ rooms: Int, _ faults: Int, _ of: Int) -> String
  let nextRoom, shownBy: String

  // What cannot be done, and what to do.
  let nameSoMany: @Sendable (_ count: Int) -> String
  let suchAs: @Sendable (_ count: Int) -> String
  let changesNothing: @Sendable (_ name: String) -> String
  let marked: String
  let waits, helpWithRoom: String
  let summaryOfMuseum: String

  /// In which phase to look, as a question.
  let wheres: [FaultPart: String]
  /// Of each fault by its name: what it is, what it does, and a question that leads to it.
  let faults: [String: FaultWords]

  func `where`(_ fault: Fault) -> String { wheres[fault.part] ?? "" }
  func question(_ fault: Fault) -> String { faults[fault.name]?.question ?? "" }
  func summary(_ fault: Fault) -> String { faults[fault.name]?.summary ?? fault.summary }
  func symptom(_ fault: Fault) -> String { faults[fault.name]?.symptom ?? fault.symptom }
}

/// What is said of a fault; what is left out is as the fault says it.
struct FaultWords: Sendable {
  let question: String
  var summary: String?
  var symptom: String?
}

extension PlayerLanguage {
  var museumPhrases: MuseumPhrases {
    switch self {
    case .english: .english
    case .russian: .russian
    }
  }
}
