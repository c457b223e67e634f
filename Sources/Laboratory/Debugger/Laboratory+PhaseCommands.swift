import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// Walking a step phase by phase.
  var phaseCommands: [Command] { [finishCommand, whereCommand] }

  private var finishCommand: Command {
    Command(
      "finish", "Makes the step that is being walked, with the phases that are left.", group: Laboratory.debugger,
      examples: ["step critic loss\nfinish"]
    ) { session in
      guard let walk = try experiment().walk else {
        throw Problem("no step is being walked", hint: "step critic gradient walks one up to its gradient.")
      }
      try finish(walk.network, in: session)
    }
  }

  private var whereCommand: Command {
    Command(
      "where", "Says where the run stands: which step, which phase of it, and what comes next.",
      group: Laboratory.debugger,
      examples: ["where", "step critic score\nwhere"]
    ) { session in
      let experiment = try experiment()
      session.emit(
        .text(foldedLines("\(experiment.placeText): " + (experiment.walk.map(\.placeText) ?? experiment.betweenText))))
      session.emit(.text(foldedLines(experiment.namesText)))
    }
  }

  /// `show step`.
  var stepSubject: Subject {
    Subject(
      "step", "what the phases of a step made: of the one being walked, else of the last", group: "Experiment",
      examples: ["step critic\nshow step"]
    ) { session in
      let experiment = try experiment()
      if let walk = experiment.walk {
        return [
          .table(walk.table("\(walk.network.stepName) \(experiment.number(of: walk))")),
          .text(foldedLines(experiment.namesText)),
        ]
      }
      let (work, ran) = try lastWork(in: session)
      let how = ran.isRecorded ? "ran as a program; made again phase by phase" : "was made phase by phase"
      return [
        .table(work.table("the last step, the \(ran.network.rawText)'s, \(how)")),
        .text(foldedLines(experiment.namesText)),
      ]
    }
  }

  /// The last step, made again from the state before it; the run stays where it is.
  func lastWork(in session: Session) throws -> (work: StepWork, ran: StepMade) {
    let experiment = try experiment(), timeline = try timeline()
    defer { scope.forget() }
    guard let ran = timeline.path.step(before: timeline.place) else {
      throw Problem("no step was made", hint: "Type step critic first.")
    }
    let work = try translated { try experiment.lastWork(ran.network) { try session.checkCancellation() } }
    return (work, ran)
  }

  /// Walks a step up to a phase and shows what that made.
  func walk(_ network: StepMade.Network, through phase: StepPhase, in session: Session) throws {
    let experiment = try experiment()
    let phases = experiment.recipe.phases(of: network)
    guard phases.contains(phase) else {
      throw Problem(
        "a \(network.rawText) step has no phase \(phase.rawValue) under \(experiment.settings.objective.name)",
        hint: "It has \(listed(phases.map(\.rawValue))).")
    }
    try stopIfWalked(unless: network, in: session)
    try explainingNaN(in: session) { try translated { try experiment.walk(network, through: phase) } }
    try emitWalk(phase, in: session)
  }

  /// Goes one phase further; after the last one, makes the step.
  func walkOn(in session: Session) throws {
    let experiment = try experiment()
    guard let walk = experiment.walk else { return try self.walk(.critic, through: .sample, in: session) }
    guard let next = walk.next else { return try finish(walk.network, in: session) }
    try self.walk(walk.network, through: next, in: session)
  }

  private func emitWalk(_ phase: StepPhase, in session: Session) throws {
    let experiment = try experiment()
    guard let walk = experiment.walk else { return }
    session.emit(
      .table(
        walk.table(
          "\(walk.network.stepName) \(experiment.number(of: walk)): \(phase.rawValue), \(phase.summary)", of: phase)))
    session.emit(.text(foldedLines(walk.placeText)))
    let hidden = Set(walk.names).filter { session.variables[$0] != nil }.sorted()
    guard !hidden.isEmpty else { return }
    session.emit(
      .text(
        foldedLines(
          "\(listed(hidden)) \(hidden.count == 1 ? "is a name" : "are names") of yours; clear \(hidden.joined(separator: " ")) reads the step's"
        )))
  }

  /// Makes the walked step, and says so.
  private func finish(_ network: StepMade.Network, in session: Session) throws {
    let experiment = try experiment()
    scope.forget()
    let report: StepEvent.Report? = try explainingNaN(in: session) {
      try translated {
        if let report = try finishInLoop(network) { return report }
        return network == .critic ? .critic(try experiment.stepCritic()) : .generator(try experiment.stepGenerator())
      }
    }
    switch report {
    case .critic(let report): session.emit(.text(report.line(experiment) + "  (walked)"))
    case .generator(let report): session.emit(.text(report.line + "  (walked)"))
    case nil: break
    }
  }

  /// Makes the step as one of the run that a stop interrupted, if it is its next.
  private func finishInLoop(_ network: StepMade.Network) throws -> StepEvent.Report? {
    guard var loop = scope.unfinished?.resumed, loop.upcoming == network, let rule = loop.breaks.first else {
      return nil
    }
    let event = try loop.next()
    scope.unfinished = loop.isDone ? nil : loop.interrupted(by: rule)
    return event?.report
  }

  /// Makes a step that is being walked before another network's is begun.
  func stopIfWalked(unless network: StepMade.Network, in session: Session) throws {
    guard let walk = try experiment().walk, walk.network != network else { return }
    try finish(walk.network, in: session)
  }

  /// Walks the coming step of a loop to a phase at which a stop stops, if there is one; returns whether.
  func stopAtPhase(before network: StepMade.Network, in session: Session) throws -> Bool {
    guard scope.stops.hasPhases else { return false }
    let experiment = try experiment(), phases = experiment.recipe.phases(of: network)
    let done = experiment.walk?.network == network ? experiment.walk?.done ?? [] : []
    let wanted = scope.stops.phases(of: network).filter { phases.contains($0) && !done.contains($0) }
    guard let phase = wanted.min() else { return false }
    scope.stops.beginStep()
    try walk(network, through: phase, in: session)
    scope.stops.hit(phase, of: network)
    return !scope.stops.held.isEmpty
  }
}

extension StepWork {
  /// The names that its quantities have in expressions.
  var names: [String] {
    quantities.map(\.name).filter { !$0.contains(".") } + (scores == nil ? [] : ["scores"])
  }

  /// What a name stands for.
  func value(named name: String) -> Tensor? {
    if name == "scores", let scores { return try? concatenated([scores.real, scores.fake], axis: 0) }
    return quantities.last { $0.name == name && !$0.name.contains(".") }?.value
  }

  /// `critic step, after gradient; update comes next`
  var placeText: String {
    let after = done.last.map { "after \($0.rawValue)" } ?? "before \(phases[0].rawValue)"
    return "within a \(network.stepName), \(after); \(next.map { "\($0.rawValue) comes next" } ?? "finish makes it")"
  }

  /// What was made, in one phase or in all, with shapes and spreads.
  func table(_ title: String, of phase: StepPhase? = nil) -> Table {
    Table(
      title, columns: ["quantity", "phase", "shape", "least", "mean", "greatest"],
      rows: quantities.filter { phase == nil || $0.phase == phase }.map { quantity in
        let spread = quantity.value.value.flatMap { $0.count > 0 ? Spread($0) : nil }
        let numbers = [spread?.least, spread?.mean, spread?.greatest]
        return [
          .text(quantity.name), .text(quantity.phase.rawValue), .text(quantity.value.shape.description),
        ] + numbers.map { number in number.map { .number($0, digits: 4) } ?? "–" }
      })
  }
}

extension StepMade.Network {
  /// `critic step`
  var stepName: String { "\(rawText) step" }
}

extension Experiment {
  /// The number of a step that is being walked.
  fileprivate func number(of walk: StepWork) -> Int {
    1 + (walk.network == .critic ? critic.steps : generator.steps)
  }

  /// What is said where no step is being walked.
  fileprivate var betweenText: String {
    guard let last = timeline.map({ $0.path.step(before: $0.place) }) ?? lastRan else {
      return "before the first step here"
    }
    return
      "between two steps; the last was the \(last.network.rawText)'s and ran \(last.isRecorded ? "as a program" : "phase by phase")"
  }

  /// Which step's numbers the names stand for that could be taken for each other.
  fileprivate var namesText: String {
    let coming = "critic step \(grouped(critic.steps + 1))"
    let asks = recipe.penalty != nil
    let own: String
    switch walk?.network {
    case .critic: own = "\(asks ? "loss and penalty are" : "loss is") of the step being walked, \(coming)"
    case .generator:
      let made = "loss is of the step being walked, generator step \(grouped(generator.steps + 1))"
      own = made + (asks ? ", penalty of \(coming), which is yet to come" : "")
    case nil: own = "\(asks ? "loss and penalty are" : "loss is") of \(coming), which is yet to come"
    }
    let last =
      critic.knowsLastStep && log.lastCritic?.step == critic.steps
      ? "what critic step \(grouped(critic.steps)) reported" : "known after a critic step is made"
    return "\(own); \(asks ? "critic.loss and critic.penalty are" : "critic.loss is") \(last)"
  }
}
