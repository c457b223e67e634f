import Arrays
import Autodiff
import Display
import Foundation
import Language
import Notebook

/// A session with a few commands and subjects that pretend to train.
struct Bench {
  let sink = MemorySink()
  let session: Session
  let state = State()

  /// What the pretended experiment is at.
  final class State {
    var steps = 0
    var settings: [String: String] = ["clip": "0.01"]
  }

  init(
    scope: (any Scope)? = nil, files: FileAccess = .unrestricted, countsSteps: Bool = false,
    afterwards: @escaping (Session) throws -> Void = { _ in }
  ) {
    var toolkit = Toolkit()
    (toolkit.commands, toolkit.subjects, toolkit.scope) = (Bench.commands(state), Bench.subjects(state), scope)
    toolkit.apply = { [state] (_, name, value) throws(Problem) in
      guard state.settings[name] != nil else { return false }
      if value == "wrong" { throw Problem("\(name) cannot be \(value)") }
      state.settings[name] = value
      return true
    }
    if countsSteps { toolkit.stepsMade = { [state] in state.steps } }
    toolkit.afterwards = afterwards
    session = Session([toolkit], output: sink, files: files)
  }

  private static func commands(_ state: State) -> [Command] {
    [
      Command(
        "train", "Trains.", Argument("rounds", .int(1...1_000_000), "how many"), group: "Training",
        examples: ["train 20", "train 2*3"]
      ) { session, rounds in
        state.steps += rounds
        session.emit(.text("trained \(rounds)"))
      },
      Command(
        "step", "Steps.", Argument("part", .optional(.word(["critic", "generator"])), "which part"),
        Argument("count", .optional(.int(1...1000), default: 1), "how many"), group: "Training",
        examples: ["step", "step critic 2", "step 5", "step gen"], repeats: true
      ) { session, part, count in
        state.steps += count
        session.emit(.text("step \(part ?? "both") \(count)"))
      },
      Command("half", "Fails after half of its work.", group: "Training") { session in
        state.steps += 1
        throw Problem("half of it")
      },
      Command("stop", "Stops.", group: "Training") { session in throw CellStopped("stopped") },
      Command(
        "until", "Trains until.", Argument("condition", .condition, "when to stop"),
        Argument("most", .keyword("max", .int(1...1000), default: 7), "at most"), group: "Training",
        examples: ["until 1 < 2 max 5", "until max([1, 2]) > 1"]
      ) { session, condition, most in
        session.emit(.text("until \(try session.truth(of: condition)) \(most)"))
      },
      Command(
        "set", "Sets.", Argument("name", setting(state), "which"), Argument("value", .rest, "what"), group: "Training",
        examples: ["set clip 0.02"]
      ) { session, name, value in
        state.settings[name] = session.overrides[name] ?? value.text
      },
    ]
  }

  /// A kind of argument of one's own.
  private static func setting(_ state: State) -> ArgumentKind<String> {
    ArgumentKind(candidates: { _, _ in state.settings.keys.sorted().map { ($0, nil) } }) { (word, _) throws(Problem) in
      guard state.settings[word.text] != nil else { throw Problem("there is no setting \"\(word.text)\"") }
      return word.text
    }
  }

  private static func subjects(_ state: State) -> [Subject] {
    [
      Subject(
        "jsdivergence", "The distance.", examples: ["show jsdivergence"], number: { _ throws(Problem) in 0.25 }
      ) { _ in [.number(name: nil, 0.25)] },
      Subject("steps", "How many.", examples: ["show steps"], number: { _ throws(Problem) in Real(state.steps) }) {
        _ in [.text("\(state.steps) steps")]
      },
      Subject("graph", "A graph.", Argument("expression", .expression, "of what"), examples: ["show graph 1 + 2"]) {
        _, entered in [.text("graph of \(entered.text)")]
      },
      Subject("picture", "A picture.") { _ in
        [
          .figure(Figure("two", [.image(NDArray([0, 1], shape: [1, 2]), low: 0, high: 1)])),
          .table(Table("t", columns: ["a", "b"], rows: [["x", .number(.nan)]])),
        ]
      },
    ]
  }

  /// Runs lines one by one and gives the last one's result.
  @discardableResult
  func run(_ lines: String...) -> CellResult {
    lines.map { session.run(cell: $0) }[lines.count - 1]
  }

  /// The message of a line that must fail.
  func message(_ line: String) -> String { session.run(cell: line).failure?.problem.message ?? "" }

  /// The number that a line gives.
  func number(_ line: String) -> Real? {
    for case .number(_, let number) in session.run(cell: line).results.suffix(1) { return number }
    return nil
  }
}

/// A folder of its own, gone afterwards.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "notebook-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

  /// Writes a file and gives its path.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    let file = path + "/" + name
    _ = FileManager.default.createFile(atPath: file, contents: Data(bytes))
    return file
  }
}
