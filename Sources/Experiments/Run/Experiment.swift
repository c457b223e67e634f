import Arrays
import Autodiff
import Datasets
import Networks
import Programs
import Refusals

/// A run: data, two networks and the numbers they are trained with. Every draw is a function of the seed and the step.
public final class Experiment {
  /// Every number of the run.
  public internal(set) var settings: Settings { didSet { numbers = StepNumbers(settings) } }
  /// The numbers of the settings that each step reads.
  public private(set) var numbers: StepNumbers
  /// What a step is: as the objective and the settings say, then as changed by `amend`.
  public private(set) var recipe: StepRecipe
  /// Where real samples come from.
  public private(set) var dataset: Dataset
  /// The data of the preset that the run began with.
  private let usual: Dataset
  /// The critic (for a GAN, the discriminator) in training.
  public private(set) var critic: TrainState
  /// The generator in training.
  public private(set) var generator: TrainState
  /// Which samples the critic's steps see.
  private(set) var order = DataOrder()
  /// What each step reported, oldest first.
  public internal(set) var log = TrainingLog()
  /// What both networks are made of: the preset's layers, or the learner's own.
  public private(set) var architecture: Architecture
  /// Whether steps run as programs, recorded at their first use. Otherwise each is computed tensor by tensor, which gives the same
  /// numbers but for rounding.
  public var isRecorded = true
  /// The programs of the present recipe and networks, once they are recorded.
  var recorded: StepPrograms?
  /// What the step was amended with.
  var amendment: Amendment?
  private var amendmentCount = 0
  /// The step that is being walked, phase by phase.
  public internal(set) var walk: StepWork?
  /// The network whose step led to no number or was stopped, until one is made.
  public internal(set) var failed: StepMade.Network?
  /// Whose the last step was, and how it was computed.
  public internal(set) var lastRan: StepMade?
  /// What the run has done, where that is written down.
  public internal(set) var timeline: Timeline?
  /// Who is told of each step, as long as the run goes on by steps alone.
  public var listener: RunListener?

  /// Sets a preset up; throws where its data is not there or its networks would be too large.
  public convenience init(_ preset: Preset) throws { try self.init(Settings(preset: preset)) }

  /// Sets a run up from its settings.
  public init(_ settings: Settings) throws {
    self.settings = settings
    numbers = StepNumbers(settings)
    recipe = StepRecipe(settings)
    usual = try settings.preset.dataset()
    dataset = try Experiment.dataset(settings, usual)
    architecture = Architecture(settings, dataset)
    (critic, generator) = try architecture.networks(settings)
    try Cancellation.check()
    follow()
  }

  /// A run that goes on from a state, bit for bit. Throws where its data is not there or its networks do not fit them.
  public init(_ state: ExperimentState) throws {
    settings = state.settings
    numbers = StepNumbers(settings)
    recipe = StepRecipe(settings)
    usual = try state.settings.preset.dataset()
    dataset = try Experiment.dataset(settings, usual)
    architecture = state.architecture
    guard architecture.sample == dataset.sampleShape, architecture.told == dataset.toldClasses else {
      throw Refusal(
        "critic", "it takes \(architecture.sample), the data of \(settings.preset.name) are \(dataset.sampleShape)",
        "Choose a state of this preset.")
    }
    (critic, generator) = try architecture.networks(settings)
    try take(state)
  }

  /// The data that settings ask for: the learner's own or the usual ones, with their classes told where they are to be.
  private static func dataset(_ settings: Settings, _ usual: Dataset) throws(Refusal) -> Dataset {
    let dataset = settings.data?.dataset ?? usual
    guard settings.conditional else { return dataset }
    guard dataset.classes != nil else {
      throw Refusal(
        "conditional", "the data of \(settings.preset.name) have no classes",
        settings.data == nil
          ? "fashion has classes, and 8gaussians, whose classes are its modes."
          : "set conditional off, then data = …, labels = … and set conditional on.")
    }
    return dataset.telling
  }

  /// The seed's randomness.
  public var random: Random { numbers.random }

  /// How many rounds are done: one generator step each.
  public var rounds: Int { generator.steps }
}

// MARK: - States

extension Experiment {
  /// Where the run stands.
  public var state: ExperimentState {
    ExperimentState(
      settings: settings, architecture: architecture, critic: critic.snapshot, generator: generator.snapshot,
      order: order, log: log)
  }

  /// Goes back, or on, to a state of this preset, bit for bit.
  public func restore(_ state: ExperimentState) throws {
    try makeNetworks(of: state)
    try take(state)
    noteRestart(state)
  }

  /// Makes the networks of a state, with their first numbers.
  func makeNetworks(of state: ExperimentState) throws {
    (critic, generator) = try state.architecture.networks(state.settings)
  }

  /// Takes a state over whose networks are made.
  func take(_ state: ExperimentState, recording isNew: Bool = true) throws {
    dataset = try Experiment.dataset(state.settings, usual)
    (settings, architecture) = (state.settings, state.architecture)
    critic.restore(state.critic)
    generator.restore(state.generator)
    (order, log) = (state.order, state.log)
    follow(recording: isNew)
  }
}

// MARK: - Changes

extension Experiment {
  /// Changes a setting to the value that a text stands for. Where the networks depend on it they are made anew and the run begins again;
  /// returns whether they were.
  @discardableResult
  public func set(_ setting: Setting, to text: String) throws -> Bool {
    var changed = settings
    try changed.choose(setting, text)
    let restarts = setting.effect == .restarts && changed.value(of: setting) != settings.value(of: setting)
    if restarts {
      try restart(changed, following: true)
    } else {
      try Architecture.check(changed.batch, critic.network, generator.network)
      if changed.batch != settings.batch { order = order.changed(atStep: critic.steps, from: settings.batch) }
      let isChosen = settings.chosen[setting.name] == changed.chosen[setting.name]
      let isSame = settings.value(of: setting) == changed.value(of: setting)
      settings = changed
      follow(recording: setting.effect == .records || !settings.faults.isEmpty)
      if !isChosen {
        note(.setting(name: setting.name, value: settings.value(of: setting)), makesADifference: !isSame)
      }
    }
    return restarts
  }

  /// A new run on the same data, of the same layers as far as a setting's value leaves them, under that value: what is to run beside this one.
  public func anew(choosing setting: Setting, _ text: String) throws -> Experiment {
    var changed = settings
    try changed.choose(setting, text)
    let none = TrainSnapshot(steps: 0, values: [], memory: [])
    let dataset = try Experiment.dataset(changed, usual)
    let other = try Experiment(
      ExperimentState(
        settings: changed, architecture: architecture.following(changed, dataset), critic: none, generator: none,
        order: DataOrder()))
    if let amendment { other.amend(amendment.change) }
    return other
  }

  /// Makes the learner's own layers the critic, and begins the run again. Throws why they do not fit the data.
  public func install(critic layers: [Layer]) throws {
    try restart(settings, architecture.with(critic: layers))
  }

  /// Makes the learner's own layers the generator, taking noise of the given size, and begins the run again.
  public func install(generator layers: [Layer], noise: Int) throws {
    try restart(settings, architecture.with(generator: layers, noise: noise))
  }

  /// Trains on the learner's own samples from here on, and begins the run again. Networks that take such samples stay; others give way to those
  /// that fit. Returns whether they were made to fit.
  @discardableResult
  public func install(_ data: OwnData) throws -> Bool {
    let fits = data.sampleShape == dataset.bareShape
    let changed = settings.on(data, fitting: !fits || settings.preset.name == Preset.ownName)
    try restart(changed, following: fits)
    return !fits
  }

  /// Changes what a step is, from the coming one on and under whatever settings follow. What was amended before is undone.
  public func amend(_ change: @escaping @Sendable (inout StepRecipe) -> Void) {
    amendmentCount += 1
    amend(Amendment(id: amendmentCount, change: change))
  }

  /// Gives a parameter of a network in training other numbers, of its shape. Nothing else changes: not the optimiser's memory, nor the settings.
  public func give(_ numbers: NDArray, to parameter: Parameter) {
    walk = nil
    parameter.value = numbers
    note(.numbers(parameter: parameter.name, numbers))
  }

  func amend(_ amendment: Amendment) {
    self.amendment = amendment
    follow()
    note(.amendment(amendment))
  }

  /// Begins the run again under the same settings, with new networks.
  public func beginAgain() throws { try restart(settings, architecture) }

  /// Begins the run again under settings that the networks follow: with the learner's own, or all of them the preset's.
  func restart(_ settings: Settings, following: Bool) throws {
    let dataset = try Experiment.dataset(settings, usual)
    try restart(
      settings, following ? architecture.following(settings, dataset) : Architecture(settings, dataset), on: dataset)
  }

  func restart(_ settings: Settings, _ architecture: Architecture, on dataset: Dataset? = nil) throws {
    let networks = try architecture.networks(settings)
    try Cancellation.check()
    (critic, generator) = networks
    (self.settings, self.architecture) = (settings, architecture)
    if let dataset { self.dataset = dataset }
    (order, log) = (DataOrder(), TrainingLog())
    follow()
    noteRestart(freshState)
  }

  /// Follows the settings: in what a step is, in its programs where they no longer hold, and in the constraints that the critic's parameters
  /// carry.
  func follow(recording isNew: Bool = true) {
    walk = nil
    recipe = StepRecipe(settings)
    amendment?.change(&recipe)
    if isNew { recorded = nil }
    let bound = recipe.closing == .constraint ? settings.clip : nil
    for parameter in critic.network.trainable { parameter.constraint = bound }
  }
}
