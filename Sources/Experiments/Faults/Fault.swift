import Arrays

/// A bug that was found in a program that others learn from, as a value: what it is, where it was found, the one change that it makes, what
/// it does that can be measured, which lines show that, and how it is repaired.
public struct Fault: Sendable {
  /// What `fault` calls it.
  public let name: String
  /// What the program does, in a line.
  public let summary: String
  /// Where it was found: repository, thread or file.
  public let found: String
  /// For how long it was there, as far as that is known.
  public let lasted: String
  /// What it does to a run, in words; `claim` measures it.
  public let symptom: String
  /// The lines that expose it, typed one after another on a run on which it has a meaning; `probe(on:)` says them for a run.
  let probe: [String]
  /// A condition that holds after the probe where the fault is on, and nowhere else.
  let claim: String
  /// What its repair is.
  public let repair: String
  /// Which part of a step it changes: two faults of one part are not on together in the museum.
  public let part: FaultPart
  /// What it changes.
  let change: FaultChange
  /// Why it has no meaning for a run; `nil` where it has one.
  let idleness: @Sendable (Experiment) -> String?

  /// Why it has no meaning for a run; `nil` where it has one.
  public func idleness(on experiment: Experiment) -> String? { idleness(experiment) }

  /// Whether networks are made anew where it is turned on or off.
  public var changesNetworks: Bool { change.norm != nil }

  /// Whether, both being on, one of the two may not show.
  public func hides(_ other: Fault) -> Bool { name != other.name && !part.goes(with: other.part) }

  /// Every fault of the museum, in its order.
  public static let all: [Fault] = [
    batchwideNorm, clipMovingVariance, clipBeforeStep, clipGradientsInstead, epsilonNormal, epsilonPerPixel,
    epsilonPerBatch, normOverChannel, sqrtAtZero, batchNormInCritic, penaltyAtReal, penaltyWithoutGradient,
    scoreAtInterpolates, generatorSign, inferenceFakes, jsLostSamples, momentsStopped,
  ]

  /// The fault of that name.
  public static func named(_ name: String) -> Fault? { all.first { $0.name == name } }
}

/// What a fault changes: one of these.
struct FaultChange: Sendable {
  /// What a step is.
  var step: @Sendable (inout StepRecipe) -> Void = { _ in }
  /// The normalisation in the critic, whatever the setting says.
  var norm: CriticNorm?
  /// Of how many real samples one is counted where a divergence is estimated, all of them being divided by.
  var realsForOneCounted = 1

  /// A change of the step.
  static func step(_ change: @escaping @Sendable (inout StepRecipe) -> Void) -> FaultChange {
    FaultChange(step: change)
  }
}

/// The part of a run that a fault changes.
public enum FaultPart: Hashable, Sendable {
  case epsilonShare, epsilonLaw, normShare, normRoot, points, history, scores, moments, critic, bound, fakes, generator,
    histogram

  /// Whether faults of two parts can be told apart when both are on.
  public func goes(with other: FaultPart) -> Bool {
    // What is never differentiated shows nothing of how it would be; of one normal ε for the batch nothing says by which law it was drawn.
    self != other && Set([self, other]) != [.history, .moments] && Set([self, other]) != [.history, .normRoot]
      && Set([self, other]) != [.epsilonShare, .epsilonLaw]
  }
}

/// The faults that are on in a run.
public struct FaultsOn: Equatable, Sendable {
  /// All of them, in the order in which they were turned on.
  public internal(set) var all: [Fault]
  /// Whether they are to be found out: nothing says which they are.
  public let isHidden: Bool

  /// Faults, said openly unless they are to be found out.
  public init(_ all: [Fault] = [], isHidden: Bool = false) { (self.all, self.isHidden) = (all, isHidden) }

  /// Whether none is on.
  public var isEmpty: Bool { all.isEmpty }
  /// Those that may be told.
  public var told: [Fault] { isHidden ? [] : all }
  /// The critic's normalisation, where one of them changes it.
  var norm: CriticNorm? { all.lazy.compactMap(\.change.norm).first }
  /// Of how many real samples one is counted where a divergence is estimated.
  public var realsForOneCounted: Int { all.map(\.change.realsForOneCounted).max() ?? 1 }

  /// Whether the same are on.
  public static func == (one: FaultsOn, other: FaultsOn) -> Bool { one.all.map(\.name) == other.all.map(\.name) }
}
