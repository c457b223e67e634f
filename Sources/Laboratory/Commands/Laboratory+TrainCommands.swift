import Arrays
import Experiments
import Foundation
import Language
import Notebook
import Texts

extension Laboratory {
  /// Long runs: they can be watched, stopped at a step's edge and gone on with.
  var trainCommands: [Command] {
    [
      Command(
        "train", "Trains for so many rounds. Ctrl-C stops at a step's edge; `continue` goes on.",
        Argument("rounds", .int(1...1_000_000), "each the critic's steps and one of the generator"),
        group: "Experiment", examples: ["train 20"]
      ) { session, rounds in
        try train(.rounds(rounds), in: session)
      },
      Command(
        "until", "Trains until a condition holds, asked before the first round and after every one.",
        Argument("condition", .condition, "such as loss < 0.5"),
        Argument("max", .keyword("max", .int(1...1_000_000), default: 10_000), "give up after so many rounds"),
        group: "Experiment", examples: ["until 1 < 2 max 5"]
      ) { session, condition, most in
        let rule = TrainingLoop.StopRule(condition.text) { [unowned session] in try session.truth(of: condition) }
        for name in hidden(by: condition, in: session) {
          session.emit(
            .text(
              foldedLines(
                "\(name) is a name of yours here, which training does not change; clear \(name) gives the run's back")))
        }
        guard try !rule.holds() else {
          return session.emit(.text("\(rule.name) holds already; nothing was trained"))
        }
        try train(.rounds(most), until: [rule], in: session)
      },
      Command(
        "continue", "Goes on with a run that was stopped.", group: "Experiment", examples: []
      ) { session in
        // Among a stop's commands: what was stopped goes on when they are done.
        if scope.stops.isActing { return scope.stops.goesOn = true }
        guard let unfinished = scope.unfinished else {
          throw Problem("nothing was stopped", hint: "train N begins a run.")
        }
        try carryOut(unfinished, in: session)
      },
    ]
  }

  /// The run's names in a condition that stand for values of the learner's own.
  private func hidden(by condition: Entered, in session: Session) -> [String] {
    Set(condition.expression.names(session.functions).map(\.text))
      .filter { session.variables[$0] != nil && isRuns($0, session) }.sorted()
  }

  /// Trains for a goal.
  func train(_ goal: TrainingLoop.Goal, until rules: [TrainingLoop.StopRule] = [], in session: Session) throws {
    let breaks = try breaks(goal, in: session)
    try carryOut(TrainingLoop(try experiment(), goal, until: rules, breaks: breaks), in: session)
  }

  /// Trains to the loop's end, and on where what a stop does says so. What a stop itself trains leaves the run that it stopped to be gone on
  /// with.
  func carryOut(_ asked: TrainingLoop, in session: Session) throws {
    let stopped = scope.stops.isActing ? scope.unfinished : nil
    defer { if let stopped { scope.unfinished = stopped } }
    var loop = asked
    while try train(loop, in: session), try act(in: session), let unfinished = scope.unfinished {
      loop = unfinished
    }
  }

  /// Trains to the loop's end, or to where it is stopped before: then it is kept for `continue`, and what it ends with is the same. Returns
  /// whether a stop of the debugger held.
  private func train(_ asked: TrainingLoop, in session: Session) throws -> Bool {
    let experiment = asked.experiment, traced = traceCounts
    try stopIfWalked(unless: asked.upcoming, in: session)
    let owed = asked.criticStepsLeft
    var loop = asked.resumed, progress = Progress(total: asked.goal.count - asked.done), isWhole = false
    defer {
      // What a stop interrupted goes on by itself when the session is run again.
      let isResumed = asked.isBegun && asked.broken == nil
      if !isWhole || isResumed || session.isCancelled() { session.redo(with: loop.lines(since: asked, owed: owed)) }
      scope.unfinished = (session.isCancelled() || loop.broken != nil) && !loop.isDone ? loop : nil
      session.progress("")
    }
    while !loop.isDone, loop.broken == nil {
      try stopIfAsked(loop, in: session)
      if try stopAtPhase(before: loop.upcoming, in: session) {
        loop = loop.interrupted(by: loop.breaks[0])
        break
      }
      guard try step(&loop, in: session)?.isLast == true else { continue }
      if !loop.isDone { try session.refreshLive(after: loop.done) }
      if let line = progress.line(after: loop.done - asked.done, experiment.log.lastCritic) { session.progress(line) }
    }
    let made = counted(loop.done, "round")
    if loop.broken != nil, !loop.isDone || loop.stopped == nil {
      isWhole = true
      emitTraces(since: traced, in: session)
      guard loop.done > asked.done else { return true }
      session.emit(
        .table(
          experiment.log.table("trained \(made)", since: experiment.rounds - loop.done, experiment.settings.objective)))
      return true
    }
    if loop.stopped == nil, let rule = loop.stops.first {
      throw Problem("\(rule.name) did not hold within \(made)", hint: "max N allows more.")
    }
    isWhole = true
    try session.finishLive()
    let title = loop.stopped.map { "\($0.name) holds after \(made)" } ?? "trained \(made)"
    emitTraces(since: traced, in: session)
    session.emit(
      .table(experiment.log.table(title, since: experiment.rounds - loop.done, experiment.settings.objective)))
    return loop.broken != nil
  }

  /// The loop's next step. One that is cut short is not made.
  private func step(_ loop: inout TrainingLoop, in session: Session) throws -> StepEvent? {
    do {
      return try explainingNaN(in: session) { try translated { try loop.next() } }
    } catch {
      try stopIfAsked(loop, in: session)
      throw error
    }
  }

  private func stopIfAsked(_ loop: TrainingLoop, in session: Session) throws {
    guard session.isCancelled() else { return try session.checkCancellation() }
    let steps = loop.criticSteps > 0 ? " and \(counted(loop.criticSteps, "critic step"))" : ""
    throw CellStopped("stopped after \(loop.done) of \(counted(loop.goal.count, "round"))\(steps); continue goes on")
  }
}

/// How far a run has come, with its rate and the time left; said ten times a second at most.
private struct Progress {
  let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  init(total: Int) { self.total = total }

  mutating func line(after done: Int, _ report: CriticReport?) -> String? {
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100), done < total { return nil }
    last = now
    let seconds = max((now - start) / .seconds(1), 1e-6)
    let rate = Double(done) / seconds
    let bar = Progress.bar(Double(done) / Double(total))
    let loss = report.map { "  critic loss \(short($0.loss))" } ?? ""
    let pace = numberText(rate >= 100 ? rate.rounded() : rate, digits: 3)
    let left = done < total ? "  \(durationText((Double(total - done) / rate).rounded(.up))) left" : ""
    return "\(bar) \(done)/\(total)  \(pace) rounds/s\(left)\(loss)"
  }

  private static func bar(_ fraction: Double) -> String {
    let filled = Int(fraction * 20)
    return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
  }
}
