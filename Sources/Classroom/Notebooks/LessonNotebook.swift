import Display
import Laboratory
import Language
import Notebook
import Texts

/// A lesson as a Jupyter notebook: its words as Markdown, its questions and tasks as cells to fill in, each followed by a cell that fails as
/// long as the step is not done. The cells name their steps, so that they can be run in any order and again.
///
/// The lesson is taken once while it is written, for the numbers in its words are measured.
public struct LessonNotebook {
  private let lesson: Lesson
  private let reference: String
  private let language: PlayerLanguage
  private let isSolved: Bool
  private var phrases: Phrases { language.phrases }

  /// The notebook of a lesson that is called `reference` at the prompt, to be filled in or filled in already.
  public init(_ lesson: Lesson, called reference: String, in language: PlayerLanguage, isSolved: Bool) {
    (self.lesson, self.reference, self.language, self.isSolved) = (lesson, reference, language, isSolved)
  }

  /// The notebook. Throws what is wrong with the lesson.
  public func document() throws -> NotebookDocument {
    let laboratory = Laboratory(), classroom = Classroom(laboratory, lessons: [lesson])
    classroom.language = language
    let session = Session([laboratory.toolkit(), classroom.toolkit], output: MemorySink())
    session.streams = false
    defer { classroom.leave() }
    try perform("lesson \(lesson.name) from 1;", in: session)
    var cells = opening
    for step in classroom.run?.steps ?? [] {
      cells += try self.cells(of: step)
      if case .attempt(let attempt)? = step.content.task {
        for lines in attempt.solution { try perform(lines, in: session) }
      }
    }
    return NotebookDocument(cells)
  }

  private func perform(_ lines: String, in session: Session) throws {
    if let failure = session.run(cell: lines).failure { throw failure }
  }
}

// Cells.

extension LessonNotebook {
  private var opening: [NotebookCell] {
    let title = "# \(lesson.number) · \(lesson.title(in: language))"
    let text = [title, lesson.summary(in: language), phrases.notebookHelp].joined(separator: "\n\n")
    return [words("title", text), locked("begin", "lesson \(reference) from 1;")]
  }

  private func cells(of step: Step) throws -> [NotebookCell] {
    let id = step.outline.id, content = step.content
    var cells = [words(id, try markdown(of: step))]
    if content.isPictured, step.outline.kind != .check { cells.append(locked(id + "-pictures", "show pictures \(id)")) }
    switch content.task {
    case .prediction(let prediction):
      let answer = isSolved ? try prediction.solution() : "…"
      cells += [toFillIn(id, "predict \(id): \(answer)"), check(id, points: 1)]
    case .attempt(let attempt):
      let lines = isSolved ? attempt.solution.joined(separator: "\n") : phrases.yourLines
      cells += [toFillIn(id, lines), check(id, points: 1)]
    case nil:
      if [.check, .simplified].contains(step.outline.kind) { cells.append(check(id, points: nil)) }
    }
    return cells
  }

  private func markdown(of step: Step) throws -> String {
    let kind = phrases.kinds(step.outline.kind)
    var parts = ["## \(kind.prefix(1).uppercased() + kind.dropFirst()): \(step.outline.id)"]
    if step.outline.kind == .simplified { parts = ["## " + phrases.simplified.filter { $0 != ":" }] }
    parts.append(try step.content.words().markdown)
    if case .prediction(let prediction)? = step.content.task, !prediction.key.choices.isEmpty {
      let choices = prediction.key.choices.map { "- `\($0.word)`: \(Wording($0.meaning).markdown)" }
      parts.append(choices.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func words(_ name: String, _ text: String) -> NotebookCell { NotebookCell(.markdown, id: id(name), text) }

  /// A cell that the learner writes.
  private func toFillIn(_ step: String, _ source: String) -> NotebookCell {
    code(step + "-answer", source, NbgraderCell(isSolution: true))
  }

  /// A cell that says whether a step is done, and is worth points where there is something to do.
  private func check(_ step: String, points: Int?) -> NotebookCell {
    code(step + "-check", "check \(step)", NbgraderCell(points: points))
  }

  /// A cell that stays as it is.
  private func locked(_ name: String, _ source: String) -> NotebookCell { code(name, source, NbgraderCell()) }

  private func code(_ name: String, _ source: String, _ role: NbgraderCell) -> NotebookCell {
    let id = id(name)
    return NotebookCell(.code, id: id, source, metadata: .object([("nbgrader", role.metadata(id: id))]))
  }

  /// The same for the same step, whatever it says: of the lesson's and the step's names, as far as nbformat allows their letters.
  private func id(_ name: String) -> String {
    let text = "\(lesson.name)-\(name)"
    let allowed = text.unicodeScalars.map { scalar in
      let isAllowed = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isAllowed || scalar == "-" ? String(scalar) : "_" + String(scalar.value, radix: 16)
    }.joined()
    guard allowed.count > 64 else { return allowed }
    // What is cut off keeps long names apart.
    return allowed.prefix(47) + "-" + fingerprint(text)
  }
}

/// What nbgrader is told of a cell: whether it is written by the learner, and what it is worth.
private struct NbgraderCell {
  var isSolution = false
  var points: Int?

  func metadata(id: String) -> JSON {
    func truth(_ value: Bool) -> JSON { .literal(value ? "true" : "false") }
    var members: [(String, JSON)] = [
      ("cell_type", .text("code")), ("grade", truth(points != nil)), ("grade_id", .text(id)),
      ("locked", truth(!isSolution)),
    ]
    if let points { members.append(("points", .integer(points))) }
    return .object(
      members + [("schema_version", .integer(3)), ("solution", truth(isSolution)), ("task", truth(false))])
  }
}

extension Prediction {
  /// A right answer as a learner types it.
  fileprivate func solution() throws -> String { try right.first?.text ?? key.right() }
}
