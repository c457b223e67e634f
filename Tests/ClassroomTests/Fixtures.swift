import Classroom
import Display
import Foundation
import Notebook
import Workbench

/// A classroom with one lesson, and what it has printed.
struct Room {
  let sink = MemorySink()
  let workbench: Workbench
  var session: Session { workbench.session }

  init(_ lessons: Lesson..., progress: ProgressFile? = nil, isInteractive: Bool = false) {
    self.init(lessons, progress: progress, isInteractive: isInteractive)
  }

  init(_ lessons: [Lesson], progress: ProgressFile? = nil, isInteractive: Bool = false) {
    workbench = Workbench(output: sink, lessons: lessons, progress: progress)
    session.isInteractive = isInteractive
  }

  /// Types lines; gives the last one's result.
  @discardableResult
  func type(_ lines: String...) -> CellResult { lines.map { session.run(cell: $0) }[lines.count - 1] }

  /// What a line that must fail says.
  func refusal(_ line: String) -> String { session.run(cell: line).failure?.problem.message ?? "" }

  /// `2/5`: where the prompt says the lesson is; empty without one.
  var place: String {
    session.prompt.split(separator: " ").first { $0.contains("/") }.map(String.init) ?? ""
  }
}

extension CellResult {
  /// What programs are told a lesson's cell did.
  var states: [String] {
    results.compactMap { output in
      guard case .table(let table) = output, table.title == "lesson", case .text(let state)? = table.rows.first?.last
      else {
        return nil
      }
      return state
    }
  }
}

/// A lesson with a step of each kind as a text, in which any part can be another.
struct SmallText {
  var title = "Small"
  var setup = ""
  var measure = "x = mean([0, 1])"
  var read = "What is half of one? `1/2` knows."
  var answer = "- Answer: `halves.x`\n- Right: `1/2`, `50 %`"
  var wrong = "- Wrong `2`: that is twice one."
  var hint = "- Hint: What is one over two?"
  var because = "It is {halves.x}."
  var tryID = "try"
  var done = "x == 0.5"
  var solution = "x = tensor(0.5)"
  var misstep = "- Misstep `x == 2`: that is twice one.\n  ```wgan\n  x = tensor(2)\n  ```"
  var notice = ""
  var picture = "table \"x\": [\"a\"] bars \"y\": [0.5]"
  var claim = "`halves.x` = `0.5` within 1e-6"
  var last = "- One is not always one."

  /// The lesson.
  func lesson(number: Int = 1) -> Lesson { Lesson(LessonFile("small.md", text: text), number: number) }

  var text: String {
    """
    # \(title)

    halves

    \(setup.isEmpty ? "" : "```wgan setup\n\(setup)\n```\n")
    ```wgan measure halves
    \(measure)
    ```

    ## Read: question

    \(read)

    ## Predict: half

    What is half of one?

    \(answer)
    \(wrong)
    \(hint)
    - Because: \(because)

    ## Try: \(tryID)

    Give x that value.

    - Done: `\(done)`
    - Solution:
      ```wgan
      \(solution)
      ```
    \(misstep)
    - Hint: What does = do?
    \(notice.isEmpty ? "" : "- Notice: " + notice)

    ## See: bars

    Look.

    ```wgan picture
    \(picture)
    ```

    ## Check: claim

    It is a half.

    - Claim "a half": \(claim)

    ## Simplified

    \(last)
    """
  }

  /// The small text with some parts replaced.
  static func with(_ change: (inout SmallText) -> Void) -> SmallText {
    var text = SmallText()
    change(&text)
    return text
  }
}

extension Lesson {
  /// A lesson with a step of each kind.
  static var small: Lesson { SmallText().lesson() }

  /// The small lesson with some parts replaced.
  static func with(number: Int = 1, _ change: (inout SmallText) -> Void) -> Lesson {
    SmallText.with(change).lesson(number: number)
  }

  /// A lesson of the given text.
  static func text(_ text: String) -> Lesson { Lesson(LessonFile("text.md", text: text), number: 1) }
}

/// A file in a folder of its own, gone afterwards.
final class TemporaryFile {
  private let folder = NSTemporaryDirectory() + "classroom-\(UUID().uuidString)"
  var path: String { folder + "/state/lessons.json" }
  var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

  func write(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
