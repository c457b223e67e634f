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
      ) { [unowned self] _, rounds in try carryOut(Run(rounds: rounds)) },
      Command(
        "until", "Trains until a condition holds, asked before the first round and after every one.",
        Argument("condition", .condition, "such as loss < 0.5"),
        Argument("max", .keyword("max", .int(1...1_000_000), default: 10_000), "give up after so many rounds"),
        group: "Experiment", examples: ["until 1 < 2 max 5"]
      ) { [unowned self] _, condition, most in try carryOut(Run(rounds: most, condition: condition)) },
      Command(
        "continue", "Goes on with a run that was stopped.", group: "Experiment", examples: []
      ) { [unowned self] _ in
        guard let unfinished else { throw Problem("nothing was stopped", hint: "train N begins a run.") }
        try carryOut(unfinished)
      },
    ]
  }

  /// Trains to the run's end. Where it is stopped before, it is kept for `continue`, and what it ended with is the same.
  private func carryOut(_ asked: Run) throws {
    if let condition = asked.condition, try session.truth(of: condition) {
      return session.emit(.text("\(condition.text) holds already; nothing was trained"))
    }
    let experiment = try experiment()
    let first = experiment.rounds
    var run = asked, progress = Progress(total: asked.rounds)
    defer {
      unfinished = session.isCancelled() && run.rounds > 0 ? run : nil
      session.progress("")
    }
    while run.rounds > 0 {
      try round(&run, of: asked.rounds, experiment)
      let done = asked.rounds - run.rounds
      if let condition = run.condition, try session.truth(of: condition) {
        run.rounds = 0
        let title = "\(condition.text) holds after \(counted(done, "round"))"
        return session.emit(.table(experiment.log.table(title, since: first, experiment.settings.objective)))
      }
      if let line = progress.line(after: done, experiment.log.lastCritic) { session.progress(line) }
    }
    if let condition = run.condition {
      throw Problem(
        "\(condition.text) did not hold within \(counted(asked.rounds, "round"))", hint: "max N allows more.")
    }
    session.emit(
      .table(
        experiment.log.table("trained \(counted(asked.rounds, "round"))", since: first, experiment.settings.objective)))
  }

  /// What is left of one round, stopping at a step's edge when asked to, and where a loss is no longer a number. A step that is cut short was
  /// not made.
  private func round(_ run: inout Run, of total: Int, _ experiment: Experiment) throws {
    do {
      try steps(&run, of: total, experiment)
    } catch  where session.isCancelled() {
      try stopIfAsked(run, of: total)
    }
  }

  private func steps(_ run: inout Run, of total: Int, _ experiment: Experiment) throws {
    while run.criticSteps < experiment.settings.criticSteps(before: experiment.generator.steps) {
      try stopIfAsked(run, of: total)
      let report = try translated { try experiment.stepCritic() }
      run.criticSteps += 1
      try check(report.loss, "critic's", experiment)
    }
    try stopIfAsked(run, of: total)
    let report = try translated { try experiment.stepGenerator() }
    run.rounds -= 1
    run.criticSteps = 0
    try check(report.loss, "generator's", experiment)
  }

  private func check(_ loss: Real, _ which: String, _ experiment: Experiment) throws(Problem) {
    guard !loss.isFinite else { return }
    throw Problem(
      "the \(which) loss is \(numberText(loss)) after \(counted(experiment.critic.steps, "critic step")) and \(counted(experiment.rounds, "round"))",
      hint: "show gradients and show weights say where; a smaller rate often helps.")
  }

  private func stopIfAsked(_ run: Run, of total: Int) throws {
    guard session.isCancelled() else { return try session.checkCancellation() }
    let steps = run.criticSteps > 0 ? " and \(counted(run.criticSteps, "critic step"))" : ""
    throw Interruption("stopped after \(total - run.rounds) of \(counted(total, "round"))\(steps); continue goes on")
  }
}

/// Training that was asked for, and how far it is.
struct Run {
  /// How many rounds are left.
  var rounds: Int
  /// How many of the present round's critic steps are done.
  var criticSteps = 0
  /// What ends it sooner, if anything does.
  var condition: Entered?
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
    return
      "\(bar) \(done)/\(total)  \(Progress.text(rate)) rounds/s  \(Progress.time(Double(total - done) / rate)) left\(loss)"
  }

  private static func bar(_ fraction: Double) -> String {
    let filled = Int(fraction * 20)
    return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
  }

  private static func text(_ rate: Double) -> String {
    rate >= 100 ? String(Int(rate)) : "\((rate * 10).rounded() / 10)"
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let (minutes, rest) = (whole / 60 % 60, whole % 60)
    let tail = ":" + (rest < 10 ? "0" : "") + "\(rest)"
    return whole < 3600 ? "\(minutes)\(tail)" : "\(whole / 3600):" + (minutes < 10 ? "0" : "") + "\(minutes)\(tail)"
  }
}
