import Arrays
import Experiments
import Language
import Refusals

/// What was measured of a run: numbers alone, from which the rules of `diagnose` judge.
public struct Examination: Sendable {
  /// The settings that the run has.
  public let settings: Settings
  /// Whether the critic is the learner's own, which no setting changes.
  public let ownsCritic: Bool
  /// The numbers; one that cannot be had is not there.
  public private(set) var values: [Quantity: Double]
  /// What was left out, and why.
  public private(set) var leftOut: [String] = []

  /// An examination that has measured nothing yet.
  public init(_ settings: Settings, ownsCritic: Bool = false, _ values: [Quantity: Double] = [:]) {
    (self.settings, self.ownsCritic, self.values) = (settings, ownsCritic, values)
  }

  /// The number of a quantity; `nil` where it is not known.
  public subscript(quantity: Quantity) -> Double? { values[quantity] }

  /// The same with another number in a quantity's place.
  public func with(_ quantity: Quantity, _ value: Double) -> Examination {
    var other = self
    other.values[quantity] = value
    return other
  }

  /// Takes note of a number.
  mutating func note(_ quantity: Quantity, _ value: Double?) { values[quantity] = value }

  /// Takes note of a number.
  mutating func note(_ quantity: Quantity, _ value: Real?) { values[quantity] = value.map(Double.init) }

  /// Says that something was left out.
  mutating func leaveOut(_ what: String) { leftOut.append(what) }
}

extension Laboratory {
  /// Measures a run, which stays as it is, bit for bit. `poll` is asked between the measurements and may throw to stop.
  func examination(_ experiment: Experiment, poll: @escaping (String) throws -> Void) throws -> Examination {
    var examination = Examination(experiment.settings, ownsCritic: experiment.architecture.ownsCritic)
    let parts: [(String, (inout Examination) throws -> Void)] = [
      ("steps", { try self.measureSteps(experiment, &$0) }),
      ("gradients", { try self.measureGradients(experiment, &$0) }),
      ("slopes", { try self.measureSlopes(experiment, &$0) }),
      ("the ladder", { try self.measureLadder(experiment, &$0) }),
      ("scores", { try self.measureScores(experiment, &$0) }),
      ("units", { try self.measureUnits(experiment, &$0) }),
      ("distances", { try self.measureDistances(experiment, &$0) }),
      ("modes", { try self.measureReach(experiment, &$0) }),
      ("a copy of the critic, trained on", { try self.measureTrainedCritic(experiment, &$0, poll: { try poll("") }) }),
      ("the log", { self.measureHistory(experiment, &$0) }),
      ("the step", { try self.measureWrittenStep(experiment, &$0) }),
    ]
    for (name, measure) in parts {
      try poll(name)
      // What no number leads to is left out; the rest is told.
      do { try measure(&examination) } catch let refusal as Refusal {
        examination.leaveOut("\(name): \(refusal.problem)")
      } catch let problem as Problem {
        examination.leaveOut("\(name): \(problem.message)")
      }
      try poll("")
      try Cancellation.check()
      try ArrayMemory.checkRefusals("diagnose")
    }
    return examination
  }
}
