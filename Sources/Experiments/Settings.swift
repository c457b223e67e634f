import Arrays
import Datasets
import Networks
import Refusals

/// Every number of an experiment: what the learner chose, and behind it what the preset and the objective say. Each setting of the
/// catalogue reads as a member, `settings.rate`.
@dynamicMemberLookup
public struct Settings: Sendable {
  /// What was set up with `use`.
  public private(set) var preset: Preset
  /// What the learner chose, by the setting's name, as it is typed.
  public private(set) var chosen: [String: String] = [:]

  /// The learner's own objectives, which can be chosen beside the kit's.
  public var objectives: [Objective] = []

  /// The bugs of the museum that are on.
  public internal(set) var faults = FaultsOn()

  /// A preset as it comes.
  public init(preset: Preset) { self.preset = preset }

  /// A preset under choices as they are typed, such as `"rate 0.002"`. One that is wrong is told with the place that asked for it.
  public init(
    _ preset: Preset, _ choices: String..., file: String = #fileID, line: Int = #line
  ) throws(Refusal) {
    self.init(preset: preset)
    for choice in choices {
      do throws(Refusal) { try choose(choice) } catch {
        throw Refusal("\(file):\(line): \(error.place)", error.problem, error.remedy)
      }
    }
  }

  /// Chooses what a text says, such as `rate 0.002`.
  public mutating func choose(_ choice: String) throws(Refusal) {
    let words = choice.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let setting = Setting.named(words[0]) else {
      throw Refusal("settings", "there is no setting in \"\(choice)\"", "Write a setting and its value.")
    }
    try choose(setting, words[1])
  }

  /// Chooses the value that a text stands for, or says why it is none.
  public mutating func choose(_ setting: Setting, _ text: String) throws(Refusal) {
    chosen[setting.name] = try setting.value(from: text, under: self)
  }

  /// The learner's own samples, where training draws from them.
  public var data: OwnData? { preset.data }

  /// The same choices on the learner's own samples: with the preset's networks, or with those that fit the samples.
  func on(_ data: OwnData, fitting: Bool) -> Settings {
    var other = self
    other.preset = fitting ? .own(data) : preset.on(data)
    return other
  }

  /// The same choices with these faults on, and no others.
  public func with(_ faults: FaultsOn) -> Settings {
    var other = self
    other.faults = faults
    return other
  }

  /// The value of a setting, chosen or usual.
  public subscript<Value>(dynamicMember declaration: KeyPath<SettingCatalog, DeclaredSetting<Value>>) -> Value {
    SettingCatalog.shared[keyPath: declaration].value(self)
  }

  /// The value that a setting has now, as it is typed.
  public func value(of setting: Setting) -> String { setting.value(self) }

  /// How gradients change weights: the objective's rule, or the chosen one with the numbers that are its own defaults.
  public var optimizer: Optimizer {
    switch self.rule {
    case .sgd: .sgd(momentum: self.momentum)
    case .rmsprop: .rmsprop(rho: self.rho, epsilon: self.epsilon)
    case .adam: .adam(beta1: self.beta1, beta2: self.beta2, epsilon: self.epsilon)
    }
  }

  /// The preset's optimiser, or the objective's.
  var usualOptimizer: Optimizer { preset.optimizer ?? self.objective.defaults.optimizer }

  /// Adam's memories where they were not chosen.
  var usualBetas: (beta1: Real, beta2: Real) {
    guard case .adam(let beta1, let beta2, _) = self.objective.defaults.optimizer else { return (0.5, 0.9) }
    return (beta1, beta2)
  }
}
