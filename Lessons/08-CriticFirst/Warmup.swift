import Arrays
import Experiments

/// How far behind its generator a clipped critic is in the first rounds.
struct Warmup {
  /// How many steps the critic had taken.
  let criticSteps: Int
  /// The norm of the gradient that the generator gets, in units of what it would get from a critic trained on until it has settled.
  let share: Double
  /// The cosine of the angle between the two.
  let cosine: Double

  /// Rounds that are trained before it is measured.
  static let rounds = 10

  /// Trains the first rounds, with Arjovsky's warm-up or without.
  init(warmup: Bool, poll: () throws -> Void) throws {
    let settings = try Settings(
      .eightGaussians, "objective wgan", "warmup \(warmup ? "on" : "off")", "clip 0.1", "rate 5e-4", "batch 128")
    let experiment = try Experiment(settings)
    try experiment.train(.rounds(Warmup.rounds), poll: poll)
    criticSteps = experiment.critic.steps
    let now = try Lead.Reading(experiment)
    try experiment.train(.criticSteps(600), poll: poll)
    let settled = try Lead.Reading(experiment)
    (share, cosine) = (now.norm / settled.norm, now.cosine(settled))
  }

  /// How many steps the critic takes in so many rounds from the start, with the warm-up.
  static func criticSteps(in rounds: Int) throws -> Int {
    let settings = try Settings(.eightGaussians, "objective wgan", "warmup on", "width 1", "batch 1")
    let experiment = try Experiment(settings)
    try experiment.train(.rounds(rounds))
    return experiment.critic.steps
  }
}
