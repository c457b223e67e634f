/// Training, a step at a time: each call of `next` makes the step that comes next, until what was asked for is made or a stop rule holds.
///
/// It is a value that knows its place, in the middle of a round too: kept, it goes on later.
public struct TrainingLoop {
  /// What is made.
  public enum Goal: Hashable, Sendable {
    /// So many rounds: the critic's steps, then one of the generator.
    case rounds(Int)
    /// So many steps of the critic alone.
    case criticSteps(Int)
    /// So many steps of the generator alone.
    case generatorSteps(Int)

    /// How many of them.
    public var count: Int {
      switch self {
      case .rounds(let count), .criticSteps(let count), .generatorSteps(let count): count
      }
    }
  }

  /// What ends a loop before its goal, asked where a round, or a step of one network alone, is done; or what interrupts it, asked after every
  /// step.
  public struct StopRule {
    /// What it is, in words.
    public let name: String
    /// Whether it holds now.
    public let holds: () throws -> Bool

    /// A rule.
    public init(_ name: String, holds: @escaping () throws -> Bool) {
      self.name = name
      self.holds = holds
    }
  }

  /// The run that is trained.
  public let experiment: Experiment
  /// What is made.
  public let goal: Goal
  /// What ends it sooner.
  public let stops: [StopRule]
  /// What interrupts it: the coming call of `next` goes on.
  public let breaks: [StopRule]
  /// The rule that interrupted it after the last step.
  public private(set) var broken: StopRule?
  /// How many of the goal's rounds or steps are done.
  public private(set) var done = 0
  /// How many of the present round's critic steps are done.
  public private(set) var criticSteps = 0
  /// The rule that has ended it.
  public private(set) var stopped: StopRule?
  /// Whether the rules are still to be asked: they were not where asking was stopped on the way.
  private var mustAsk = false

  /// A loop before its first step.
  public init(_ experiment: Experiment, _ goal: Goal, until stops: [StopRule] = [], breaks: [StopRule] = []) {
    (self.experiment, self.goal, self.stops, self.breaks) = (experiment, goal, stops, breaks)
  }

  /// The same loop, to be gone on with after an interruption.
  public var resumed: TrainingLoop {
    var loop = self
    loop.broken = nil
    return loop
  }

  /// The same loop, interrupted here by something else than its rules.
  public func interrupted(by rule: StopRule) -> TrainingLoop {
    var loop = self
    loop.broken = rule
    return loop
  }

  /// Whose step comes next.
  public var upcoming: StepMade.Network {
    switch goal {
    case .criticSteps: .critic
    case .generatorSteps: .generator
    case .rounds:
      criticSteps < experiment.numbers.criticSteps(before: experiment.generator.steps) ? .critic : .generator
    }
  }

  /// Whether nothing is left to be made.
  public var isDone: Bool { stopped != nil || (done >= goal.count && !mustAsk) }

  /// Makes the next step; `nil` where the loop is done. Throws where the step leads to no number: then nothing has changed, here or in the
  /// run.
  public mutating func next() throws -> StepEvent? {
    broken = nil
    try askRules()
    guard !isDone else { return nil }
    let event = try step()
    (done, criticSteps) = event.isLast ? (done + 1, 0) : (done, criticSteps + 1)
    mustAsk = event.isLast
    broken = try breaks.first { try $0.holds() }
    try askRules()
    return event
  }

  private mutating func askRules() throws {
    guard mustAsk else { return }
    stopped = try stops.first { try $0.holds() }
    mustAsk = false
  }

  private func step() throws -> StepEvent {
    switch goal {
    case .criticSteps: return StepEvent(.critic(try experiment.stepCritic()), isLast: true)
    case .generatorSteps: return StepEvent(.generator(try experiment.stepGenerator()), isLast: true)
    case .rounds:
      guard upcoming == .critic else { return StepEvent(.generator(try experiment.stepGenerator()), isLast: true) }
      return StepEvent(.critic(try experiment.stepCritic()), isLast: false)
    }
  }
}

/// A step that was made.
public struct StepEvent: Hashable, Sendable {
  /// Whose step it was, and what it did.
  public enum Report: Hashable, Sendable {
    case critic(CriticReport)
    case generator(GeneratorReport)
  }

  /// What the step did.
  public let report: Report
  /// Whether it ends a round, or is a step of one network alone.
  public let isLast: Bool

  init(_ report: Report, isLast: Bool) { (self.report, self.isLast) = (report, isLast) }
}

extension Experiment {
  /// Makes all of a goal's steps. `poll` is asked before each of them, and may throw to stop.
  public func train(_ goal: TrainingLoop.Goal, poll: () throws -> Void = {}) throws {
    var loop = TrainingLoop(self, goal)
    while !loop.isDone {
      try poll()
      _ = try loop.next()
    }
  }

  /// Trains the critic alone until it has made so many steps.
  public func trainCritic(to steps: Int, poll: () throws -> Void = {}) throws {
    try train(.criticSteps(steps - critic.steps), poll: poll)
  }

  /// One round: the critic's steps, then one of the generator.
  @discardableResult
  public func round() throws -> RoundReport {
    var loop = TrainingLoop(self, .rounds(1))
    var critic: CriticReport?
    while let event = try loop.next() {
      switch event.report {
      case .critic(let report): critic = report
      case .generator(let report): if let critic { return RoundReport(critic: critic, generator: report) }
      }
    }
    preconditionFailure("a round ends with a step of the generator")
  }
}
