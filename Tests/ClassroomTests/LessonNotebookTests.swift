import Classroom
import Foundation
import Notebook
import Testing

/// A lesson as a notebook: filled in it passes, to be filled in it fails where something is missing.
@Suite struct LessonNotebookTests {
  private func notebook(
    _ lesson: Lesson = .small, isSolved: Bool, language: PlayerLanguage = .english
  ) throws -> NotebookDocument {
    try LessonNotebook(lesson, called: lesson.name, in: language, isSolved: isSolved).document()
  }

  /// Runs a notebook as `wganlab run` does.
  private func run(_ notebook: NotebookDocument, _ lesson: Lesson = .small) throws -> (code: Int32, errors: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lesson-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.ipynb").path
    try notebook.text.write(toFile: path, atomically: true, encoding: .utf8)
    let room = Room(lesson)
    return (ScriptRunner(room.session).run([.file(path)]).code, room.sink.errors)
  }

  @Test("The solved notebook passes")
  func solved() throws {
    let (code, errors) = try run(notebook(isSolved: true))
    #expect(code == 0 && errors == "")
  }

  @Test("The other one fails at what is first to be filled in")
  func unfilled() throws {
    let unfilled = try notebook(isSolved: false), (code, errors) = try run(unfilled)
    #expect(code == 1 && errors.contains("an answer is missing"), "\(errors)")
    // The answer given, the task is what is missing.
    var answered = unfilled
    answered.cells = unfilled.cells.map { cell in
      guard cell.source == "predict half: …" else { return cell }
      return NotebookCell(.code, id: cell.id, "predict half: 1/2", metadata: cell.metadata)
    }
    #expect(try run(answered).errors.contains("try: Not yet"))
  }

  @Test("Both have the same cells under the same names, and differ in what is filled in")
  func alike() throws {
    let (unfilled, solved) = (try notebook(isSolved: false).cells, try notebook(isSolved: true).cells)
    #expect(unfilled.map(\.id) == solved.map(\.id))
    let filled = zip(unfilled, solved).filter { $0.source != $1.source }.map(\.0.id)
    #expect(filled == ["Small-half-answer", "Small-try-answer"])
    #expect(try notebook(isSolved: true).text == notebook(isSolved: true).text)
  }

  @Test("A cell's name stays when the words change")
  func names() throws {
    let changed = try notebook(.with { $0.read = "Other words." }, isSolved: false)
    #expect(try changed.cells.map(\.id) == notebook(isSolved: false).cells.map(\.id))
  }

  @Test(
    "Names are what nbformat allows, and different",
    arguments: ["Малая", "A lesson with a title that is longer than all that nbformat allows for the name of a cell"])
  func allowedNames(title: String) throws {
    let ids = try notebook(.with { $0.title = title }, isSolved: false).cells.compactMap(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil, "\(id)") }
  }

  @Test("Checks of what is asked are worth a point, what is filled in is the learner's, the rest is locked")
  func grading() throws {
    let text = try notebook(isSolved: false).text
    let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(read["cells"] as? [[String: Any]])
    var roles: [String: String] = [:]
    for cell in cells {
      guard let id = cell["id"] as? String, let metadata = cell["metadata"] as? [String: Any],
        let role = metadata["nbgrader"] as? [String: Any]
      else { continue }
      let isLocked = role["locked"] as? Bool == true, points = role["points"] as? Int
      roles[id] =
        role["solution"] as? Bool == true ? "solution" : isLocked ? points.map { "\($0)" } ?? "locked" : "free"
    }
    #expect(
      roles == [
        "Small-begin": "locked", "Small-half-answer": "solution", "Small-half-check": "1",
        "Small-try-answer": "solution", "Small-try-check": "1", "Small-bars-pictures": "locked",
        "Small-claim-check": "locked", "Small-simplified-check": "locked",
      ])
  }

  /// The words of the lesson's first step, as they are written into the notebook.
  private func words(_ text: String) throws -> String {
    let cells = try notebook(.with { $0.read = text }, isSolved: false).cells
    return try #require(cells.first { $0.id == "Small-question" }).source
  }

  @Test(
    "Formulas are LaTeX, lines of code are code",
    arguments: [
      (
        "    W(p, q) = min over plans π of  Σ π(x, y)·‖x - y‖",
        #"W ( p , q ) = \min \text{ over plans } \pi \text{ of } \sum \pi ( x , y ) \cdot \| x - y \|"#
      ),
      ("    λ·E[(‖∇D(x̂)‖ - 1)²]", #"\lambda \cdot E [ ( \| \nabla D ( \hat{x} ) \| - 1 ) ^{2} ]"#),
      ("    √(KL/2) ≤ (ab)^½", #"\sqrt{\mathrm{KL} / 2} \le ( \mathit{ab} ) ^{\tfrac12}"#),
      ("    Σ₁ + x1·xₙ", #"\Sigma _{1} + x_{1} \cdot x _{n}"#),
      ("    a ≤ b      for every 1-Lipschitz D", #"a \le b \qquad \text{for every 1-Lipschitz } D"#),
      (
        "    ½ a = b  a half\n    c  = d·e  the rest",
        "\\begin{aligned}\n\\tfrac12 a & = b && \\text{a half} \\\\\nc & = d \\cdot e && \\text{the rest}\n\\end{aligned}"
      ),
    ])
  func formulas(text: String, latex: String) throws {
    let words = try words("Say\n\n\(text)\n\nso.")
    #expect(words.contains("\n\n$$\n\(latex)\n$$\n\nso."), "\(words)")
  }

  @Test("Lines of the prompt stay as they are")
  func code() throws {
    #expect(try words("Type\n\n    set rate 1\n    train 10").contains("```\nset rate 1\ntrain 10\n```"))
  }

  @Test("What is special to Markdown says itself, backticks are kept, lines flow")
  func escapes() throws {
    #expect(try words("A $ or a\n*star* < `x*y*z`.").hasSuffix("A \\$ or a \\*star\\* \\< `x*y*z`."))
  }

  @Test("Numbers are measured, in the state that the steps before have left")
  func numbers() throws { #expect(try words("Half is {halves.x | 2}.").hasSuffix("Half is 0.5.")) }

  @Test("Choices are listed with their words")
  func choices() throws {
    let lesson = Lesson.with {
      $0.answer = "- Choice `half`: it is ½\n- Choice `all`: it is 1\n  - Differs: no."
      $0.wrong = ""
    }
    let cells = try notebook(lesson, isSolved: true).cells
    #expect(cells.contains { $0.source.hasSuffix("- `half`: it is ½\n- `all`: it is 1") })
    #expect(cells.contains { $0.source == "predict half: half" })
    #expect(try run(notebook(lesson, isSolved: true), lesson).code == 0)
  }

  @Test("A lesson that is not as it should be is no notebook")
  func flaw() { #expect(throws: (any Error).self) { try notebook(.with { $0.claim = "nothing" }, isSolved: true) } }

  @Test("It is told in the language that is asked for")
  func language() throws {
    let text = try notebook(isSolved: false, language: .russian).text
    #expect(text.contains("# Ваши строки:") && text.contains("## Задание: try"))
  }
}
