import Arrays
import Refusals
import Texts

/// One number or word of an experiment as people meet it: `set`, `show settings`, completion, help and checkpoints read this. It is made
/// from its declaration in `SettingCatalog`.
public struct Setting: Sendable {
  /// What changing it does to a run that has begun.
  public enum Effect: Sendable {
    /// The next step uses it.
    case nextStep
    /// The next step uses it, and is recorded anew: the number is part of its program.
    case records
    /// The networks are made anew and the run begins again.
    case restarts
  }

  /// What values it takes.
  public enum Kind: Sendable {
    case word([String])
    case count(ClosedRange<Int>)
    /// Above the lower bound (or at it, where `including`), up to the upper.
    case number(from: Real, including: Bool, to: Real)
  }

  /// What `set` calls it.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// What values it takes.
  public let kind: Kind
  /// What changing it does to a run that has begun.
  public let effect: Effect
  /// Its value under some settings, as it is typed.
  let value: @Sendable (Settings) -> String
  /// A value in its one spelling; `nil` for what is none.
  let spelled: @Sendable (String, Settings) -> String?
  /// Why nothing uses it under some settings after so many rounds; `nil` where something does.
  let idle: @Sendable (Settings, _ rounds: Int) -> String?

  /// The value that a text stands for in its one spelling, or why it is none. Nothing is clamped.
  public func value(from text: String, under settings: Settings) throws(Refusal) -> String {
    guard let value = spelled(text, settings) else {
      throw Refusal(name, "it cannot be \(text)", "\(name) takes \(range(under: settings)).")
    }
    return value
  }

  /// What it takes under some settings: the learner's own objectives count.
  public func range(under settings: Settings) -> String {
    if case .word = kind { alternatives(candidates(under: settings)) } else { range }
  }

  /// What it can be completed to under some settings.
  public func candidates(under settings: Settings) -> [String] {
    candidates + (name == Setting.objective ? settings.objectives.map(\.name) : [])
  }

  /// What the setting is called that chooses an objective.
  public static let objective = "objective"

  /// What it takes, for people: `a whole number, 1…1000`, `sgd, rmsprop or adam`.
  public var range: String {
    switch kind {
    case .word(let words): alternatives(words)
    case .count(let range): "a whole number, \(range.lowerBound)…\(range.upperBound)"
    case .number(let low, let including, let high):
      "a number \(including ? "from" : "above") \(low.typed) to \(high.typed)"
    }
  }

  /// What it can be completed to.
  public var candidates: [String] {
    if case .word(let words) = kind { words } else { [] }
  }

  /// Why nothing uses it under some settings after so many rounds; `nil` where something does.
  public func idleness(under settings: Settings, after rounds: Int) -> String? { idle(settings, rounds) }

  /// Every setting, in the order of `show settings`.
  public static var all: [Setting] { SettingCatalog.shared.all }

  /// The setting of that name.
  public static func named(_ name: String) -> Setting? { all.first { $0.name == name } }
}
