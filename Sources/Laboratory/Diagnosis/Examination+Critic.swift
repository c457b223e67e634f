import Arrays
import Autodiff
import Experiments
import Networks
import Refusals

extension Laboratory {
  /// How many steps a copy of the critic is trained on.
  static let stepsOfCopy = 60
  /// How many numbers the outputs of the critic's layers may have for one batch, where some tens of steps are made with it: with more they
  /// would take too long.
  private static let mostOutputs = 4_000_000

  /// What a copy of the critic says when it is trained on while the generator waits: how far behind the critic is.
  func measureTrainedCritic(
    _ experiment: Experiment, _ examination: inout Examination, poll: () throws -> Void
  ) throws {
    guard experiment.settings.objective.estimatesDistance, experiment.failed == nil,
      let distance = examination[.distance], distance > 0
    else { return }
    guard allowsFurtherSteps(experiment) else {
      return examination.leaveOut("a copy of the critic was not trained on: its networks are too large for that")
    }
    let copy = try experiment.copy()
    let samples = try experiment.samples(step: experiment.critic.steps)
    do { try copy.train(.criticSteps(Self.stepsOfCopy), poll: poll) } catch let refusal as Refusal {
      return examination.leaveOut("a copy of the critic could not be trained on: \(refusal.problem)")
    }
    let critic = copy.critic.network
    guard let real = try critic.frozen(samples.real).value, let fake = try critic.frozen(samples.fake).value else {
      return
    }
    let steepest = Double(try LipschitzEstimate(copy).constant)
    guard steepest > 0 else { return }
    examination.note(.trainedShare, (real.mean - fake.mean) / steepest / distance)
  }

  /// Whether the critic is small enough for some tens of steps.
  func allowsFurtherSteps(_ experiment: Experiment) -> Bool {
    let outputs = experiment.critic.network.stages.reduce(0) { $0 + $1.output.count }
    return outputs * experiment.settings.batch <= Self.mostOutputs
  }
}
