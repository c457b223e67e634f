import Arrays
import Laboratory
import Language
import Notebook

/// What a lesson measures, by name: `lines.slope` is the number that the block `measure lines` has called slope. Each is measured when it
/// is first asked for, once a run, in a room of its own: a new session with an experiment of its own, in which nothing was done.
///
/// Names of measurements mean what they do whatever the learner has called by them, and so does `bench`, the run on the learner's bench:
/// `bench.critic.steps`.
final class Measurements: Scope {
  private let texts: [String: MeasureText]
  private let registered: [String: LessonMeasurement]
  private let scene: Scene
  private var kept: [String: Record] = [:]
  /// The last failure of a measurement, with its place.
  private(set) var failure: Failure?
  /// Does something that may measure. What fails in a measurement is told at its place there, not where it was asked for.
  func placing<Result>(_ body: () throws -> Result) throws -> Result {
    failure = nil
    do { return try body() } catch { throw failure ?? error }
  }

  /// The measurements under way: one cannot need itself.
  private var underWay: [String] = []
  /// What draws other numbers in place of those that were measured; `nil` when they are as they were measured.
  private var disturbance: Disturbance?

  init(_ texts: [MeasureText], registered: [LessonMeasurement], in scene: Scene) {
    self.texts = Dictionary(texts.map { ($0.name, $0) }) { first, _ in first }
    self.registered = Dictionary(registered.map { ($0.name, $0) }) { first, _ in first }
    self.scene = scene
  }

  var names: [String] { ["bench", "patient"] + texts.keys.sorted() + registered.keys.sorted() }

  func value(named name: String) throws(Problem) -> Value? {
    if name == "bench" { return .object(Bench(scene)) }
    if name == "patient" { return .number(scene.isInteractive ? 1 : 0) }
    guard texts[name] != nil || registered[name] != nil else { return nil }
    let record = try record(name)
    return .object(disturbance.map { Record(name: name, values: $0.values(of: record.values, of: name)) } ?? record)
  }

  /// Does something with other numbers in place of those that were measured, drawn by a seed.
  func disturbed<Result>(by seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
    disturbance = Disturbance(seed: seed)
    defer { disturbance = nil }
    return try body()
  }

  private func record(_ name: String) throws(Problem) -> Record {
    if let record = kept[name] { return record }
    guard !underWay.contains(name) else { throw Problem("\(name) needs itself to be measured") }
    underWay.append(name)
    if texts[name]?.isLive != true { scene.progress("measuring \(name) …") }
    defer {
      underWay.removeLast()
      scene.progress("")
    }
    let record = Record(name: name, values: try measured(name))
    if texts[name]?.isLive != true { kept[name] = record }
    return record
  }

  private func measured(_ name: String) throws(Problem) -> [String: Value] {
    do {
      if let text = texts[name], text.isLive {
        return try scene.session.values(ofLines: text.block.lines, at: text.block.position)
      }
      if let text = texts[name] { return try MeasuringRoom(self, scene).values(of: text.block) }
      return try registered[name]?.measure(scene) ?? [:]
    } catch let problem as Problem {
      throw problem
    } catch {
      if let failure = Failure(ending: error) {
        self.failure = failure
        throw failure.told
      }
      let message = (error as? CellStopped)?.message ?? "\(error)"
      failure = texts[name]?.block.opening.problem(message)
      throw Problem(message)
    }
  }
}

/// Something that a lesson measures in Swift because the prompt's language cannot say it, under the name that its text calls it by.
public struct LessonMeasurement {
  /// The name.
  public let name: String
  let measure: (Scene) throws -> [String: Value]

  /// A measurement, and what measures it: the numbers by name. It is asked once a run.
  public init(_ name: String, _ measure: @escaping (Scene) throws -> [String: Value]) {
    (self.name, self.measure) = (name, measure)
  }
}

/// What was measured together: numbers by name.
private struct Record: Object {
  let name: String
  let values: [String: Value]
  let kind = "measurement"

  var memberNames: [String] { values.keys.sorted() }
  func member(_ name: String) -> Value? { values[name] }
  var description: String { "\(name): \(memberNames.joined(separator: ", "))" }
}

/// The run on the learner's bench, whatever the learner has called by its names.
private struct Bench: Object {
  let scene: Scene
  let kind = "bench"

  init(_ scene: Scene) { self.scene = scene }

  var memberNames: [String] { scene.laboratory.names(in: scene.session) }
  func member(_ name: String) throws(Problem) -> Value? {
    memberNames.contains(name) ? try scene.laboratory.value(of: name, in: scene.session) : nil
  }
  var description: String { "the run on your bench" }
}

extension Failure {
  /// The failure as a problem that says its place itself: for where another file is shown.
  var told: Problem {
    Problem(location.map { "\($0): \(problem.message)" } ?? problem.message, hint: problem.hint)
  }
}
