import Arrays

/// A value that `set NAME VALUE` gives a setting.
public enum SettingValue: Hashable, Sendable, CustomStringConvertible {
  case word(String)
  case count(Int)
  case number(Real)

  /// As it is typed.
  public var description: String {
    switch self {
    case .word(let word): word
    case .count(let count): String(count)
    case .number(let number): "\(number)".hasSuffix(".0") ? String("\(number)".dropLast(2)) : "\(number)"
    }
  }
}

/// Why a setting does not take a value: which, what was given, and what it takes.
public struct SettingError: Error, Hashable, Sendable {
  /// What is wrong, with the value.
  public let message: String
  /// What it takes instead.
  public let remedy: String
}

/// One number or word of an experiment, declared once: `set`, `show settings`, completion and help read this.
public struct Setting: Sendable {
  /// What values it takes.
  public enum Kind: Sendable {
    case word([String])
    case count(ClosedRange<Int>)
    /// Above the lower bound (or at it, where `including`), up to the upper.
    case number(from: Real, including: Bool, to: Real)
  }

  /// What changing it does to a run that has begun.
  public enum Effect: Sendable {
    /// The next step uses it.
    case continues
    /// The networks are made anew and the run begins again.
    case restarts
  }

  /// What `set` calls it.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// What values it takes.
  public let kind: Kind
  /// What changing it does to a run that has begun.
  public let effect: Effect

  /// The value that a text stands for, or why it is none. Nothing is clamped.
  public func value(from text: String) throws(SettingError) -> SettingValue {
    switch kind {
    case .word(let words):
      guard words.contains(text) else { throw refusal(text) }
      return .word(text)
    case .count(let range):
      guard let count = Int(text), range.contains(count) else { throw refusal(text) }
      return .count(count)
    case .number(let low, let including, let high):
      guard let number = Real(text), number <= high, number > low || (including && number == low) else {
        throw refusal(text)
      }
      return .number(number)
    }
  }

  /// What it takes, for people: `1…1000`, `sgd, rmsprop or adam`.
  public var range: String {
    switch kind {
    case .word(let words):
      words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    case .count(let range): "a whole number, \(range.lowerBound)…\(range.upperBound)"
    case .number(let low, let including, let high):
      "a number \(including ? "from" : "above") \(SettingValue.number(low)) to \(SettingValue.number(high))"
    }
  }

  /// What it can be completed to.
  public var candidates: [String] {
    if case .word(let words) = kind { words } else { [] }
  }

  private func refusal(_ text: String) -> SettingError {
    SettingError(message: "\(name) cannot be \(text)", remedy: "\(name) takes \(range).")
  }
}

extension Setting {
  /// Every setting, in the order of `show settings`.
  public static let all: [Setting] = [
    Setting(
      name: "objective", summary: "what both networks minimise", kind: .word(Objective.all.map(\.name)),
      effect: .restarts),
    Setting(name: "seed", summary: "where all randomness comes from", kind: .count(0...Int.max), effect: .restarts),
    Setting(name: "width", summary: "the networks' width", kind: .count(1...2048), effect: .restarts),
    Setting(
      name: "norm", summary: "normalisation in the critic", kind: .word(CriticNorm.allCases.map(\.rawValue)),
      effect: .restarts),
    Setting(
      name: "fakes", summary: "what a critic is trained on: the generator's samples, or real ones plus N(0, 1)",
      kind: .word(FakeSource.allCases.map(\.rawValue)), effect: .restarts),
    Setting(name: "batch", summary: "samples in a batch", kind: .count(1...16384), effect: .continues),
    Setting(name: "critics", summary: "critic steps a round (n_critic)", kind: .count(1...1000), effect: .continues),
    Setting(
      name: "warmup", summary: "100 critic steps before the first 25 generator steps and every 500th",
      kind: .word(["on", "off"]), effect: .continues),
    Setting(
      name: "optimizer", summary: "how gradients change weights", kind: .word(["sgd", "rmsprop", "adam"]),
      effect: .restarts),
    Setting(
      name: "rate", summary: "the learning rate", kind: .number(from: 0, including: false, to: 10), effect: .continues),
    Setting(
      name: "clip", summary: "the bound c on the critic's weights (wgan)",
      kind: .number(from: 0, including: false, to: 1000),
      effect: .continues),
    Setting(
      name: "clipping", summary: "by a constraint on each weight, or a loop after the step (wgan)",
      kind: .word(Clipping.allCases.map(\.rawValue)), effect: .continues),
    Setting(
      name: "lambda", summary: "the penalty's weight λ (for r1, its γ)",
      kind: .number(from: 0, including: true, to: 1e6),
      effect: .continues),
    Setting(
      name: "generatorloss", summary: "which loss the generator has (gan)",
      kind: .word(GeneratorLoss.allCases.map(\.rawValue)), effect: .continues),
    Setting(
      name: "beta1", summary: "Adam's memory of the gradient", kind: .number(from: 0, including: true, to: 0.99999),
      effect: .continues),
    Setting(
      name: "beta2", summary: "Adam's memory of its square", kind: .number(from: 0, including: true, to: 0.9999999),
      effect: .continues),
    Setting(
      name: "rho", summary: "RMSprop's memory of the gradient's square",
      kind: .number(from: 0, including: true, to: 0.9999999), effect: .continues),
    Setting(
      name: "momentum", summary: "how much of its velocity SGD keeps",
      kind: .number(from: 0, including: true, to: 0.99999),
      effect: .restarts),
    Setting(
      name: "epsilon", summary: "what Adam and RMSprop add to what they divide by",
      kind: .number(from: 0, including: false, to: 1), effect: .continues),
  ]

  /// The setting of that name.
  public static func named(_ name: String) -> Setting? { all.first { $0.name == name } }
}

/// The article's two ways to clip.
public enum Clipping: String, CaseIterable, Sendable {
  /// Each weight is bounded as it is updated, by a constraint that it carries.
  case constraint
  /// A loop over the trainable weights after the step.
  case loop
}
