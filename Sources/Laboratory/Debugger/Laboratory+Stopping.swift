import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// The rule that asks the bench's stops after each step of a loop.
  func breaks(_ goal: TrainingLoop.Goal, in session: Session) throws(Problem) -> [TrainingLoop.StopRule] {
    let experiment = try experiment()
    var made = (experiment.critic.steps, experiment.rounds)
    return [
      TrainingLoop.StopRule("a stop") { [scope, unowned session] in
        scope.stops.beginStep()
        defer { made = (experiment.critic.steps, experiment.rounds) }
        guard !scope.stops.isIdle else { return false }
        let network: StepMade.Network = experiment.rounds != made.1 ? .generator : .critic
        for index in scope.stops.all.indices where scope.stops.all[index].isEnabled {
          ask(index, network, goal, experiment, session)
        }
        return !scope.stops.held.isEmpty
      }
    ]
  }

  /// Asks one stop after a step of a network.
  private func ask(
    _ index: Int, _ network: StepMade.Network, _ goal: TrainingLoop.Goal, _ experiment: Experiment, _ session: Session
  ) {
    let stop = scope.stops.all[index]
    do throws(Problem) {
      switch stop.kind {
      case .condition(let condition):
        let verdict = try session.verdict(of: condition)
        if verdict.holds { scope.stops.hit(index, "\(condition.text) holds\(verdict.sides.words)") }
      case .step(let wanted, let count):
        let made = wanted == .critic ? experiment.critic.steps : experiment.rounds
        if network == wanted, made == count { scope.stops.hit(index, stop.text) }
      case .phase: break  // It stops within the step, before this is asked.
      case .watch(let expression, let last):
        let value = try session.value(of: expression)
        scope.stops.all[index].kind = .watch(expression, last: value)
        if let last, !last.isSame(as: value) {
          scope.stops.hit(index, "\(expression.text) was \(last.watchText) and is \(value.watchText)")
        }
      case .trace(let expression, let every):
        guard goal.isDone(with: network), goal.count(of: experiment) % every == 0 else { return }
        if case .tensor(let tensor) = try session.value(of: expression), tensor.shape.count == 1,
          let value = tensor.value
        {
          scope.stops.all[index].write(value.item, experiment)
        }
      }
    } catch {
      scope.stops.hit(index, "\(stop.text) cannot be asked: \(error.message); disable \(stop.number) lets it rest")
    }
  }

  /// What is said where a loop was stopped, and what is done there. Returns whether training goes on. While what a stop does runs, others that
  /// hold only end what it trains: none begins what it does inside another's, nor its own again.
  func act(in session: Session) throws -> Bool {
    let held = scope.stops.held, place = try place()
    let within = try experiment().walk.map { "within the \($0.network.stepName)" } ?? "after the step"
    for (number, text) in held {
      session.emit(.text(foldedLines("stop \(number) at \(place), \(within): \(text)")))
      try experiment().mark("stop \(number): \(text)")
    }
    guard !scope.stops.isActing else { return false }
    (scope.stops.isActing, scope.stops.goesOn) = (true, false)
    defer { scope.stops.isActing = false }
    for (number, _) in held {
      guard let index = scope.stops.index(of: number) else { continue }
      try session.perform(scope.stops.all[index].commands)
    }
    return scope.stops.goesOn
  }

  /// What the traces wrote down since so many values of each.
  func emitTraces(since counts: [Int: Int], in session: Session) {
    for stop in scope.stops.all where stop.isEnabled {
      guard case .trace(let expression, _) = stop.kind else { continue }
      let new = Array(stop.record.dropFirst(counts[stop.number] ?? 0))
      if !new.isEmpty { session.emit(.table(TraceTable.table(stop.number, expression.text, new))) }
    }
  }

  /// How many values each trace has.
  var traceCounts: [Int: Int] {
    Dictionary(uniqueKeysWithValues: scope.stops.all.map { ($0.number, $0.record.count) })
  }
}

/// What a trace wrote down.
enum TraceTable {
  /// At most twelve rows, evenly spread, the last included.
  static func table(
    _ number: Int, _ text: String, _ record: [(rounds: Int, steps: Int, value: Real)]
  ) -> Table {
    let most = 12, count = record.count
    let chosen = count <= most ? record : (1...most).map { record[$0 * count / most - 1] }
    return Table(
      "trace \(number)", columns: ["round", "critic steps", text],
      rows: chosen.map {
        [.number(Real($0.rounds), digits: 9), .number(Real($0.steps), digits: 9), .number($0.value, digits: 4)]
      })
  }
}

extension TrainingLoop.Goal {
  /// Whether a step of this network ends a round, or is a step of the one network that is trained.
  fileprivate func isDone(with network: StepMade.Network) -> Bool {
    if case .criticSteps = self { true } else { network == .generator }
  }

  /// What is counted.
  fileprivate func count(of experiment: Experiment) -> Int {
    if case .criticSteps = self { experiment.critic.steps } else { experiment.rounds }
  }
}

extension Value {
  /// Whether it has the same numbers, or says the same.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.tensor(let one), .tensor(let other)):
      one.shape == other.shape && one.value?.numbers.map(\.bitPattern) == other.value?.numbers.map(\.bitPattern)
    case (.text(let one), .text(let other)): one == other
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    default: false
    }
  }

  /// A number, a text, or how far its numbers reach.
  fileprivate var watchText: String {
    switch self {
    case .tensor(let tensor):
      guard let array = tensor.value else { return "\(tensor.shape)" }
      guard array.count > 1 else { return numberText(array.item) }
      return "\(array.shape) of norm \(short(Real(array.sumOfSquares.squareRoot())))"
    case .text(let text): return quoted(text)
    case .list(let values): return "[" + values.map(\.watchText).joined(separator: ", ") + "]"
    case .object(let object): return "a \(object.kind)"
    }
  }
}
