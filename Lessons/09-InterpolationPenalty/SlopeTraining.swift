import Arrays
import Autodiff
import Experiments
import Networks

/// A critic trained alone with a penalty, and the slopes that it has at x̂ on the way.
struct SlopeTraining {
  /// Whose slope is asked to be 1.
  enum Norm {
    /// Each sample's own: the paper's.
    case ofEachSample
    /// All samples' together, squares summed over the batch too: the article's.
    case ofTheBatch
  }

  /// The slopes after so many steps.
  struct Reading {
    let steps: Int
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
  /// Whose slope is asked to be 1.
  var norm = Norm.ofEachSample

  /// Trains a critic on eight points, measuring on the way.
  func readings(_ checkpoints: [Int], poll: () throws -> Void) throws -> [Reading] {
    let settings = try Settings(.eightGaussians, "lambda \(lambda)", "batch \(batch)", "rate \(rate)")
    let experiment = try Experiment(settings)
    var critic = experiment.critic
    return try checkpoints.map { steps in
      while critic.steps < steps {
        try poll()
        let judged = try judge(experiment, step: critic.steps)
        let penalised = judged.loss + lambda * penalty(judged.norms)
        try critic.descend(penalised, [], settings.optimizer, rate: rate(at: critic.steps))
      }
      return try reading(experiment, steps)
    }
  }

  /// A tenth from step 1000 on: at the full rate slopes keep jittering about where they tend to.
  private func rate(at step: Int) -> Real { step < 1000 ? rate : rate / 10 }

  /// Before its weight: (‖∇D(x̂)‖ - 1)², of each sample and then averaged, or of the whole batch at once.
  private func penalty(_ norms: Tensor) -> Tensor {
    switch norm {
    case .ofEachSample: square(norms - 1).mean()
    case .ofTheBatch: square(norms.norm() - 1)
    }
  }

  /// The critic's loss without its penalty, and ‖∇D(x̂)‖ of each sample.
  private func judge(_ experiment: Experiment, step: Int) throws -> (loss: Tensor, norms: Tensor) {
    let samples = try experiment.samples(step: step)
    let critic = experiment.critic.network
    let points = Penalty.twoSided.points(samples).aliased
    let slope = gradient(of: try critic(points).sum(), for: points)
    let loss = experiment.settings.objective.criticLoss(try critic(samples.real), try critic(samples.fake))
    return (loss, Penalty.norms(of: slope))
  }

  /// Measured on the draws of four steps that no training reaches.
  private func reading(_ experiment: Experiment, _ steps: Int) throws -> Reading {
    var norms: [Double] = []
    var loss = 0.0
    for step in 0..<4 {
      let judged = try judge(experiment, step: 1_000_000 + step)
      norms += judged.norms.value?.numbers.map(Double.init) ?? []
      loss += Double(judged.loss.value?.item ?? .nan) / 4
    }
    let count = Double(norms.count)
    return Reading(
      steps: steps, mean: norms.reduce(0, +) / count,
      share: Double(norms.count { 0.9 <= $0 && $0 <= 1.1 }) / count, estimate: -loss)
  }
}

extension SlopeTraining.Reading {
  /// The mean of several readings, since slopes jitter a little from step to step.
  init(mean readings: [SlopeTraining.Reading]) {
    func average(_ value: (SlopeTraining.Reading) -> Double) -> Double {
      readings.reduce(0) { $0 + value($1) } / Double(readings.count)
    }
    self.init(
      steps: readings.last?.steps ?? 0, mean: average(\.mean), share: average(\.share), estimate: average(\.estimate))
  }
}
