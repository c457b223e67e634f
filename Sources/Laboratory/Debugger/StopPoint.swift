import Arrays
import Experiments
import Language
import Notebook
import Texts

/// Something that is asked after every step of training: it stops there, or writes something down.
struct StopPoint {
  /// What it asks.
  enum Kind {
    /// Stops where a condition holds.
    case condition(Entered)
    /// Stops when a network has made so many steps.
    case step(StepMade.Network, Int)
    /// Stops within each step of a network, or of both, after a phase.
    case phase(StepMade.Network?, StepPhase)
    /// Stops where an expression has another value than after the step before.
    case watch(Entered, last: Value?)
    /// Writes an expression's number down, every so many rounds.
    case trace(Entered, every: Int)
  }

  /// What `delete` and the others call it.
  let number: Int
  var kind: Kind
  var isEnabled = true
  /// How often it held.
  var hits = 0
  /// How often it may still hold without stopping.
  var ignored = 0
  /// What is done when it has stopped.
  var commands: [SourceUnit] = []
  /// What a trace has written down.
  var record: [(rounds: Int, steps: Int, value: Real)] = []

  init(_ number: Int, _ kind: Kind) { (self.number, self.kind) = (number, kind) }

  /// As it is typed: `break when loss < 0.1`.
  var text: String {
    switch kind {
    case .condition(let condition): "break when \(condition.text)"
    case .step(.critic, let step): "break at critic \(step)"
    case .step(.generator, let step): "break at \(step)"
    case .phase(let network, let phase): "break at \(network.map { $0.rawText + " " } ?? "")\(phase.rawValue)"
    case .watch(let expression, _): "watch \(expression.text)"
    case .trace(let expression, let every): "trace \(expression.text)" + (every == 1 ? "" : " every \(every)")
    }
  }

  /// How many values a trace keeps; where there are more, every other one goes.
  private static let mostRecorded = 20_000

  mutating func write(_ value: Real, _ experiment: Experiment) {
    record.append((experiment.rounds, experiment.critic.steps, value))
    guard record.count > StopPoint.mostRecorded else { return }
    record = record.enumerated().compactMap { $0.offset % 2 == 0 ? $0.element : nil }
  }
}

/// The stops of a bench, which outlast the runs on it.
struct StopList {
  /// All of them, oldest first.
  var all: [StopPoint] = []
  /// Whether a step that leads to no number is looked into.
  var catchesNaN = true
  /// How often one was.
  var nanHits = 0
  /// What held after the last step, in words.
  private(set) var held: [(number: Int, text: String)] = []
  /// Whether what a stop does asked to go on.
  var goesOn = false
  /// Whether a stop's commands are running.
  var isActing = false
  private var next = 1

  /// Adds one; gives its number.
  mutating func add(_ kind: StopPoint.Kind) -> Int {
    all.append(StopPoint(next, kind))
    next += 1
    return next - 1
  }

  func index(of number: Int) -> Int? { all.firstIndex { $0.number == number } }

  /// Whether anything is to be asked after a step.
  var isIdle: Bool { !all.contains { $0.isEnabled } }

  mutating func beginStep() { held = [] }

  /// Whether any stop that is on stops within steps.
  var hasPhases: Bool { all.contains { if case .phase = $0.kind { $0.isEnabled } else { false } } }

  /// The phases of a network's step after which stops stop.
  func phases(of network: StepMade.Network) -> [StepPhase] {
    all.compactMap { stop in
      guard stop.isEnabled, case .phase(let wanted, let phase) = stop.kind, wanted ?? network == network else {
        return nil
      }
      return phase
    }
  }

  /// Counts a hit of all stops at a phase.
  mutating func hit(_ phase: StepPhase, of network: StepMade.Network) {
    for index in all.indices where all[index].isEnabled {
      guard case .phase(let wanted, phase) = all[index].kind, wanted ?? network == network else { continue }
      hit(index, "after phase \(phase.rawValue)")
    }
  }

  /// Counts a hit, which stops unless it is to be ignored.
  mutating func hit(_ index: Int, _ text: String) {
    all[index].hits += 1
    guard all[index].ignored == 0 else { return all[index].ignored -= 1 }
    held.append((all[index].number, text))
  }
}
