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

extension Lesson {
  /// A lesson with a step of each kind, in five lines each.
  static var small: Lesson { Lesson.with() }

  /// The small lesson with one part replaced.
  static func with(
    name: String = "Small", number: Int = 1, read: Words<Scene> = "What is half of one? `1/2` knows.",
    answer: Answer<Scene> = .number(within: 0.01) { try $0.number("mean([0, 1])") },
    wrong: [Wrong] = [Wrong("2", "that is twice one.")], hints: [String] = ["What is one over two?"],
    solution: [String] = ["x = tensor(0.5)"], isDone: @escaping (Scene) throws -> Bool = { try $0.holds("x == 0.5") },
    misstep: Misstep<Scene> = Misstep("x = tensor(2)", difference: "that is twice one.") { try $0.holds("x == 2") },
    claim: Claim = .equal("a half", 0.5, to: 0.5, within: 1e-6), tryID: String = "try",
    last: Words<Scene> = "One is not always one.", setup: [String] = [],
    notice: @escaping (Measured<Scene>) throws -> Wording = { _ in "" }
  ) -> Lesson {
    Lesson(number, name, "halves", setup: setup) {
      Read("question", read)
      Predict("half", "What is half of one?", answer, wrong: wrong, hints: hints) { s in
        "It is \(try s.number("mean([0, 1])"))."
      }
      Try(
        tryID, "Give x that value.", solution: solution, missteps: [misstep], hints: ["What does = do?"],
        notice: notice, isDone: isDone
      )
      See("bars", "Look.") { _ in [.bars("", "x", ["a"], [.linear("y", [0.5])])] }
      Check("claim", "It is a half.") { _ in [claim] }
      Simplified(last)
    }
  }
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
