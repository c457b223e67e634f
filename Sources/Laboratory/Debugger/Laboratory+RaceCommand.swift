import Arrays
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// Runs side by side.
  var raceCommand: Command {
    Command(
      "race",
      "Trains new runs side by side, round by round, on the same seed, data and first weights: objectives, or values of a setting. switch goes to one.",
      Argument(
        "lanes", .repeated(.raceWord { scope.objectives }),
        "objectives such as gan wgan wgan-gp, or lambda: 0.1 1 10; then rounds: N, 100 if left out"),
      group: Laboratory.debugger,
      examples: ["race gan wgan wgan-gp rounds: 4", "race lambda: 0.1 1 10 rounds: 4\nswitch lambda:10"]
    ) { session, words in try race(try RaceEntry.read(words, try experiment().settings), in: session) }
  }

  private func race(_ entry: RaceEntry, in session: Session) throws {
    var race = try Race(entry, try experiment(), bound: scope.timelineBound) { lane throws(Problem) in
      try scope.visit(lane) { () throws(Problem) in try breaks(.rounds(entry.rounds), in: session) }
    }
    scope.lanes = race.lanes.map { ($0.name, $0.experiment) }
    defer {
      session.progress("")
      if session.isCancelled() { session.redo(with: race.done > 0 ? [entry.line(rounds: race.done)] : []) }
    }
    try look(&race)
    while race.done < entry.rounds {
      try session.checkCancellation()
      session.progress("round \(race.done) of \(entry.rounds)")
      try race.makeRound { lane, made in
        try scope.visit(lane.experiment) { try translated { try made() } }
        if !scope.stops.held.isEmpty { lane.held = listed(scope.stops.held.map { "stop \($0.number): \($0.text)" }) }
      }
      if race.wantsLook { try look(&race) }
    }
    for output in race.outputs(try race.lanes.map { try samples(of: $0.experiment) }) { session.emit(output) }
  }

  /// Measures each lane.
  private func look(_ race: inout Race) throws {
    race.looks.append(
      (
        race.done,
        try race.lanes.map { lane in
          try scope.visit(lane.experiment) { try translated { try exactDistances().distance } }
        }
      ))
  }

  /// What a lane's generator makes, for a panel; points of the plane, or a few images.
  private func samples(of experiment: Experiment) throws -> NDArray {
    try translated { try fakes(experiment, experiment.dataset.isImage ? 4 : 2000) }
  }
}

/// Runs side by side.
struct Race {
  /// One of them.
  struct Lane {
    let name: String
    let experiment: Experiment
    fileprivate var loop: TrainingLoop
    /// Why it makes no more rounds, if something ended it.
    var held: String?
  }

  private let entry: RaceEntry
  /// All of them.
  private(set) var lanes: [Lane]
  /// How many rounds those that go on have made.
  private(set) var done = 0
  /// What was measured after how many rounds, lane by lane: the exact distance.
  var looks: [(rounds: Int, distances: [Real])] = []
  private let sharesWeights: Bool

  init(
    _ entry: RaceEntry, _ run: Experiment, bound: Int, breaks: (Experiment) throws -> [TrainingLoop.StopRule]
  ) throws {
    self.entry = entry
    lanes = try entry.values.map { value in
      let experiment = try translated { try run.anew(choosing: entry.setting, value) }
      experiment.keepTimeline(bound: bound / entry.values.count, isNew: true)
      let loop = TrainingLoop(experiment, .rounds(entry.rounds), breaks: try breaks(experiment))
      return Lane(name: entry.name(value), experiment: experiment, loop: loop)
    }
    sharesWeights = Set(lanes.map(\.experiment.fingerprint)).count == 1
  }

  /// One round of each lane that goes on. `carryOut` makes a step; where that leads to no number the lane ends.
  mutating func makeRound(_ carryOut: (inout Lane, () throws -> Void) throws -> Void) throws {
    for index in lanes.indices where lanes[index].held == nil {
      var isLast = false
      while !isLast, lanes[index].held == nil {
        var lane = lanes[index], loop = lane.loop
        do {
          try carryOut(&lane) { isLast = try loop.next()?.isLast ?? true }
        } catch let problem as Problem where lane.experiment.failed != nil && problem.message.contains("not made") {
          lane.held = problem.message
        }
        lane.loop = loop
        lanes[index] = lane
      }
    }
    done += 1
  }

  /// Whether it is time to measure: at eight rounds, evenly spread.
  var wantsLook: Bool { (1...8).contains { done == max(1, $0 * entry.rounds / 8) } && looks.last?.rounds != done }

  /// The tables and the picture.
  func outputs(_ samples: [NDArray]) -> [Output] {
    [.table(ends), .table(curves), .figure(lines)] + panels(samples).map(Output.figure)
      + [.text(foldedLines(beginning))]
  }

  private var beginning: String {
    let first = "switch \(lanes[0].name) goes to the first; the run before the race is where it was"
    return sharesWeights
      ? "the lanes began with the same weights; \(first)"
      : "the lanes' layers differ, so their first weights do; \(first)"
  }

  /// Where each lane ended.
  private var ends: Table {
    let hasPenalty = lanes.contains { $0.experiment.log.lastCritic?.penalty != nil }
    return Table(
      "race: \(entry.line(rounds: entry.rounds).dropFirst(5))",
      columns: ["lane", "rounds", "critic loss", "score difference"] + (hasPenalty ? ["penalty", "slope"] : [])
        + ["generator loss", "exact W1", ""],
      rows: lanes.enumerated().map { index, lane in
        let (critic, generator) = (lane.experiment.log.lastCritic, lane.experiment.log.lastGenerator)
        let row: [Table.Cell] = [
          .text(lane.name), .number(Real(lane.experiment.rounds), digits: 9), cell(critic?.loss),
          cell(critic?.estimate),
        ]
        return row + (hasPenalty ? [cell(critic?.penalty), cell(critic?.slopeNorm)] : [])
          + [cell(generator?.loss), cell(looks.last?.distances[index]), .text(lane.held ?? "")]
      })
  }

  /// The exact distance as the lanes went on.
  private var curves: Table {
    Table(
      "exact W1 of samples on the way", columns: ["round"] + lanes.map(\.name),
      rows: looks.map { look in [.number(Real(look.rounds), digits: 9)] + look.distances.map { cell($0) } })
  }

  private func cell(_ number: Real?) -> Table.Cell { number.map { .number($0, digits: 4) } ?? "–" }

  /// The same on one axis.
  private var lines: Figure {
    let rounds = looks.map { Real($0.rounds) }
    let series = lanes.enumerated().map { index, lane in
      Layer.line(Series(lane.name, x: rounds, y: looks.map { $0.distances[index] }, .plain(index)))
    }
    return Figure("exact W1 on the way", [Plot(x: Axis("round", counts: true), y: Axis("W1"), series)])
  }

  /// What each lane makes, side by side.
  private func panels(_ samples: [NDArray]) -> [Figure] {
    let title = "samples of \(lanes.map(\.name).joined(separator: ", "))"
    if samples.allSatisfy({ $0.shape.rank == 2 && $0.shape[1] == 2 }) {
      let own = lanes.first?.experiment.settings.data?.range
      let reach = own.map { max(abs($0.lowerBound), abs($0.upperBound), 1e-3) * 1.25 } ?? 2
      let plots = samples.map { points in
        Plot(
          x: Axis("x₁", range: -reach...reach), y: Axis("x₂", range: -reach...reach), isSquare: true,
          [.points(Series("", points, .fake))])
      }
      return [Figure("\(title): from \(short(-reach)) to \(short(reach)) on each side", plots)]
    }
    guard samples.allSatisfy({ $0.shape.rank == 4 }) else { return [] }
    return zip(lanes, samples).map { lane, images in
      let range = lane.experiment.pixelRange
      return Figure(
        "samples of \(lane.name)", images: images, low: range.lowerBound, high: range.upperBound, columns: 4)
    }
  }
}
