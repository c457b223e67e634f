import Experiments

/// A setting being changed, and what is said of it: what it is now, what that did to the run, and whether anything uses it.
struct SettingChange {
  private let setting: Setting
  private let experiment: Experiment
  private let before: (value: String, layers: [String])
  /// Whether the run began again.
  private(set) var restarts = false

  init(_ setting: Setting, _ experiment: Experiment) {
    (self.setting, self.experiment) = (setting, experiment)
    before = (experiment.settings.value(of: setting), experiment.layers)
  }

  /// Gives it the value that a text stands for.
  mutating func carryOut(_ text: String) throws { restarts = try experiment.set(setting, to: text) }

  /// What follows from it.
  var text: String {
    let value = experiment.settings.value(of: setting)
    guard value != before.value else {
      return "\(setting.name) is \(value) already: nothing changed and the run goes on"
    }
    return (["\(setting.name) is \(value)"] + [consequence, use, warning].compactMap { $0 }).joined(separator: "; ")
  }

  private var hasBegun: Bool { experiment.critic.steps + experiment.generator.steps > 0 }

  private var consequence: String? {
    if restarts { return "the networks are new and the run begins again" }
    guard hasBegun else { return nil }
    return "the run goes on with it and keeps its weights (begin again makes new networks)"
  }

  private var use: String? {
    if let idleness = setting.idleness(under: experiment.settings, after: experiment.rounds) {
      return "nothing uses it now: \(idleness)"
    }
    guard ["width", "norm"].contains(setting.name), experiment.layers == before.layers else { return nil }
    return "no layer of these networks depends on it"
  }

  private var warning: String? {
    let critic = experiment.critic.network
    guard ["norm", "objective"].contains(setting.name), critic.mixesSamples,
      experiment.settings.objective.hasPenalty
    else { return nil }
    return "batch norm mixes the samples of a batch, so the penalty is not of each sample's own slope (show crosstalk)"
  }
}

extension Experiment {
  /// Each layer of both networks as it is typed.
  fileprivate var layers: [String] {
    [architecture.critic, architecture.generator].map { $0.map(\.spec.text).joined(separator: ", ") }
  }
}
