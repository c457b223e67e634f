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
    var settings = Settings(preset: .eightGaussians)
    settings.choose(.word("wgan"), for: "objective")
    settings.choose(.word(warmup ? "on" : "off"), for: "warmup")
    settings.choose(.number(0.1), for: "clip")
    settings.choose(.number(5e-4), for: "rate")
    settings.choose(.count(128), for: "batch")
    let experiment = try Experiment(settings)
    for _ in 0..<Warmup.rounds {
      try poll()
      try experiment.round()
    }
    criticSteps = experiment.critic.steps
    let now = try Lead.Reading(experiment)
    for _ in 0..<600 {
      try poll()
      try experiment.stepCritic()
    }
    let settled = try Lead.Reading(experiment)
    (share, cosine) = (now.norm / settled.norm, now.cosine(settled))
  }

  /// How many steps the critic takes in so many rounds from the start, with the warm-up.
  static func criticSteps(in rounds: Int) throws -> Int {
    var settings = Settings(preset: .eightGaussians)
    settings.choose(.word("wgan"), for: "objective")
    settings.choose(.word("on"), for: "warmup")
    settings.choose(.count(1), for: "width")
    settings.choose(.count(1), for: "batch")
    let experiment = try Experiment(settings)
    for _ in 0..<rounds { try experiment.round() }
    return experiment.critic.steps
  }
}
