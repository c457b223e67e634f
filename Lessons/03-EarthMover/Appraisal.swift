import Distances
import Experiments

/// What a critic says of 256 samples of each side that it was not trained on, beside what is so.
struct Appraisal {
  /// Critic steps or rounds of training before it.
  let age: Int
  /// E[D(real)] - E[D(fake)] over the samples.
  let estimate: Double
  /// The steepest secant of D between any two of the samples.
  let steepest: Double
  /// The exact W1 of the samples.
  let exact: Double

  /// What a critic with secants of at most 1 would say: D/K is 1-Lipschitz on these samples.
  var bounded: Double { estimate / steepest }

  /// Judges the experiment's critic.
  init(_ experiment: Experiment, age: Int) throws {
    let fresh = try FreshScores(experiment)
    (self.age, estimate, steepest) = (age, fresh.estimate, fresh.steepest)
    exact = try wasserstein(fresh.real, fresh.fake)
  }

  /// A critic trained alone under λ = 10, the generator standing still.
  static func ofCriticAlone(seed: Int = 1, poll: () throws -> Void) throws -> [Appraisal] {
    let settings = try Settings(.eightGaussians, "lambda 10", "rate 0.001", "seed \(seed)")
    let experiment = try Experiment(settings)
    return try [1, 20, 50, 100, 200, 400, 800].map { steps in
      try experiment.trainCritic(to: steps, poll: poll)
      return try Appraisal(experiment, age: steps)
    }
  }

  /// A WGAN-GP as the preset has it, both networks in training.
  static func ofWholeTraining(seed: Int = 1, poll: () throws -> Void) throws -> [Appraisal] {
    let settings = try Settings(.eightGaussians, "seed \(seed)")
    let experiment = try Experiment(settings)
    return try [10, 20, 50, 100, 200, 400].map { rounds in
      try experiment.train(.rounds(rounds - experiment.rounds), poll: poll)
      return try Appraisal(experiment, age: rounds)
    }
  }
}
