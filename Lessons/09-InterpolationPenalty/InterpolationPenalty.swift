import Classroom

/// What the lesson measures: the penalty's gradient, and slopes during training under the paper's norm and under the article's.
struct Interpolated {
  /// Where slopes are looked at.
  static let checkpoints = [0, 20, 50, 100, 200, 400, 800, 1600]

  let scene: Scene
  let backprop = Once { try DoubleBackprop() }
  let strong, weak: Once<[SlopeTraining.Reading]>
  /// Under λ = 10 at the start and at the end, and under λ = 1/10 at the end.
  let first, last, weakest: Once<SlopeTraining.Reading>
  /// The share of the norms at x̂, at the learner's coming step, that lie within a tenth of 1; 0 where nothing is penalised.
  let share: Live<Double>
  let batchwide: Once<[(batch: Int, reading: SlopeTraining.Reading)]>

  init(_ scene: Scene) {
    self.scene = scene
    let strong = Once { try SlopeTraining().readings(Interpolated.checkpoints, poll: scene.poll) }
    let weak = Once { try SlopeTraining(lambda: 0.1).readings(Interpolated.checkpoints, poll: scene.poll) }
    (self.strong, self.weak) = (strong, weak)
    first = Once { try strong()[0] }
    last = Once { try strong()[Interpolated.checkpoints.count - 1] }
    weakest = Once { try weak()[Interpolated.checkpoints.count - 1] }
    share = Live {
      let norms = try scene.experiment().judgement().slopeNorms?.value?.numbers ?? []
      return Double(norms.count { 0.9 <= $0 && $0 <= 1.1 }) / Double(max(1, norms.count))
    }
    batchwide = Once {
      try [64, 256].map { batch in
        let training = SlopeTraining(batch: batch, rate: 0.003, norm: .batch)
        return (batch, SlopeTraining.Reading(mean: try training.readings([1600, 1800, 2000], poll: scene.poll)))
      }
    }
  }
}

extension Lesson {
  /// The penalty of WGAN-GP: where the slope is measured, how a gradient gets into a loss, and what it does to the slopes.
  public static var interpolationPenalty: Lesson {
    Lesson(
      9, "InterpolationPenalty", "a slope of 1 between real and fake, by a gradient inside a loss",
      setup: ["use 8gaussians", "set lambda 10", "set rate 0.0005"], state: Interpolated.init
    ) {
      theLine

      theGradientInside

      theSlopes

      theArticlesNorm

      Simplified(
        """
        A slope of 1 belongs to points that the best plan of transport pairs (proposition 1 of the paper). We pair real and fake as
        they are drawn, as everybody does: x̂ then lies between points that need not belong together.
        """,
        """
        The penalty asks for 1 from both sides; Lipschitz means at most 1. In the authors' early observations that did slightly better
        than a penalty on slopes above 1 alone.
        """,
        "The critic was trained alone. Beside a generator that moves it is always a little behind, and its slopes spread more.",
        """
        We showed one seed. From others the untrained generator is further away: then K = 1 + W/(2λ) itself is more than a tenth above 1.
        """,
        "A penalty at x̂ bounds no slope elsewhere: it is measured on lines between samples and nowhere else.")
    }
  }
}
