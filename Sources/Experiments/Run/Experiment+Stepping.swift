import Arrays
import Autodiff
import Networks
import Programs
import Refusals
import Texts

extension Experiment {
  /// What the critic makes of the draw of its coming step, with its parameters' history.
  public func judgement() throws -> CriticJudgement {
    var work = work(.critic)
    try work.advance(through: .loss)
    return try work.needed(work.judgement, .loss)
  }

  /// What the generator's coming step minimises, through the frozen critic.
  public func generatorLoss() throws -> (loss: Tensor, updates: [(index: Int, value: Tensor)]) {
    var work = work(.generator)
    try work.advance(through: .loss)
    return (try work.needed(work.loss, .loss), work.updates)
  }

  /// A network's coming step before its first phase: with its own draws, or with those of a step that many further on.
  func work(
    _ network: StepMade.Network, _ other: StepRecipe? = nil, history: History = .drop, ahead: Int = 0
  ) -> StepWork {
    let recipe = other ?? recipe, lambda = Tensor(numbers.lambda)
    let (critic, generator) = (critic.network, generator.network)
    let present = { (network: Network) in (network, network.parameters.map(\.tensor)) }
    let frozen = { (network: Network) in (network, network.parameters.map(\.tensor.detached)) }
    switch network {
    case .critic:
      let step = self.critic.steps + ahead
      return StepWork(
        criticOf: criticDraws(step: step, recipe).tensors, recipe, settings, self.critic, critic: present(critic),
        generator: frozen(generator), lambda: lambda, history: history, draw: drawer(.critic, step: step))
    case .generator:
      let step = self.generator.steps + ahead
      return StepWork(
        generatorOf: Tensor(generatorDraw(step: step), label: "latent"), recipe, settings, self.generator,
        critic: frozen(critic), generator: present(generator), lambda: lambda, history: history,
        draw: drawer(.generator, step: step))
    }
  }

  private func drawer(_ network: StepMade.Network, step: Int) -> (EquationDraw) -> Tensor {
    let source = equationSource(network, step: step)
    return { Tensor(source($0), label: "draw \($0.number)") }
  }

  /// One critic step. Throws where it leads to no number or is stopped on the way, and then nothing has changed.
  @discardableResult
  public func stepCritic() throws -> CriticReport {
    let (measured, norm) = try make(.critic) { programs in
      critic.begin()
      let measured = try programs.critic.run(
        criticDraws(step: critic.steps), equationSource(.critic, step: critic.steps), numbers)
      return (measured, programs.critic.update)
    }
    let report = CriticReport(
      step: critic.steps, loss: measured.loss, penalty: measured.penalty, estimate: measured.estimate,
      slopeNorm: measured.slopeNorm, gradientNorm: norm)
    log.append(report)
    noteStep()
    return report
  }

  /// One generator step through the frozen critic. Throws where it leads to no number or is stopped on the way, and then nothing has changed.
  @discardableResult
  public func stepGenerator() throws -> GeneratorReport {
    let (measured, norm) = try make(.generator) { programs in
      generator.begin()
      let loss = try programs.generator.run(
        generatorDraw(step: generator.steps), equationSource(.generator, step: generator.steps), numbers)
      return (CriticMeasures(loss: loss, penalty: nil, estimate: .nan, slopeNorm: nil), programs.generator.update)
    }
    let report = GeneratorReport(
      step: generator.steps, criticSteps: critic.steps, loss: measured.loss, gradientNorm: norm)
    log.append(report)
    noteStep()
    return report
  }

  /// Makes a step: as a program, or phase by phase; one that is being walked goes on from where it stands.
  private func make(
    _ network: StepMade.Network, run: (StepPrograms) throws -> (CriticMeasures, UpdateProgram)
  ) throws -> (CriticMeasures, norm: Real) {
    let state = network == .critic ? critic : generator, standing = walk?.network == network ? walk : nil
    failed = network
    let made: (CriticMeasures, Real)
    if isRecorded, standing == nil {
      let (measured, update) = try run(try stepPrograms())
      let norm = try update.gradientNorm()
      try finish(state, measured.loss, norm) { try update.run(numbers, state) }
      made = (measured, norm)
    } else {
      made = try walkThrough(standing ?? work(network), state)
    }
    lastRan = StepMade(network, isRecorded: isRecorded && standing == nil)
    (failed, walk) = (nil, nil)
    return made
  }

  /// The phases that are left, and with the last the step is made.
  private func walkThrough(_ begun: StepWork, _ state: TrainState) throws -> (CriticMeasures, norm: Real) {
    var work = begun
    state.begin()
    try work.advance(through: .gradient)
    state.load(try work.needed(work.gradients, .gradient).map { $0.gradient?.value }, work.updates)
    let norm = state.norm(of: state.gradients)
    try finish(state, work.measures.loss, norm) {
      try work.advance(through: .clip)
      state.take(try work.needed(work.moved, .update))
    }
    return (work.measures, norm)
  }

  /// The last phases, when the gradient is computed: the weights move, unless there is no number to move them by.
  private func finish(_ state: TrainState, _ loss: Real, _ norm: Real, move: () throws -> Void) throws {
    try Cancellation.check()
    try ArrayMemory.checkRefusals(state.network.name)
    guard loss.isFinite else { throw noNumber(state, "loss is \(numberText(loss))") }
    guard norm.isFinite else { throw noNumber(state, "gradient's norm is \(numberText(norm))") }
    guard state.keepsNumbers else { throw noNumber(state, "moving statistics would be no numbers") }
    guard
      norm < Experiment.safeNorm
        || state.moved(settings.optimizer, state.arrays(state.gradients), rate: settings.rate).isFinite
    else { throw noNumber(state, "update would be no number") }
    try Cancellation.shielded {
      try move()
      state.markStepped()
    }
  }

  /// A gradient up to here moves numbers to numbers: its squares and its steps are far from the largest there is.
  private static let safeNorm: Real = 1e15

  private func noNumber(_ state: TrainState, _ what: String) -> Refusal {
    Refusal(
      state.network.name,
      "after \(counted(critic.steps, "critic step")) and \(counted(rounds, "round")) its \(what): its next step is not made",
      "show gradients and show weights say where; a smaller rate often helps.")
  }
}

// MARK: - Walking

extension Experiment {
  /// Walks a network's coming step up to a phase, that included, and stands there: nothing of the run changes before the step is made. What
  /// was walked of the other network's is forgotten.
  public func walk(_ network: StepMade.Network, through phase: StepPhase) throws {
    var work = walk?.network == network ? walk ?? self.work(network) : self.work(network)
    try work.advance(through: phase)
    try ArrayMemory.checkRefusals("step")
    walk = work
  }

  /// Stands in no step any more.
  public func leaveWalk() { walk = nil }
}

// MARK: - As programs

extension Experiment {
  /// The programs of the present recipe and networks, recorded when they are first asked for. What was cut short is not kept: a gradient
  /// may be missing from it.
  private func stepPrograms() throws -> StepPrograms {
    if let recorded { return recorded }
    let made = try StepPrograms(
      recipe, settings, critic, generator, criticDraws(step: critic.steps), generatorDraw(step: generator.steps))
    try Cancellation.check()
    recorded = made
    return made
  }

  /// What a network's step draws besides what every step does.
  func furtherDraws(of network: StepMade.Network) throws -> [EquationDraw] {
    let programs = try stepPrograms()
    return network == .critic ? programs.critic.draws : programs.generator.draws
  }

  /// The programs that a round runs, in order.
  public func programs() throws -> [Program] { try stepPrograms().all }
}
