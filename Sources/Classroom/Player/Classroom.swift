import Laboratory
import Language
import Notebook

/// Lessons in a laboratory, and how far the learner is in them. Between two steps everything stays allowed that is allowed without a lesson.
public final class Classroom {
  /// The lessons, in the curriculum's order.
  public let lessons: [Lesson]
  let laboratory: Laboratory
  let file: ProgressFile?
  /// What the player speaks, and lessons where they are translated.
  public var language = PlayerLanguage.english {
    didSet { if let run { self.run?.steps = run.stepsIn(language) } }
  }
  /// The lesson that is being taken, if any.
  var run: Run?
  /// The room of the museum that somebody is in, if any.
  var room: MuseumRoom?
  /// The rooms that are in the tally already: nobody earns one twice, by restart or by its number.
  var countedRooms: Set<[Int]> = []
  /// How far the learner has come.
  var progress: Progress
  /// Whether progress could not be kept, which is said once.
  var isFileLost = false

  /// A classroom in a laboratory. Progress is kept in `file`; without one, only as long as the session.
  public init(_ laboratory: Laboratory, lessons: [Lesson], progress file: ProgressFile? = nil) {
    (self.laboratory, self.lessons, self.file) = (laboratory, lessons, file)
    progress = file?.load() ?? Progress()
  }

  /// What lessons bring to a session: their commands, the place before the prompt, and what they say after each cell.
  public var toolkit: Toolkit {
    var toolkit = Toolkit()
    (toolkit.commands, toolkit.subjects) = (commands, [picturesSubject])
    toolkit.otherNames = { [lessons] in lessons.map(\.name) + [MuseumDeal.lesson] }
    toolkit.promptPrefix = { [self] in
      room.map(\.mark) ?? run.map { "Lesson \($0.lesson.number) · \($0.place) " } ?? ""
    }
    toolkit.afterwards = { [self] session in
      let player = Player(classroom: self, session: session)
      try player.watchRoom()
      try player.judgeCell()
    }
    return toolkit
  }

  /// `set language`: at once.
  public var preference: Preference {
    Preference(
      "language", "what lessons are told in: \(PlayerLanguage.allCases.map(\.phrases.name).joined(separator: ", "))",
      PlayerLanguage.allCases.map(\.rawValue), value: { [self] in language.rawValue }
    ) { [self] word in language = PlayerLanguage(rawValue: word) ?? language }
  }

  /// Leaves the lesson that is being taken. What its steps hold, such as the session, is let go.
  public func leave() { (run, room) = (nil, nil) }
}

/// One lesson being taken.
struct Run {
  let lesson: Lesson
  /// Its steps in each language.
  let stepsIn: (PlayerLanguage) -> [Step]
  /// Its steps in the language that is spoken.
  var steps: [Step]
  /// What the learner's names stood for when the lesson was begun: beginning it again gives that back.
  let names: [String: Value]
  /// The step that is shown.
  var index: Int
  /// Whether it was begun silently, as notebooks begin it: their cells have the words and name their steps.
  var isInNotebook = false
  /// Steps that were answered or done in this run.
  var settled: Set<String> = []
  /// Steps of this run that were answered rightly or done, or whose claims held; one whose solution was only shown is not among them.
  var answered: Set<String> = []
  /// Steps that were done in an earlier run: `next` may pass them, and doing them again is judged as the first time.
  var doneBefore: Set<String> = []
  /// How many of the step's hints were given.
  var hints = 0
  /// How many answers to the step were wrong.
  var wrong = 0
  /// The missteps that could be seen after the last cell.
  var made: Set<Int> = []
  /// What the step's condition looked at after the last cell.
  var reached: [Attempt.Reading] = []

  var step: Step { steps[index] }
  var isLast: Bool { index == steps.count - 1 }
  /// `4/9`
  var place: String { "\(index + 1)/\(steps.count)" }
  /// Whether `next` may go on.
  var isOpen: Bool { step.content.task == nil || isSettled || doneBefore.contains(step.outline.id) }
  /// Whether the step was answered or done in this run.
  var isSettled: Bool { settled.contains(step.outline.id) }

  /// The current step was answered rightly, or done.
  mutating func settle() {
    settled.insert(step.outline.id)
    answered.insert(step.outline.id)
  }
}
