import Display
import Experiments
import Language
import Notebook
import Texts

extension Classroom {
  /// The commands that lessons are taken with.
  var commands: [Command] {
    [
      lessonCommand, predictCommand,
      command("next", "Goes on to the following step of the lesson.", repeats: true) { player in
        if let room = player.room { try player.goOn(from: room) } else { try player.goOn() }
      },
      command("previous", "Shows the step before.") { try $0.goBack() },
      command("hint", "Asks a question that helps with this step, or with one that is named.") { player, step in
        if let room = player.room { try player.hint(in: room) } else { try player.hint(step) }
      },
      command("solution", "Shows the answer of this step, or of one that is named.") { player, step in
        if let room = player.room { try player.showSolution(of: room) } else { try player.showSolution(step) }
      },
      command("check", "Fails unless this step, or one that is named, is answered or done and its claims hold.") {
        try $0.check($1)
      },
      command("skip", "Shows this step's answer, does it, and goes on.") { player in
        if let room = player.room { try player.skip(room) } else { try player.skip() }
      },
      command("restart", "Begins the lesson again, forgetting what was done in it.") { player in
        if let room = player.room { return try player.enter(room.deal) }
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
        "value", .rest(of: { [self] _, _ in room == nil ? [] : Fault.all.map { ($0.name, $0.summary) } }),
        "a number, a shape such as [64, 1], one of the words offered, a fault; any expression; perhaps after its step's id and a colon"
      ),
      group: Self.group
    ) { [self] session, given in
      let player = Player(classroom: self, session: session)
      if let room { try player.answer(given, in: room) } else { try player.predict(given) }
    }
  }

  private var lessonCommand: Command {
    let found = ArgumentKind<LessonChoice>(candidates: { [self] _, _ in
      lessons.map { ($0.name, $0.summary) } + [(MuseumDeal.lesson, language.museumPhrases.summaryOfMuseum)]
    }) { [lessons] word, session throws(Problem) in
      if MuseumDeal.isMeant(by: word.text) { return .museum }
      guard Lesson.isFile(word.text) else { return .lesson(try Lesson.named(word.text, among: lessons)) }
      return .lesson(try Lesson.file(word.text, in: session.files))
    }
    return Command(
      "lesson", "Begins a lesson, or goes on with it; alone, lists them.",
      Argument("name", .optional(found), "its number, its name or the beginning of it, museum, or a file of one, F.md"),
      Argument(
        "step", .keyword("from", Self.from, default: nil),
        "begin at this step, the earlier ones done for you: its number or its id"),
      Argument("seed", .keyword("seed", .int(MuseumDeal.seeds), default: -1), "of the museum: which room"),
      Argument("faults", .keyword("faults", .int(MuseumDeal.counts), default: 1), "of the museum: how many at once"),
      group: Self.group, examples: ["lesson"]
    ) { [self] session, choice, step, seed, faults in
      let player = Player(classroom: self, session: session)
      if case .museum? = choice { return try player.visit(seed: seed < 0 ? nil : seed, faults) }
      var lesson: Lesson?
      if case .lesson(let named)? = choice { lesson = named }
      guard seed < 0, faults == 1 else {
        throw Problem("only the museum has rooms", hint: "lesson museum seed 7 enters the room of that number.")
      }
      guard let lesson = try lesson ?? (step == nil ? nil : player.current().lesson) else { return player.list() }
      guard let step else { return try player.resume(lesson) }
      if let number = Int(step.text) { return try player.begin(lesson, at: number - 1) }
      do { try player.begin(lesson, at: try player.place(of: step.text, in: lesson)) } catch let problem as Problem {
        throw problem.located(at: step.range)
      }
    }
  }

  /// A step as it is named on a line.
  private static var from: ArgumentKind<Word?> { ArgumentKind { word, _ in word } }
}

/// What `lesson` is told to begin.
private enum LessonChoice {
  case lesson(Lesson)
  case museum
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
          } + [
            [
              "", .text(MuseumDeal.lesson), .text("\(progress.museum?.faults.count ?? 0)/\(Fault.all.count)"),
              .text(classroom.language.museumPhrases.summaryOfMuseum),
            ]
          ])))
  }
}
