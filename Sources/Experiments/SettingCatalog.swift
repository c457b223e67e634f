import Arrays
import Networks

/// Every setting, each declared once: what it is called, what it takes, what changing it does, when nothing uses it, and what it is
/// unless it was chosen. `settings.rate` reads the setting declared as `rate`.
public struct SettingCatalog: Sendable {
  /// The one catalogue.
  static let shared = SettingCatalog()

  /// The declarations.
  public init() {}

  /// What both networks minimise.
  public let objective: DeclaredSetting<Objective> = .init(
    "objective", "what both networks minimise", .objectives, .restarts
  ) { _ in .wganGP }
  /// Where all randomness comes from.
  public let seed: DeclaredSetting<Int> = .init(
    "seed", "where all randomness comes from", .count(0...Int.max), .restarts
  ) { _ in 1 }
  /// The networks' width.
  public let width: DeclaredSetting<Int> = .init("width", "the networks' width", .count(1...2048), .restarts) {
    $0.preset.width
  }
  /// Normalisation in the critic.
  public let norm: DeclaredSetting<CriticNorm> = .init("norm", "normalisation in the critic", .words, .restarts) {
    $0.preset.norm($0.objective)
  }
  /// Where the critic's fakes come from.
  public let fakes: DeclaredSetting<FakeSource> = .init(
    "fakes", "what a critic is trained on: the generator's samples, or real ones plus N(0, 1)", .words, .restarts
  ) { _ in .generator }
  /// Whether both networks are told each sample's class.
  public let conditional: DeclaredSetting<Bool> = .init(
    "conditional", "whether both networks are told each sample's class", .switched, .restarts
  ) { _ in false }
  /// Samples in a batch.
  public let batch: DeclaredSetting<Int> = .init("batch", "samples in a batch", .count(1...16384), .records) {
    $0.preset.batch
  }
  /// Critic steps a round (n_critic).
  public let critics: DeclaredSetting<Int> = .init(
    "critics", "critic steps a round (n_critic)", .count(1...1000), .nextStep
  ) { $0.preset.critics ?? $0.objective.defaults.critics }
  /// Whether the critic is trained further ahead at first, as Arjovsky's code does.
  public let warmup: DeclaredSetting<Bool> = .init(
    "warmup", "100 critic steps before the first 25 generator steps and every 500th", .switched, .nextStep,
    idle: { settings, rounds in
      let next = (rounds + 499) / 500 * 500
      guard settings.warmup, rounds >= 25, next > rounds else { return nil }
      return "the first 25 rounds are over: the next with 100 critic steps is round \(next + 1)"
    }
  ) { _ in false }
  /// Which rule changes the weights; `Settings.optimizer` has its numbers.
  public let rule: DeclaredSetting<OptimizerRule> = .init(
    "optimizer", "how gradients change weights", .words, .restarts
  ) { OptimizerRule(rawValue: $0.usualOptimizer.name) ?? .adam }
  /// The learning rate.
  public let rate: DeclaredSetting<Real> = .init("rate", "the learning rate", .number(above: 0, to: 10), .nextStep) {
    $0.preset.rate($0.objective, $0.width) ?? $0.objective.defaults.rate
  }
  /// The bound on the critic's weights.
  public let clip: DeclaredSetting<Real> = .init(
    "clip", "the bound c on the critic's weights (wgan)", .number(above: 0, to: 1000), .nextStep, idle: clipsNothing
  ) { _ in 0.01 }
  /// Which of the article's ways to clip.
  public let clipping: DeclaredSetting<Clipping> = .init(
    "clipping", "by a constraint on each weight, or a loop after the step (wgan)", .words, .records,
    idle: clipsNothing
  ) { _ in .constraint }
  /// The penalty's weight λ.
  public let lambda: DeclaredSetting<Real> = .init(
    "lambda", "the penalty's weight λ (for r1, its γ)", .number(from: 0, to: 1e6), .nextStep,
    idle: { settings, _ in
      if let equations = settings.objective.equations {
        return equations.uses("lambda") ? nil : "\(settings.objective.name) does not use lambda"
      }
      return settings.objective.penalty == nil ? "\(settings.objective.name) has no penalty" : nil
    }
  ) { $0.preset.lambda }
  /// Which loss the generator of a GAN has.
  public let generatorLoss: DeclaredSetting<GeneratorLoss> = .init(
    "generatorloss", "which loss the generator has (gan)", .words, .records,
    idle: { settings, _ in
      settings.objective.estimatesDistance || settings.objective.isOwn
        ? "\(settings.objective.name) has one generator loss only" : nil
    }
  ) { _ in .nonSaturating }
  /// Adam's memory of the gradient.
  public let beta1: DeclaredSetting<Real> = .init(
    "beta1", "Adam's memory of the gradient", .number(from: 0, to: 0.99999), .records, idle: unless(.adam)
  ) { $0.usualBetas.beta1 }
  /// Adam's memory of the gradient's square.
  public let beta2: DeclaredSetting<Real> = .init(
    "beta2", "Adam's memory of its square", .number(from: 0, to: 0.9999999), .records, idle: unless(.adam)
  ) { $0.usualBetas.beta2 }
  /// RMSprop's memory of the gradient's square.
  public let rho: DeclaredSetting<Real> = .init(
    "rho", "RMSprop's memory of the gradient's square", .number(from: 0, to: 0.9999999), .records,
    idle: unless(.rmsprop)
  ) { _ in 0.9 }
  /// How much of its velocity SGD keeps.
  public let momentum: DeclaredSetting<Real> = .init(
    "momentum", "how much of its velocity SGD keeps", .number(from: 0, to: 0.99999), .restarts, idle: unless(.sgd)
  ) { _ in 0 }
  /// What Adam and RMSprop add to what they divide by.
  public let epsilon: DeclaredSetting<Real> = .init(
    "epsilon", "what Adam and RMSprop add to what they divide by", .number(above: 0, to: 1), .records,
    idle: unless(.adam, .rmsprop)
  ) { _ in 1e-7 }

  /// Every setting, in the order of `show settings`.
  var all: [Setting] {
    [
      objective.setting, seed.setting, width.setting, norm.setting, fakes.setting, conditional.setting, batch.setting,
      critics.setting,
      warmup.setting, rule.setting, rate.setting, clip.setting, clipping.setting, lambda.setting,
      generatorLoss.setting, beta1.setting, beta2.setting, rho.setting, momentum.setting, epsilon.setting,
    ]
  }

  private static let clipsNothing: DeclaredSetting<Real>.Idle = { settings, _ in
    settings.objective.clips ? nil : "\(settings.objective.name) does not clip"
  }

  private static func unless(_ rules: OptimizerRule...) -> DeclaredSetting<Real>.Idle {
    { settings, _ in rules.contains(settings.rule) ? nil : "the optimizer is \(settings.rule.rawValue)" }
  }
}

/// Which optimiser, without its numbers.
public enum OptimizerRule: String, CaseIterable, Sendable {
  case sgd, rmsprop, adam
}

/// A setting with the type of its values.
public struct DeclaredSetting<Value: Sendable>: Sendable {
  typealias Idle = @Sendable (Settings, _ rounds: Int) -> String?

  /// As people meet it.
  let setting: Setting
  private let read: @Sendable (String, Settings) -> Value?
  private let usual: @Sendable (Settings) -> Value

  /// A declaration: name, what it is, what it takes, what changing it does, when nothing uses it, and its value unless chosen.
  init(
    _ name: String, _ summary: String, _ domain: SettingDomain<Value>, _ effect: Setting.Effect,
    idle: @escaping Idle = { _, _ in nil }, usual: @escaping @Sendable (Settings) -> Value
  ) {
    (read, self.usual) = (domain.read, usual)
    setting = Setting(
      name: name, summary: summary, kind: domain.kind, effect: effect,
      value: { settings in settings.chosen[name] ?? domain.write(usual(settings)) },
      spelled: { domain.read($0, $1).map(domain.write) }, idle: idle)
  }

  /// The value under some settings.
  func value(_ settings: Settings) -> Value {
    settings.chosen[setting.name].flatMap { read($0, settings) } ?? usual(settings)
  }
}
