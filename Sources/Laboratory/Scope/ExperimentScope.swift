import Arrays
import Autodiff
import Experiments
import Language
import Networks
import Notebook
import Quality

/// The experiment as expressions see it: `critic`, `generator`, `real`, `fake`, `rounds`, `settings`, and the functions that draw from it.
///
/// It is the one reader of an experiment by names: the prompt's expressions, conditions and lessons share it. `real` and `fake` are the
/// batch of the critic's coming step. They keep their identity until a step is made or a network changes, so that a gradient for them
/// finds what was computed from them.
final class ExperimentScope: Scope {
  private var current: Experiment?
  private var batch: (key: BatchKey, real: Tensor, fake: Tensor)?
  private var own: (generation: Int, samples: Tensor)?
  private var generation = 0
  /// The preset that was asked for, by `use` or with a file; `nil` while the first one stands in.
  private(set) var chosen: Preset?
  /// The run that was stopped and can be gone on with.
  var unfinished: TrainingLoop?
  /// What images are compared by, once it was asked for, and the accuracy that it has.
  var classifier: (classifier: Classifier, accuracy: Double)?
  /// The real images that others were last held against.
  var reference: ImageReference?

  /// The learner's own objectives, in the order in which they were defined.
  private(set) var objectives: [Objective] = []

  /// What stops training.
  var stops = StopList()
  /// The runs of the last race that are not on the bench, and what the one there is called among them.
  var lanes: [(name: String, experiment: Experiment)] = []
  private var laneName = "before"
  /// What is being recorded, or was last.
  var tape: RunningTape?
  /// How many bytes going back may take.
  var timelineBound = TimelineSetting.usual << 20

  /// What a batch depends on.
  private struct BatchKey: Equatable {
    let generation, criticSteps, generatorSteps: Int
  }

  /// The experiment; the smallest preset when none was chosen.
  func experiment() throws(Problem) -> Experiment {
    if let current { return current }
    try use(.eightGaussians)
    guard let current else { throw Problem("there is no experiment", hint: "Type use 8gaussians.") }
    return current
  }

  /// Sets a preset up in place of what was there, under settings that win over its own; on failure, what was there stays.
  func use(_ preset: Preset, under overrides: [(name: String, value: String)] = []) throws(Problem) {
    let made = try translated {
      var settings = Settings(preset: preset)
      settings.objectives = objectives
      for (name, text) in overrides {
        guard let setting = Setting.named(name) else { continue }
        try settings.choose(setting, text)
      }
      return try Experiment(settings)
    }
    tape?.end(ExperimentScope.another)
    current = made
    current?.keepTimeline(bound: timelineBound, isNew: true)
    (lanes, laneName) = ([], "before")
    forget()
  }

  /// Keeps an objective of the learner's, in place of one of its name; returns whether the run uses that, and began again.
  func keep(_ objective: Objective) throws -> Bool {
    let run = try experiment()
    do { try run.attempt(objective) } catch let fault as EquationFault { throw fault } catch {
      try translated { throw error }
    }
    let kept = objectives.filter { $0.name != objective.name } + [objective]
    let isRestarted = try translated { try run.know(kept) }
    objectives = kept
    if isRestarted { forget() }
    return isRestarted
  }

  /// Sets a preset up that was asked for.
  func choose(_ preset: Preset, under overrides: [(name: String, value: String)]) throws(Problem) {
    try use(preset, under: overrides)
    chosen = preset
  }

  /// Does something as if another run were on the bench.
  func visit<T, Failure>(_ experiment: Experiment, _ body: () throws(Failure) -> T) throws(Failure) -> T {
    let before = current
    current = experiment
    forget()
    defer {
      current = before
      forget()
    }
    return try body()
  }

  /// Puts a lane of the last race on the bench; the run that was there takes its place among the lanes.
  func take(lane index: Int) {
    tape?.end(ExperimentScope.another)
    let lane = lanes.remove(at: index)
    if let current { lanes.append((laneName, current)) }
    (current, laneName) = (lane.experiment, lane.name)
    forget()
  }

  /// Puts a run in place of what was there.
  func put(_ experiment: Experiment) {
    tape?.end(ExperimentScope.another)
    (current, chosen) = (experiment, experiment.settings.preset)
    // A run that was loaded brings the objective that it is trained by.
    let own = experiment.settings.objective
    objectives = objectives.filter { $0.name != own.name } + (own.isOwn ? [own] : [])
    _ = try? experiment.know(objectives)
    experiment.keepTimeline(bound: timelineBound)
    (lanes, laneName) = ([], "before")
    forget()
  }

  private static let another = "for another run takes its place"

  /// How many steps the experiment has made.
  var steps: Int { current.map { $0.critic.steps + $0.generator.steps } ?? 0 }

  /// The faults that are on, as far as they may be told.
  var faults: [Fault] { current?.settings.faults.told ?? [] }

  /// Draws the batch anew when it is next asked for.
  func forget() { generation += 1 }

  // MARK: - Names

  var names: [String] {
    let standing = current?.walk?.names ?? [], known = ExperimentScope.names + dataNames
    return known + standing.filter { !known.contains($0) }
  }

  /// The names that the data give a value.
  private var dataNames: [String] {
    guard let current else { return [] }
    return (current.settings.data == nil ? [] : ["data"]) + (current.dataset.classes == nil ? [] : ["labels"])
  }

  private static let names = ["critic", "generator", "real", "fake", "rounds", "settings"]

  func value(named name: String) throws(Problem) -> Value? {
    if let value = current?.walk?.value(named: name) { return .tensor(value) }
    switch name {
    case "critic": return .object(NetworkInTraining(.critic, of: try experiment()))
    case "generator": return .object(NetworkInTraining(.generator, of: try experiment()))
    case "real": return .tensor(try currentBatch().real)
    case "fake": return .tensor(try currentBatch().fake)
    case "data": return .tensor(try ownSamples())
    case "labels": return .tensor(try currentLabels())
    case "rounds": return try .whole(try experiment().rounds, named: name)
    case "settings": return .object(SettingsObject(settings: try experiment().settings))
    default: return nil
    }
  }

  /// The learner's own samples, the same tensor as long as they are the same.
  private func ownSamples() throws(Problem) -> Tensor {
    let experiment = try experiment()
    guard let data = experiment.settings.data else {
      throw Problem(
        "the data of \(experiment.settings.preset.name) are drawn, and have no name that holds them all",
        hint: "sample(real, 1000) draws some; data = … trains on your own (help data).")
    }
    if let own, own.generation == generation { return own.samples }
    let samples = Tensor(data.samples, label: "data")
    own = (generation, samples)
    return samples
  }

  /// The classes of the samples in `real`, `[batch]`.
  private func currentLabels() throws(Problem) -> Tensor {
    let experiment = try experiment()
    guard experiment.dataset.classes != nil else {
      throw Problem(
        "the data of \(experiment.settings.preset.name) have no classes",
        hint: experiment.settings.data == nil
          ? "use fashion has ten." : "labels = … gives each sample one (help labels).")
    }
    let labels = experiment.labels(step: experiment.critic.steps)
    return Tensor(NDArray(labels.map { Real($0) }, shape: [labels.count]), label: "labels")
  }

  /// The batch of the critic's coming step, the fakes with the generator's history.
  func currentBatch() throws(Problem) -> (real: Tensor, fake: Tensor) {
    let experiment = try experiment()
    let key = BatchKey(
      generation: generation, criticSteps: experiment.critic.steps, generatorSteps: experiment.generator.steps)
    if let batch, batch.key == key { return (batch.real, batch.fake) }
    let drawn = try translated { try experiment.currentBatch() }
    batch = (key, drawn.real, drawn.fake)
    return drawn
  }
}

extension Value {
  /// A count, which a number of this language may not be able to hold.
  static func whole(_ count: Int, named name: String) throws(Problem) -> Value {
    guard let number = Real(exactly: count) else {
      throw Problem(
        "\(name) is \(count), a whole number that no number here holds exactly", hint: "show settings shows it.")
    }
    return .number(number)
  }
}
