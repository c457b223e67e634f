import Arrays
import Networks

/// Every number of an experiment: what the learner chose, and behind it what the preset and the objective say.
public struct Settings: Sendable {
  /// What was set up with `use`.
  public let preset: Preset
  /// What the learner chose, by setting.
  public private(set) var chosen: [String: SettingValue] = [:]

  /// A preset as it comes.
  public init(preset: Preset) { self.preset = preset }

  /// Chooses a value, which must be one that `Setting.value(from:)` gave.
  public mutating func choose(_ value: SettingValue, for name: String) { chosen[name] = value }

  /// What the critic and the generator minimise.
  public var objective: Objective { Objective.named(word("objective") ?? "") ?? .wganGP }
  /// Where all randomness comes from.
  public var seed: Int { count("seed") ?? 1 }
  /// The networks' width.
  public var width: Int { count("width") ?? preset.width }
  /// Normalisation in the critic.
  public var norm: CriticNorm { word("norm").flatMap(CriticNorm.init) ?? preset.norm(objective) }
  /// Where the critic's fakes come from.
  public var fakes: FakeSource { word("fakes").flatMap(FakeSource.init) ?? .generator }
  /// Samples in a batch.
  public var batch: Int { count("batch") ?? preset.batch }
  /// Critic steps a round (n_critic).
  public var critics: Int { count("critics") ?? preset.critics ?? objective.defaults.critics }
  /// Whether the critic is trained further ahead at first, as Arjovsky's code does.
  public var warmup: Bool { word("warmup") == "on" }
  /// The learning rate.
  public var rate: Real { number("rate") ?? preset.rate(objective, width) ?? objective.defaults.rate }
  /// The bound on the critic's weights.
  public var clip: Real { number("clip") ?? 0.01 }
  /// Which of the article's ways to clip.
  public var clipping: Clipping { word("clipping").flatMap(Clipping.init) ?? .constraint }
  /// The penalty's weight λ.
  public var lambda: Real { number("lambda") ?? preset.lambda }
  /// Which loss the generator of a GAN has.
  public var generatorLoss: GeneratorLoss { word("generatorloss").flatMap(GeneratorLoss.init) ?? .nonSaturating }

  /// How gradients change weights: the objective's rule, or the chosen one with the numbers that are its own defaults.
  public var optimizer: Optimizer {
    let usual = preset.optimizer ?? objective.defaults.optimizer
    let epsilon = number("epsilon") ?? 1e-7
    switch word("optimizer") ?? usual.name {
    case "sgd": return .sgd(momentum: momentum)
    case "rmsprop": return .rmsprop(rho: rho, epsilon: epsilon)
    default: return .adam(beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
  }

  private var momentum: Real { number("momentum") ?? 0 }
  private var rho: Real { number("rho") ?? 0.9 }
  private var beta1: Real { number("beta1") ?? adamDefaults.beta1 }
  private var beta2: Real { number("beta2") ?? adamDefaults.beta2 }

  private var adamDefaults: (beta1: Real, beta2: Real) {
    guard case .adam(let beta1, let beta2, _) = objective.defaults.optimizer else { return (0.5, 0.9) }
    return (beta1, beta2)
  }

  /// How many steps the critic makes before a generator step, counted from 0: with `warmup`, 100 before each of the first 25 and before
  /// every 500th, as Arjovsky's code (`Diters` in main.py of WassersteinGAN).
  public func criticSteps(before generatorStep: Int) -> Int {
    warmup && (generatorStep < 25 || generatorStep.isMultiple(of: 500)) ? 100 : critics
  }

  /// The value that a setting has now.
  public func value(of setting: Setting) -> SettingValue {
    switch setting.name {
    case "objective": .word(objective.name)
    case "seed": .count(seed)
    case "width": .count(width)
    case "norm": .word(norm.rawValue)
    case "fakes": .word(fakes.rawValue)
    case "batch": .count(batch)
    case "critics": .count(critics)
    case "warmup": .word(warmup ? "on" : "off")
    case "optimizer": .word(optimizer.name)
    case "rate": .number(rate)
    case "clip": .number(clip)
    case "clipping": .word(clipping.rawValue)
    case "lambda": .number(lambda)
    case "generatorloss": .word(generatorLoss.rawValue)
    case "beta1": .number(beta1)
    case "beta2": .number(beta2)
    case "rho": .number(rho)
    case "momentum": .number(momentum)
    default: .number(number("epsilon") ?? 1e-7)
    }
  }

  private func word(_ name: String) -> String? {
    if case .word(let word)? = chosen[name] { word } else { nil }
  }
  private func count(_ name: String) -> Int? {
    if case .count(let count)? = chosen[name] { count } else { nil }
  }
  private func number(_ name: String) -> Real? {
    if case .number(let number)? = chosen[name] { number } else { nil }
  }
}
