import Arrays
import Autodiff
import Networks
import Programs
import Refusals
import Texts

extension Experiment {
  /// What the critic makes of the draw of its coming step, with its parameters' history.
  public func judgement() throws -> CriticJudgement {
    let network = critic.network
    return try recipe.judge(
      try samples(step: critic.steps), by: network, network.parameters.map(\.tensor), lambda: Tensor(numbers.lambda))
  }

  /// What the generator's coming step minimises, through the frozen critic.
  public func generatorLoss() throws -> (loss: Tensor, updates: [(index: Int, value: Tensor)]) {
    let network = generator.network
    let z = Tensor(generatorDraw(step: generator.steps))
    let made = try network.evaluate(z, network.parameters.map(\.tensor))
    return (recipe.generatorLoss(try critic.network.frozen(made.output)), made.updates)
  }

  /// One critic step. Throws where it leads to no number or is stopped on the way, and then nothing has changed.
  @discardableResult
  public func stepCritic() throws -> CriticReport {
    let programs = isRecorded ? try stepPrograms() : nil
    critic.begin()
    let measured = try programs?.critic.run(criticDraws(step: critic.steps), numbers) ?? computeCritic()
    let norm = try finish(critic, measured.loss, programs?.critic.update)
    let report = CriticReport(
      step: critic.steps, loss: measured.loss, penalty: measured.penalty, estimate: measured.estimate,
      slopeNorm: measured.slopeNorm, gradientNorm: norm)
    log.append(report)
    note(.critic, isRecorded: programs != nil)
    return report
  }

  /// One generator step through the frozen critic. Throws where it leads to no number or is stopped on the way, and then nothing has changed.
  @discardableResult
  public func stepGenerator() throws -> GeneratorReport {
    let programs = isRecorded ? try stepPrograms() : nil
    generator.begin()
    let loss = try programs?.generator.run(generatorDraw(step: generator.steps)) ?? computeGenerator()
    let norm = try finish(generator, loss, programs?.generator.update)
    let report = GeneratorReport(
      step: generator.steps, criticSteps: critic.steps, loss: loss, gradientNorm: norm)
    log.append(report)
    note(.generator, isRecorded: programs != nil)
    return report
  }

  /// The last phases, when the gradient is computed: the weights move, unless there is no number to move them by.
  private func finish(_ state: TrainState, _ loss: Real, _ update: UpdateProgram?) throws -> Real {
    let norm = try update?.gradientNorm() ?? state.norm(of: state.gradients)
    try Cancellation.check()
    guard loss.isFinite, norm.isFinite else {
      let number = loss.isFinite ? "gradient's norm is \(numberText(norm))" : "loss is \(numberText(loss))"
      throw Refusal(
        state.network.name,
        "after \(counted(critic.steps, "critic step")) and \(counted(rounds, "round")) its \(number): its next step is not made",
        "show gradients and show weights say where; a smaller rate often helps.")
    }
    try Cancellation.shielded {
      if let update { try update.run(numbers, state) } else { move(state) }
      state.markStepped()
    }
    return norm
  }
}

// MARK: - Tensor by tensor

extension Experiment {
  private func computeCritic() throws -> CriticMeasures {
    let judgement = try judgement()
    critic.compute(judgement.loss, judgement.updates)
    return CriticMeasures(
      loss: judgement.loss.number, penalty: judgement.penalty?.number, estimate: judgement.estimate.number,
      slopeNorm: judgement.slopeNorms?.mean().number)
  }

  private func computeGenerator() throws -> Real {
    let (loss, updates) = try generatorLoss()
    generator.compute(loss, updates)
    return loss.number
  }

  private func move(_ state: TrainState) {
    state.update(settings.optimizer, rate: numbers.rate)
    if state === critic, recipe.clipping == .loop { state.clip(to: numbers.clip) }
  }
}

// MARK: - As programs

extension Experiment {
  /// The programs of the present recipe and networks, recorded when they are first asked for. What was cut short is not kept: a gradient
  /// may be missing from it.
  private func stepPrograms() throws -> StepPrograms {
    if let recorded { return recorded }
    let made = try StepPrograms(
      recipe, settings.optimizer, critic, generator, criticDraws(step: critic.steps),
      generatorDraw(step: generator.steps))
    try Cancellation.check()
    recorded = made
    return made
  }

  /// The programs that a round runs, in order.
  public func programs() throws -> [Program] { try stepPrograms().all }
}

/// What a critic step measures before its weights move.
struct CriticMeasures {
  let loss: Real
  let penalty: Real?
  let estimate: Real
  let slopeNorm: Real?
}

extension Tensor {
  /// The number of a tensor with one element; not a number for a placeholder.
  fileprivate var number: Real { value?.item ?? .nan }
}
