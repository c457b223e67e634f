import Arrays
import Autodiff
import Experiments
import Networks

/// A critic trained alone with a penalty, and the slopes that it has at x̂ on the way.
struct SlopeTraining {
  /// The slopes after so many steps.
  struct Reading {
    let steps: Int
    /// ‖∇D(x̂)‖ of each sample.
    let norms: [Double]
    /// The mean of ‖∇D(x̂)‖ over the samples.
    let mean: Double
    /// The share of samples with a norm within 0.9 and 1.1.
    let share: Double
    /// E[D(real)] - E[D(fake)].
    let estimate: Double
  }

  /// The penalty's weight.
  var lambda: Real = 10
  /// Samples in a batch.
  var batch = 256
  /// The learning rate.
  var rate: Real = 0.001
  /// Whose slope is asked to be 1: each sample's own, as in the paper, or all samples' together, as in the article.
  var norm = Sharing.sample

  /// Trains a critic on eight points, measuring on the way.
  func readings(_ checkpoints: [Int], poll: () throws -> Void) throws -> [Reading] {
    let settings = try Settings(.eightGaussians, "lambda \(lambda)", "batch \(batch)", "rate \(rate)")
    let experiment = try Experiment(settings)
    experiment.amend { [norm] recipe in recipe.penalty?.norm.sharing = norm }
    return try checkpoints.map { steps in
      try experiment.trainCritic(to: min(steps, SlopeTraining.full), poll: poll)
      if steps > SlopeTraining.full, let setting = Setting.named("rate") {
        try experiment.set(setting, to: "\(rate / 10)")
      }
      try experiment.trainCritic(to: steps, poll: poll)
      return try reading(experiment, steps)
    }
  }

  /// How many steps have the full rate. Then it is a tenth: at the full rate slopes keep jittering about where they tend to.
  private static let full = 1000

  /// Measured on the draws of four steps that no training reaches.
  private func reading(_ experiment: Experiment, _ steps: Int) throws -> Reading {
    let critic = experiment.critic.network
    var (norms, estimate) = ([Double](), 0.0)
    for step in 0..<4 {
      let samples = try experiment.samples(step: 1_000_000 + step)
      norms += try experiment.slopeNorms(at: Penalty.twoSided.points(samples)).numbers.map(Double.init)
      let gap = try critic.frozen(samples.real).mean() - critic.frozen(samples.fake).mean()
      estimate += Double(gap.value?.item ?? .nan) / 4
    }
    let count = Double(norms.count)
    return Reading(
      steps: steps, norms: norms, mean: norms.reduce(0, +) / count,
      share: Double(norms.count { 0.9 <= $0 && $0 <= 1.1 }) / count, estimate: estimate)
  }
}

extension SlopeTraining.Reading {
  /// The mean of several readings, since slopes jitter a little from step to step.
  init(mean readings: [SlopeTraining.Reading]) {
    func average(_ value: (SlopeTraining.Reading) -> Double) -> Double {
      readings.reduce(0) { $0 + value($1) } / Double(readings.count)
    }
    self.init(
      steps: readings.last?.steps ?? 0, norms: readings.flatMap(\.norms), mean: average(\.mean),
      share: average(\.share), estimate: average(\.estimate))
  }
}
