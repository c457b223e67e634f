import Display
import Experiments
import Language
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// Going back and on in a run, and its branches.
  var timeCommands: [Command] {
    [backCommand, gotoCommand, timelineCommand, branchCommand, switchCommand, compareCommand]
  }

  private var backCommand: Command {
    Command(
      "back",
      "Takes back rounds, steps of one network, or all since a condition last held. What was done stays known: goto goes on to it again.",
      Argument(
        "network", .optional(.word(["critic", "generator", "until"])),
        "whose steps, or until; left out, rounds, or critic steps where the last step was one"),
      Argument("count", .optional(.expression), "how many, 1 if left out; after until, the condition"),
      group: Laboratory.debugger,
      examples: ["train 3\nback 2", "step critic 5\nback critic 2", "train 2\nback until 1 < 2"], repeats: true
    ) { session, network, entered in
      if network == "until" { return try backUntil(entered, in: session) }
      let count = try entered.map { (entered) throws(Problem) in try self.count(entered, in: session) } ?? 1
      try back(network.map { $0 == "critic" ? .critic : .generator }, count, in: session)
    }
  }

  private var gotoCommand: Command {
    Command(
      "goto",
      "Goes to a round that was made, or to a critic step, back or on, bit for bit: weights, optimiser, data, settings, log.",
      Argument(
        "place", .optional(.word(["critic", "end"])), "critic counts critic steps; end is where the branch ends"),
      Argument("step", .optional(.int(0...1_000_000_000)), "which round or step"),
      group: Laboratory.debugger,
      examples: ["begin again\ntrain 3\ngoto 1\ngoto end", "begin again\nstep critic 5\ngoto critic 2"]
    ) { session, network, step in
      guard let step else {
        guard network == "end" else {
          throw Problem("step is missing", hint: "goto 300 goes to round 300; goto end on to the end.")
        }
        return try travel(in: session) { try $0.go(to: try self.timeline().path.end, poll: $1) }
      }
      guard network != "end" else {
        throw Problem("goto end takes no step", hint: "goto \(step) goes to round \(step).")
      }
      try go(to: step, of: network == "critic" ? .critic : .generator, in: session)
    }
  }

  private var branchCommand: Command {
    Command(
      "branch",
      "Begins a branch where the run stands: what comes next is on it, and the run so far stays as it was. Alone, lists them.",
      Argument("name", .optional(.name), "what switch and compare call it"),
      group: Laboratory.debugger, examples: ["train 2\nbranch gentle\nset lambda 1\ntrain 2"]
    ) { session, name in
      let timeline = try timeline()
      guard let name else { return session.emit(.table(TimelineTable(timeline).branches)) }
      guard timeline.index(of: name) == nil else {
        throw Problem("there is a branch \(name) already", hint: "switch \(name) goes to it.")
      }
      try experiment().branch(name)
      session.emit(.text("branch \(name) begins at \(try place()); \(timeline.branch.name) stays as it is"))
    }
  }

  private var switchCommand: Command {
    Command(
      "switch", "Goes to where a branch of the run ends, or to a lane of the last race.",
      Argument("branch", switchKind, "which; branch lists them"),
      group: Laboratory.debugger, examples: ["train 2\nbranch other\ntrain 1\nswitch main"]
    ) { session, target in
      switch target {
      case .branch(let index): try travel(in: session) { try $0.switchBranch(to: index, poll: $1) }
      case .lane(let index):
        let name = scope.lanes[index].name
        scope.take(lane: index)
        scope.unfinished = nil
        session.seed = UInt64(try experiment().settings.seed)
        session.emit(.text("lane \(name), at \(try place())"))
      }
    }
  }

  private var timelineCommand: Command {
    Command(
      "timeline", "Shows what the run has done: settings changed, stops, branches, snapshots.",
      group: Laboratory.debugger, examples: ["train 2\ntimeline"]
    ) { session in for output in try timelineOutputs() { session.emit(output) } }
  }

  /// `show timeline`.
  var timelineSubject: Subject {
    Subject("timeline", "what the run has done, and where it can go back to", group: "Experiment") { _ in
      try timelineOutputs()
    }
  }

  private func timelineOutputs() throws(Problem) -> [Output] { TimelineTable(try timeline()).outputs }

  /// The heading that `help` lists them under.
  static var debugger: String { "Debugger" }

  /// The name of a branch, or of a lane of the last race.
  private var switchKind: ArgumentKind<SwitchTarget> {
    let all = { [scope] in
      ((try? timeline())?.branches.map(\.name) ?? []).enumerated().map { ($1, SwitchTarget.branch($0)) }
        + scope.lanes.map(\.name).enumerated().map { ($1, .lane($0)) }
    }
    return ArgumentKind(candidates: { _, _ in all().map { ($0.0, nil) } }) { word, _ throws(Problem) in
      if let target = all().first(where: { $0.0 == word.text })?.1 { return target }
      if scope.lanes.isEmpty { _ = try timeline() }
      throw Problem(
        "there is no branch \(quoted(word.text))",
        hint: didYouMean(nearest(word.text, among: all().map(\.0))) ?? "branch lists them.")
    }
  }

  /// The name of a branch.
  var branchKind: ArgumentKind<Int> {
    ArgumentKind(candidates: { _, _ in (try? timeline())?.branches.map { ($0.name, nil) } ?? [] }) {
      word, _ throws(Problem) in
      let timeline = try timeline()
      if let index = timeline.index(of: word.text) { return index }
      throw Problem(
        "there is no branch \(quoted(word.text))",
        hint: didYouMean(nearest(word.text, among: timeline.branches.map(\.name))) ?? "branch lists them.")
    }
  }
}

// MARK: - Going

extension Laboratory {
  /// What the run has done; throws where that is not written down.
  func timeline() throws(Problem) -> Timeline {
    guard let timeline = try experiment().timeline else {
      throw Problem(
        "the timeline is off, so nothing that was done is known", hint: "set timeline 256 keeps one from here on.")
    }
    return timeline
  }

  /// `round 300 (1,500 critic steps)`
  func place() throws(Problem) -> String { try experiment().placeText }

  private func back(_ network: StepMade.Network?, _ count: Int, in session: Session) throws {
    let experiment = try experiment(), timeline = try timeline(), isRounds = network == nil
    let network = network ?? timeline.path.network(before: timeline.place) ?? .generator
    let made = network == .critic ? experiment.critic.steps : experiment.generator.steps
    guard count <= made else {
      throw Problem(
        "\(counted(count, network.word)) cannot be taken back: the run has made \(made)",
        hint: "goto 0 goes to its beginning.")
    }
    // A round is taken back to the end of the one before; steps of one network to where the first of them was made.
    if isRounds, network == .generator { return try go(to: made - count, of: .generator, in: session) }
    guard let place = timeline.path.place(before: made - count + 1, of: network) else {
      return try go(to: made - count, of: network, in: session)
    }
    try travel(in: session) { try $0.go(to: place, poll: $1) }
  }

  private func go(to step: Int, of network: StepMade.Network, in session: Session) throws {
    let timeline = try timeline(), path = timeline.path
    guard let place = path.place(of: network, step: step) else {
      let first = path.count(at: RunPath.Place()), last = path.count(at: path.end)
      let (least, most) = network == .critic ? (first.critic, last.critic) : (first.generator, last.generator)
      throw Problem(
        "\(network.word) \(grouped(step)) is not on this branch, which goes from \(grouped(least)) to \(grouped(most))",
        hint: step > most
          ? "\(network == .critic ? "step critic" : "train") N makes more; goto end goes to \(grouped(most))."
          : "Before that nothing is known.")
    }
    try travel(in: session) { try $0.go(to: place, poll: $1) }
  }

  private func backUntil(_ condition: Entered?, in session: Session) throws {
    guard let condition else { throw Problem("condition is missing", hint: "Such as: back until critic.loss < 0") }
    guard try timeline().place.steps > 0 else {
      throw Problem("the run stands at its beginning", hint: "train N makes something to go back over.")
    }
    // What is wrong with it is said here and now; before the first step much has no value yet.
    _ = try session.truth(of: condition)
    var found = false
    try travel(in: session, saysPlace: false) { experiment, poll in
      found = try experiment.goBack(until: { (try? session.truth(of: condition)) ?? false }, poll: poll)
    }
    guard found else {
      throw Problem(
        "\(condition.text) held at no step before this one", hint: "timeline shows what there was.", at: condition.range
      )
    }
    session.emit(.text("\(condition.text) held last at \(try place())"))
  }

  /// A count that was typed as an expression.
  private func count(_ entered: Entered, in session: Session) throws(Problem) -> Int {
    if case .tensor(let tensor) = try session.value(of: entered), tensor.shape.count == 1,
      let number = tensor.value?.item, let count = Int(exactly: number), count > 0
    {
      return count
    }
    throw Problem("count must be a whole number from 1, got \(quoted(entered.text))", at: entered.range)
  }

  /// Goes somewhere. Where it is stopped on the way, the run is where it was.
  func travel(
    in session: Session, saysPlace: Bool = true, _ body: (Experiment, () throws -> Void) throws -> Void
  ) throws {
    let experiment = try experiment()
    guard experiment.timeline != nil else { throw Experiment.noTimeline }
    defer {
      scope.forget()
      session.progress("")
    }
    do {
      try translated {
        try body(experiment) {
          try session.checkCancellation()
          session.progress("\(experiment.placeText) …")
        }
      }
    } catch {
      if session.isCancelled() { session.redo(with: []) }
      throw error
    }
    scope.unfinished = nil
    session.seed = UInt64(experiment.settings.seed)
    if saysPlace { session.emit(.text("at \(experiment.placeText)\(experiment.branchText)")) }
  }
}

extension Experiment {
  /// `round 300 (1,500 critic steps)`
  var placeText: String { "round \(grouped(rounds)) (\(counted(critic.steps, "critic step")))" }

  /// ` on gentle, which goes on to round 500`
  fileprivate var branchText: String {
    guard let timeline else { return "" }
    let end = timeline.path.count(at: timeline.path.end)
    let name = timeline.branches.count > 1 ? " on \(timeline.branch.name)" : ""
    guard !timeline.isAtEnd else { return name }
    let rest = end.generator > rounds ? "round \(grouped(end.generator))" : "critic step \(grouped(end.critic))"
    return name.isEmpty ? "; the run goes on to \(rest)" : "\(name), which goes on to \(rest)"
  }
}

/// What `switch` goes to.
private enum SwitchTarget {
  case branch(Int)
  case lane(Int)
}

extension StepMade.Network {
  /// What one of its steps counts as.
  var word: String { self == .critic ? "critic step" : "round" }
}
