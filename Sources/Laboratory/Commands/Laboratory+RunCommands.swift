import Arrays
import Display
import Experiments
import Language
import Networks
import Notebook
import Texts

extension Laboratory {
  /// Setting an experiment up and stepping through it.
  var runCommands: [Command] { [useCommand, setCommand, beginCommand, stepCommand] }

  private var useCommand: Command {
    Command(
      "use", "Sets a preset up: data, networks, objective, optimiser, seed. Alone, lists the presets.",
      Argument("preset", .optional(.preset), "which one; own fits your own data"),
      group: "Experiment", examples: ["use", "use 8gaussians"]
    ) { session, preset in
      guard let preset else { return session.emit(.table(presets)) }
      try use(try self.preset(named: preset), in: session)
      session.emit(.text(try summary()))
    }
  }

  private var presets: Table {
    Table(
      "Presets (use NAME)", columns: ["", ""],
      rows: Preset.all.map { [.text($0.name), .text($0.summary)] } + [
        [.text(Preset.ownName), "networks that fit your own data (data = … first: help data)"]
      ])
  }

  /// What is on the bench, in three lines.
  public func summary() throws(Problem) -> String {
    let experiment = try experiment()
    let settings = experiment.settings
    let own = settings.data.map { data in
      foldedLines(
        (["on your own data: \(data.summary)"] + [settings.preset.reason?(settings.width)].compactMap { $0 }).joined(
          separator: "\n")
      )
      .split(separator: "\n").map { "\n  \($0)" }.joined()
    }
    return """
      \(settings.preset.name): \(settings.preset.summary)\(own ?? "")
        critic \(experiment.critic.network.total); generator \(experiment.generator.network.total)
        \(settings.objective.name), \(settings.optimizer.name) at rate \(numberText(settings.rate)), \
      batch \(settings.batch), \(settings.critics) critic steps a round, seed \(settings.seed)
      """
  }

  private var setCommand: Command {
    Command(
      "set", "Changes a setting, within its range or not at all. Alone, shows them.",
      Argument("name", .optional(settingName), "which setting"),
      Argument("value", .optional(settingValue), "its new value"),
      group: "Experiment", examples: ["set critics 5", "set objective wgan", "set graphics text"]
    ) { session, changeable, value in
      guard let changeable else { return session.emit(.table(try settingsTable(session))) }
      guard let value else {
        throw Problem("\(changeable.name) needs a value", hint: "\(changeable.name) takes \(changeable.range).")
      }
      if let kept = session.overrides[changeable.name] {
        return session.emit(.text("\(changeable.name) stays \(kept), which was given with --set"))
      }
      do throws(Problem) { try changeable.change(value.text, session) } catch { throw error.located(at: value.range) }
    }
  }

  private var beginCommand: Command {
    Command(
      "begin", "Begins the run again under the same settings, with new networks.",
      Argument("again", .word(["again"]), "as it is said"), group: "Experiment", examples: ["begin again"]
    ) { session, _ in
      try beginAgain()
      session.emit(.text("the settings are the same, the networks are new and the run begins again"))
    }
  }

  private var stepCommand: Command {
    Command(
      "step", "Makes rounds (the critic's steps, then one of the generator), or steps of one network.",
      Argument(
        "network", .optional(.word(["critic", "generator", "phase"])), "only this network; phase goes one phase further"
      ),
      Argument("count", .optional(.stepAmount, default: .steps(1)), "how many, or the phase up to which one is walked"),
      group: "Experiment",
      examples: [
        "step", "step critic", "step critic 3", "step generator", "step 2", "step critic gradient\nfinish",
        "step phase\nstep phase\nfinish",
      ], repeats: true
    ) { session, network, amount in
      switch (network, amount) {
      case ("phase", .steps(let count)):
        for _ in 0..<count { try walkOn(in: session) }
      case ("phase", .upTo), (nil, .upTo):
        throw Problem("which network's step is meant?", hint: "step critic gradient, or step generator gradient.")
      case (let network, .upTo(let phase)):
        try walk(network == "critic" ? .critic : .generator, through: phase, in: session)
      case (let network, .steps(let count)): try step(network, count, in: session)
      }
    }
  }

  private func step(_ network: String?, _ count: Int, in session: Session) throws {
    let goal: TrainingLoop.Goal =
      switch network {
      case "critic": .criticSteps(count)
      case "generator": .generatorSteps(count)
      default: .rounds(count)
      }
    let experiment = try experiment()
    try stopIfWalked(unless: goal == .generatorSteps(count) ? .generator : .critic, in: session)
    let asked = TrainingLoop(experiment, goal, breaks: try breaks(goal, in: session)), owed = asked.criticStepsLeft
    var loop = asked, critic: CriticReport?
    let traced = traceCounts
    defer {
      if !loop.isDone && loop.broken == nil || session.isCancelled() {
        session.redo(with: loop.lines(since: asked, owed: owed))
      }
    }
    while !loop.isDone {
      try session.checkCancellation()
      if try stopAtPhase(before: loop.upcoming, in: session) {
        loop = loop.interrupted(by: loop.breaks[0])
        return try goOn(loop, traced, in: session)
      }
      switch try explainingNaN(in: session, { try translated { try loop.next() } })?.report {
      case .critic(let report) where goal == .criticSteps(count): session.emit(.text(report.line(experiment)))
      case .critic(let report): critic = report
      case .generator(let report):
        if let critic { session.emit(.text(critic.line(experiment))) }
        session.emit(.text(report.line))
      case nil: break
      }
      if loop.broken != nil { return try goOn(loop, traced, in: session) }
    }
    emitTraces(since: traced, in: session)
  }

  /// Keeps what a stop has interrupted, and goes on with it where the stop's commands say so.
  private func goOn(_ loop: TrainingLoop, _ traced: [Int: Int], in session: Session) throws {
    scope.unfinished = loop.isDone ? nil : loop
    emitTraces(since: traced, in: session)
    if try act(in: session), let unfinished = scope.unfinished { try carryOut(unfinished, in: session) }
  }
}

/// How far `step` goes.
enum StepAmount {
  case steps(Int)
  case upTo(StepPhase)
}

extension ArgumentKind where Value == StepAmount {
  /// A count, or the name of a phase where the learner has not given that a value.
  static var stepAmount: ArgumentKind {
    ArgumentKind(
      candidates: { session, _ in
        ["critic", "generator"].contains(session.precedingWords.last)
          ? StepPhase.allCases.map { ($0.rawValue, $0.summary) } : []
      }
    ) { word, session throws(Problem) in
      if let phase = StepPhase(rawValue: word.text), session.variables[word.text] == nil { return .upTo(phase) }
      let value = Int(word.text) == nil ? try? session.value(of: word) : nil
      var count = Int(word.text)
      if case .tensor(let tensor)? = value, tensor.shape.count == 1 {
        count = tensor.value.flatMap { Int(exactly: $0.item) }
      }
      guard let count, (1...1_000_000).contains(count) else {
        throw Problem("count must be 1…1000000, or a phase, got \(quoted(word.text))")
      }
      return .steps(count)
    }
  }
}

extension CriticReport {
  /// `critic step 5  loss -0.0131  penalty 0.9216  estimate of W 0.1053  slope 0.04  gradient 0.62`
  func line(_ experiment: Experiment) -> String {
    var parts = ["critic step \(step)", "loss \(short(loss))"]
    if let penalty { parts.append("penalty \(short(penalty))") }
    parts.append("\(experiment.settings.objective.differenceName) \(short(estimate))")
    if let slopeNorm { parts.append("slope \(short(slopeNorm))") }
    parts.append("gradient \(short(gradientNorm))")
    return parts.joined(separator: "  ")
  }
}

extension GeneratorReport {
  /// `generator step 1  loss 0.2103  gradient 0.0931`
  var line: String { "generator step \(step)  loss \(short(loss))  gradient \(short(gradientNorm))" }
}

extension Objective {
  /// What E[D(real)] - E[D(fake)] is: only a critic that maximises it estimates a distance by it.
  var differenceName: String { estimatesDistance ? "estimate of W" : "score difference" }
}

/// A number with four significant digits.
func short(_ number: Real) -> String { numberText(number, digits: 4) }
