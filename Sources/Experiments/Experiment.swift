import Arrays
import Autodiff
import Datasets
import Networks
import Programs
import Refusals

/// A run: data, two networks and the numbers they are trained with. Every draw is a function of the seed and the step.
public final class Experiment {
  /// Every number of the run.
  public private(set) var settings: Settings
  /// Where real samples come from.
  public let dataset: Dataset
  /// The critic (for a GAN, the discriminator) in training.
  public private(set) var critic: Trainee
  /// The generator in training.
  public private(set) var generator: Trainee
  /// What each step reported, oldest first.
  public private(set) var log = TrainingLog()
  /// What both networks are made of: the preset's layers, or the learner's own.
  public private(set) var architecture: Architecture
  /// Whether steps run as programs, recorded at their first use. Otherwise each is computed tensor by tensor, which gives the same
  /// numbers but for rounding.
  public var isRecorded = true
  private var recorded: StepPrograms?

  /// Sets a preset up; throws where its data is not there or its networks would be too large.
  public convenience init(_ preset: Preset) throws { try self.init(Settings(preset: preset)) }

  /// Sets a run up from its settings.
  public init(_ settings: Settings) throws {
    self.settings = settings
    self.dataset = try settings.preset.dataset()
    architecture = Architecture(settings, sample: dataset.sampleShape)
    (critic, generator) = try architecture.trainees(settings)
    try Cancellation.check()
    applyConstraint()
  }

  /// A run that goes on from a state, bit for bit. Throws where its data is not there or its networks do not fit them.
  public init(_ state: ExperimentState) throws {
    settings = state.settings
    dataset = try state.settings.preset.dataset()
    architecture = state.architecture
    guard architecture.sample == dataset.sampleShape else {
      throw Refusal(
        "critic", "it takes \(architecture.sample), the data of \(settings.preset.name) are \(dataset.sampleShape)",
        "Choose a state of this preset.")
    }
    (critic, generator) = try architecture.trainees(settings)
    take(state)
  }

  /// Where the run stands.
  public var state: ExperimentState {
    ExperimentState(
      settings: settings, architecture: architecture, critic: critic.state, generator: generator.state, log: log)
  }

  /// Goes back, or on, to a state of this preset, bit for bit.
  public func restore(_ state: ExperimentState) throws {
    (critic, generator) = try state.architecture.trainees(state.settings)
    (settings, architecture) = (state.settings, state.architecture)
    take(state)
  }

  private func take(_ state: ExperimentState) {
    critic.restore(state.critic)
    generator.restore(state.generator)
    log = state.log
    recorded = nil
    applyConstraint()
  }

  /// Changes a setting to the value that a text stands for. Where the networks depend on it they are made anew and the run begins again; returns whether they were.
  @discardableResult
  public func set(_ setting: Setting, to text: String) throws -> Bool {
    var changed = settings
    try changed.choose(setting, text)
    let restarts = setting.effect == .restarts && changed.value(of: setting) != settings.value(of: setting)
    if restarts {
      try restart(changed, architecture.following(changed))
    } else {
      try Architecture.check(changed.batch, critic.network, generator.network)
      settings = changed
      if setting.effect == .records { recorded = nil }
      applyConstraint()
    }
    return restarts
  }

  /// Makes the learner's own layers the critic, and begins the run again. Throws why they do not fit the data.
  public func install(critic layers: [Layer]) throws {
    try restart(settings, architecture.with(critic: layers))
  }

  /// Makes the learner's own layers the generator, taking noise of the given size, and begins the run again.
  public func install(generator layers: [Layer], noise: Int) throws {
    try restart(settings, architecture.with(generator: layers, noise: noise))
  }

  /// Begins the run again under the same settings, with new networks.
  public func beginAgain() throws { try restart(settings, architecture) }

  private func restart(_ settings: Settings, _ architecture: Architecture) throws {
    let trainees = try architecture.trainees(settings)
    try Cancellation.check()
    (critic, generator) = trainees
    self.settings = settings
    self.architecture = architecture
    log = TrainingLog()
    recorded = nil
    applyConstraint()
  }

  /// The seed's randomness.
  public var random: Random { Random(seed: UInt64(settings.seed)) }

  /// How many rounds are done: one generator step each.
  public var rounds: Int { generator.steps }

  private func applyConstraint() {
    let bound = settings.clip
    let clipped: @Sendable (Real) -> Real = { min(max($0, -bound), bound) }
    let active = settings.objective.clips && settings.clipping == .constraint
    for parameter in critic.network.trainable { parameter.constraint = active ? clipped : nil }
  }
}

extension Random.Stream {
  static let criticNoise = Random.Stream(named: "critic noise")
  static let generatorNoise = Random.Stream(named: "generator noise")
  static let epsilon = Random.Stream(named: "epsilon")
  static let directions = Random.Stream(named: "directions")
}

// MARK: - Drawing

extension Experiment {
  /// The noise of one step: `[count × noise]`, distributed as the preset says.
  public func noise(_ count: Int, _ stream: Random.Stream, step: Int, random: Random? = nil) -> NDArray {
    settings.preset.latent.draw(count, architecture.noise, random ?? self.random, stream, step: step)
  }

  /// What critic step `step` (counted from 0) draws: real, fake and ε. The fakes carry no history.
  public func samples(step: Int) throws -> Samples {
    let batch = settings.batch
    let real = dataset.batch(batch, random: random, step: step)
    let epsilon = random.uniform(
      Shape([batch] + dataset.sampleShape.extents.map { _ in 1 }), .epsilon, step: step)
    let fake =
      switch settings.fakes {
      case .generator: try generator.network.frozen(Tensor(noise(batch, .criticNoise, step: step)))
      case .noisy: Tensor(real) + Tensor(blur(real, step: step))
      }
    let needsDirections = settings.objective.penalty?.needsDirections ?? false
    return Samples(
      real: Tensor(real, label: "real"), fake: fake.detached, epsilon: Tensor(epsilon, label: "epsilon"),
      directions: needsDirections ? Tensor(directions(batch, step: step), label: "directions") : nil)
  }

  /// One direction for each sample of critic step `step`: standard normal numbers of the samples' shape.
  private func directions(_ batch: Int, step: Int) -> NDArray {
    random.normal([batch] + dataset.sampleShape, .directions, step: step)
  }

  /// The real and fake samples of the critic's coming step, the fakes with their history.
  public func currentBatch() throws -> (real: Tensor, fake: Tensor) {
    let real = dataset.batch(settings.batch, random: random, step: critic.steps)
    if settings.fakes == .noisy {
      let leaf = Tensor(real, label: "real")
      return (leaf, leaf + Tensor(blur(real, step: critic.steps)))
    }
    let z = Tensor(noise(settings.batch, .criticNoise, step: critic.steps))
    return (Tensor(real, label: "real"), try generator.network(z))
  }

  /// What the critic makes of the draw of its coming step, with its parameters' history.
  public func judgement() throws -> CriticJudgement {
    try judge(try samples(step: critic.steps))
  }

  private func judge(_ samples: Samples) throws -> CriticJudgement {
    let network = critic.network
    return try settings.objective.judge(
      samples, by: network, network.parameters.map(\.tensor), lambda: Tensor(settings.lambda))
  }

  /// What the generator's coming step minimises, through the frozen critic.
  public func generatorLoss() throws -> (loss: Tensor, updates: [(index: Int, value: Tensor)]) {
    let z = Tensor(noise(settings.batch, .generatorNoise, step: generator.steps))
    let network = generator.network
    let made = try network.evaluate(z, network.parameters.map(\.tensor))
    let scores = try critic.network.frozen(made.output)
    return (settings.objective.generatorLoss(scores, settings.generatorLoss), made.updates)
  }
}

// MARK: - Stepping

extension Experiment {
  /// One critic step: sample, score, penalty, loss, gradient, update, clip.
  @discardableResult
  public func stepCritic() throws -> CriticReport {
    let report = isRecorded ? try replayCritic() : try stepCriticEagerly()
    log.append(report)
    return report
  }

  /// One generator step through the frozen critic.
  @discardableResult
  public func stepGenerator() throws -> GeneratorReport {
    let report = isRecorded ? try replayGenerator() : try stepGeneratorEagerly()
    log.append(report)
    return report
  }

  /// One round: the critic's steps, then one of the generator.
  @discardableResult
  public func round() throws -> RoundReport {
    var last = try stepCritic()
    for _ in 1..<settings.criticSteps(before: generator.steps) { last = try stepCritic() }
    return RoundReport(critic: last, generator: try stepGenerator())
  }
}

// MARK: - The same steps, tensor by tensor

extension Experiment {
  private func stepCriticEagerly() throws -> CriticReport {
    let judgement = try judge(try samples(step: critic.steps))
    try critic.descend(judgement.loss, judgement.updates, settings.optimizer, rate: settings.rate)
    if settings.objective.clips, settings.clipping == .loop { critic.clip(to: settings.clip) }
    return CriticReport(
      step: critic.steps, loss: judgement.loss.number, penalty: judgement.penalty?.number,
      estimate: judgement.estimate.number, slopeNorm: judgement.slopeNorms?.mean().number,
      gradientNorm: critic.gradientNorm ?? 0)
  }

  private func stepGeneratorEagerly() throws -> GeneratorReport {
    let (loss, updates) = try generatorLoss()
    try generator.descend(loss, updates, settings.optimizer, rate: settings.rate)
    return GeneratorReport(
      step: generator.steps, criticSteps: critic.steps, loss: loss.number, gradientNorm: generator.gradientNorm ?? 0)
  }
}

// MARK: - The same steps as programs

extension Experiment {
  /// The programs of the present settings and networks, recorded when they are first asked for.
  func stepPrograms() throws(Refusal) -> StepPrograms {
    if let recorded { return recorded }
    let made = try StepPrograms(settings, critic: critic, generator: generator)
    recorded = made
    return made
  }

  /// The programs that a round runs, in order.
  public func programs() throws(Refusal) -> [Program] { try stepPrograms().all }

  private func replayCritic() throws -> CriticReport {
    let program = try stepPrograms().critic
    critic.handOver()
    generator.handOver()
    let step = critic.steps
    let real = dataset.batch(settings.batch, random: random, step: step)
    program.real.load(real)
    switch settings.fakes {
    case .generator: program.noise.load(noise(settings.batch, .criticNoise, step: step))
    case .noisy: program.noise.load(blur(real, step: step))
    }
    program.epsilon.load(random.uniform([settings.batch], .epsilon, step: step))
    program.directions?.load(directions(settings.batch, step: step))
    return try program.run(settings, &critic)
  }

  private func replayGenerator() throws -> GeneratorReport {
    let program = try stepPrograms().generator
    critic.handOver()
    generator.handOver()
    program.noise.load(noise(settings.batch, .generatorNoise, step: generator.steps))
    return try program.run(settings, &generator, criticSteps: critic.steps)
  }
}

extension Tensor {
  /// The number of a tensor with one element; not a number for a placeholder.
  var number: Real { value?.item ?? .nan }
}
