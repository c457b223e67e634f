import Display
import Language
import Notebook
import Texts

extension Classroom {
  /// The commands that lessons are taken with.
  var commands: [Command] {
    [
      lessonCommand, predictCommand,
      command("next", "Goes on to the following step of the lesson.", repeats: true) { try $0.goOn() },
      command("previous", "Shows the step before.") { try $0.goBack() },
      command("hint", "Asks a question that helps with this step, or with one that is named.") { try $0.hint($1) },
      command("solution", "Shows the answer of this step, or of one that is named.") { try $0.showSolution($1) },
      command("check", "Fails unless this step, or one that is named, is answered or done and its claims hold.") {
        try $0.check($1)
      },
      command("skip", "Shows this step's answer, does it, and goes on.") { try $0.skip() },
      command("restart", "Begins the lesson again, forgetting what was done in it.") { player in
        let lesson = try player.current().lesson
        player.note(lesson) { $0 = Progress.Record() }
        try player.begin(lesson, at: 0)
      },
    ]
  }

  private static let group = "Lessons"

  private func command(
    _ name: String, _ summary: String, repeats: Bool = false, body: @escaping (Player) throws -> Void
  ) -> Command {
    Command(name, summary, group: Self.group, repeats: repeats) { [self] session in
      try body(Player(classroom: self, session: session))
    }
  }

  /// A command that takes a step, or is about the current one.
  private func command(_ name: String, _ summary: String, body: @escaping (Player, Int?) throws -> Void) -> Command {
    Command(
      name, summary, Argument("step", .optional(step), "its id or its number"), group: Self.group
    ) { [self] session, index in
      try body(Player(classroom: self, session: session), index)
    }
  }

  /// A step of the lesson that is being taken.
  private var step: ArgumentKind<Int> {
    ArgumentKind(candidates: { [self] _, _ in run?.lesson.outline.map { ($0.id, $0.kind.rawValue) } ?? [] }) {
      [self] word, session throws(Problem) in
      try Player(classroom: self, session: session).place(of: word.text)
    }
  }

  /// `show pictures`: what a step draws, without its words.
  var picturesSubject: Subject {
    Subject(
      "pictures", "what a step of the lesson draws, without its words",
      Argument("step", .optional(step), "its id or its number; left out, the current one"), group: Self.group,
      examples: []
    ) { [self] session, index in
      let run = try Player(classroom: self, session: session).current()
      return try run.steps[index ?? run.index].content.pictures()
    }
  }

  private var predictCommand: Command {
    Command(
      "predict", "Answers the question of this step, or of one that is named, as in predict half: 0.5.",
      Argument(
        "value", .rest,
        "a number, a shape such as [64, 1], or one of the words offered; any expression; perhaps after its step's id and a colon"
      ),
      group: Self.group
    ) { [self] session, given in
      try Player(classroom: self, session: session).predict(given)
    }
  }

  private var lessonCommand: Command {
    let found = ArgumentKind<Lesson>(candidates: { [lessons] _, _ in lessons.map { ($0.name, $0.summary) } }) {
      [lessons] word, session throws(Problem) in
      guard Lesson.isFile(word.text) else { return try Lesson.named(word.text, among: lessons) }
      return try Lesson.file(word.text, in: session.files)
    }
    return Command(
      "lesson", "Begins a lesson, or goes on with it; alone, lists them.",
      Argument("name", .optional(found), "its number, its name or the beginning of it, or a file of one, F.md"),
      Argument(
        "step", .keyword("from", Self.step, default: nil), "begin at this step, the earlier ones done for you: its number or its id"),
      group: Self.group, examples: ["lesson"]
    ) { [self] session, lesson, step in
      let player = Player(classroom: self, session: session)
      guard let lesson = try lesson ?? (step == nil ? nil : player.current().lesson) else { return player.list() }
      guard let step else { return try player.resume(lesson) }
      try player.begin(lesson, at: try Self.index(of: step, in: lesson))
    }
  }

  /// A step as it is named on a line.
  private static var step: ArgumentKind<Word?> { ArgumentKind { word, _ in word } }

  /// The place of a step, which its number or its id names.
  private static func index(of step: Word, in lesson: Lesson) throws(Problem) -> Int {
    if let number = Int(step.text) { return number - 1 }
    let ids = lesson.outline.map(\.id)
    guard let index = ids.firstIndex(of: step.text) else {
      throw Problem(
        "\(lesson.name) has no step \(quoted(step.text))",
        hint: didYouMean(nearest(step.text, among: ids)) ?? "Its steps are \(listed(ids)).", at: step.range)
    }
    return index
  }
}

extension Player {

  /// Begins a lesson; where somebody types, it goes on where it was left. A script always starts from the beginning, so that it does the
  /// same each time.
  fileprivate func resume(_ lesson: Lesson) throws {
    let place = progress.place(in: lesson)
    guard session.isInteractive, place > 0 else { return try begin(lesson, at: 0) }
    session.emit(.text(phrases.goingOn))
    try begin(lesson, at: place)
  }

  fileprivate func list() {
    session.emit(
      .table(
        Table(
          phrases.lessons, columns: ["", "", phrases.done, ""],
          rows: lessons.map { lesson in
            [
              .number(.init(lesson.number)), .text(lesson.name),
              .text("\(progress.count(of: lesson))/\(lesson.outline.count)"),
              .text(lesson.summaries[classroom.language] ?? lesson.summary),
            ]
          })))
  }
}
