import Arrays
import Autodiff
import Classroom
import Experiments
import Language
import Networks

extension Lesson {
  /// The penalty of WGAN-GP: where the slope is measured, how a gradient gets into a loss, and what it does to the slopes.
  public static var interpolationPenalty: Lesson { Lesson(embedded: lessonTexts, measurements: [.batchwide]) }
}

extension LessonMeasurement {
  /// Critics trained alone with one norm for the whole batch, as the article's listing has it, for two sizes of the batch: the mean of
  /// ‖∇D(x̂)‖ over samples and the estimate of W. No setting changes whose norm a penalty asks for.
  fileprivate static var batchwide: LessonMeasurement {
    LessonMeasurement("batchwide") { scene in
      let readings = try [64, 256].map { batch in
        let experiment = try Experiment(Settings(.eightGaussians, "lambda 10", "batch \(batch)", "rate 0.003"))
        experiment.amend { recipe in recipe.penalty?.norm.sharing = .batch }
        try experiment.trainCritic(to: 1000, poll: scene.poll)
        // At the full rate slopes keep jittering about where they tend to.
        if let rate = Setting.named("rate") { try experiment.set(rate, to: "0.0003") }
        var levels: [Double] = []
        var estimates: [Double] = []
        for steps in [1600, 1800, 2000] {
          try experiment.trainCritic(to: steps, poll: scene.poll)
          // The draws of four steps that no training reaches.
          for step in 1_000_000..<1_000_004 {
            let samples = try experiment.samples(step: step)
            let norms = try experiment.slopeNorms(at: Penalty.twoSided.points(samples)).numbers.map(Double.init)
            let critic = experiment.critic.network
            let gap = try critic.frozen(samples.real).mean() - critic.frozen(samples.fake).mean()
            levels.append(mean(norms))
            estimates.append(Double(gap.value?.item ?? .nan))
          }
        }
        return (level: mean(levels), estimate: mean(estimates))
      }
      func list(_ numbers: [Double]) -> Language.Value {
        .tensor(Tensor(NDArray(numbers.map { Real($0) }, shape: [numbers.count])))
      }
      return ["level": list(readings.map(\.level)), "estimate": list(readings.map(\.estimate))]
    }
  }
}

private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
