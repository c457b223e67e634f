import Arrays
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  var compareCommand: Command {
    Command(
      "compare",
      "Holds two branches side by side: settings, the first step at which their weights part, reports, exact W1 and JS.",
      Argument("one", branchKind, "a branch"), Argument("other", branchKind, "another"),
      group: Laboratory.debugger,
      examples: ["train 2\nbranch strict\nset lambda 1\ntrain 2\nswitch main\ntrain 2\ncompare main strict"]
    ) { session, one, other in
      let timeline = try timeline(), names = [one, other].map { timeline.branches[$0].name }
      guard one != other else {
        throw Problem("\(names[0]) is compared with itself", hint: "branch lists the branches.")
      }
      let comparison = try compared(one, other, in: session)
      session.emit(.table(comparison.settings(names)))
      session.emit(.text(comparison.parting(names)))
      session.emit(.table(comparison.reports(names)))
    }
  }

  /// Looks at both; the run stands where it stood afterwards.
  private func compared(_ one: Int, _ other: Int, in session: Session) throws -> BranchComparison {
    let experiment = try experiment()
    defer {
      scope.forget()
      session.progress("")
    }
    return try translated {
      try BranchComparison(experiment, one, other, measure: { try distances(experiment) }) {
        try session.checkCancellation()
        session.progress("\(experiment.placeText) …")
      }
    }
  }
}

extension Laboratory {
  /// How far the generator's samples are from the data.
  private func distances(_ experiment: Experiment) throws -> (wasserstein: Real, jensenShannon: Real) {
    try scope.visit(experiment) { (try exactDistances().distance, try jensenShannon()) }
  }
}

/// Two branches side by side.
private struct BranchComparison {
  private let ends: [BranchEnd]
  private let parted: Parting?

  init(
    _ experiment: Experiment, _ one: Int, _ other: Int,
    measure: () throws -> (wasserstein: Real, jensenShannon: Real), _ poll: () throws -> Void
  ) throws {
    (ends, parted) = try experiment.visiting {
      let parted = try experiment.parting(of: one, other, poll: poll)
      let ends = try [one, other].map { index in
        try experiment.switchBranch(to: index, poll: poll)
        return BranchEnd(experiment, try measure())
      }
      return (ends, parted)
    }
  }

  /// The settings that differ where the branches end.
  func settings(_ names: [String]) -> Table {
    let rows = Setting.all.map { setting in (setting.name, ends.map { $0.settings.value(of: setting) }) }
    let different = rows.filter { $0.1[0] != $0.1[1] }
    return Table(
      different.isEmpty ? "no setting differs" : "settings that differ", columns: ["setting"] + names,
      rows: different.map { name, values in [.text(name)] + values.map { .text($0) } })
  }

  /// Where they part.
  func parting(_ names: [String]) -> String {
    switch parted {
    case nil: "their networks hold the same numbers as far as both go"
    case .critic(let step): "their networks part at critic step \(grouped(step))"
    case .generator(let step): "their networks part at generator step \(grouped(step))"
    case .beginning: "their networks differ from the beginning"
    }
  }

  /// What the last steps of both reported.
  func reports(_ names: [String]) -> Table {
    let rows: [(String, (BranchEnd) -> Real?)] = [
      ("round", { Real($0.rounds) }), ("critic steps", { Real($0.criticSteps) }), ("critic loss", { $0.critic?.loss }),
      (ends[0].settings.objective.differenceName, { $0.critic?.estimate }), ("penalty", { $0.critic?.penalty }),
      ("slope", { $0.critic?.slopeNorm }), ("critic gradient", { $0.critic?.gradientNorm }),
      ("generator loss", { $0.generator?.loss }), ("generator gradient", { $0.generator?.gradientNorm }),
      ("exact W1 of samples", { $0.distances.wasserstein }), ("JS of samples, nats", { $0.distances.jensenShannon }),
    ]
    return Table(
      "where they end", columns: [""] + names,
      rows: rows.map { name, value in
        [.text(name)]
          + ends.map { end in
            value(end).map { .number($0, digits: ["round", "critic steps"].contains(name) ? 9 : 4) } ?? "–"
          }
      })
  }
}

/// What is compared of a branch's end.
private struct BranchEnd {
  let settings: Settings
  let rounds, criticSteps: Int
  let critic: CriticReport?
  let generator: GeneratorReport?
  let distances: (wasserstein: Real, jensenShannon: Real)

  init(_ experiment: Experiment, _ distances: (wasserstein: Real, jensenShannon: Real)) {
    self.distances = distances
    settings = experiment.settings
    (rounds, criticSteps) = (experiment.rounds, experiment.critic.steps)
    (critic, generator) = (experiment.log.lastCritic, experiment.log.lastGenerator)
  }
}
