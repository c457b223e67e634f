import Classroom
import Experiments

/// What the lesson measures: crosstalk of critics without normalisation, with layer norm, and with batch norm.
struct Crossed {
  /// The batch sizes at which crosstalk is compared.
  static let sizes = [8, 32, 128]

  let scene: Scene
  let fresh, sized, trained: Once<[ScoreDerivatives]>
  let sights: Once<[CriticBench.Sight]>
  /// The greatest size of what the sum of three scores, batch norm times 5, has for a gradient.
  let sumGradient = Once { CriticBench.sumGradient(5, of: [0, 1, 5]) }
  /// On the learner's bench, at the points x̂ of the coming step.
  let onBench: Live<ScoreDerivatives>

  init(_ scene: Scene) {
    self.scene = scene
    onBench = Live {
      let experiment = try scene.experiment()
      let samples = try experiment.samples(step: experiment.critic.steps)
      return try ScoreDerivatives(experiment.critic.network, at: Penalty.twoSided.points(samples))
    }
    fresh = Once { try CriticBench.norms.map { try CriticBench.crosstalk($0, points: 24) } }
    sized = Once { try Crossed.sizes.map { try CriticBench.crosstalk("batch", points: $0) } }
    trained = Once { try CriticBench.norms.map { try CriticBench.trained($0, poll: scene.poll) } }
    sights = Once { try CriticBench.norms.map { try CriticBench.sight($0, poll: scene.poll) } }
  }
}

extension Lesson {
  /// Batch norm makes each score depend on the whole batch, and the penalty loses what it is about.
  public static var noBatchNorm: Lesson {
    Lesson(
      10, "NoBatchNorm", "a penalty on each sample's own slope, and a norm that mixes samples",
      setup: CriticBench.setup, state: Crossed.init
    ) {
      theSum

      theMatrix

      thePenalty

      theBlindCritic

      Simplified(
        """
        Our critic has batch norm after its first layer, and cannot see a shift at all. The article's has it from the second convolution
        on, after a leaky ReLU, and can see one; the last row of the first table is such a critic, in dense layers.
        """,
        """
        Real and fake are scored apart, as in the article and in Keras. Scored as one batch of both they can be told apart, but the
        penalty's points x̂ are still a third batch with statistics of its own.
        """,
        """
        With fixed statistics, as moving averages are in use, batch norm is a mere scale and offset: no crosstalk. The penalty is
        computed in training, where statistics are the batch's.
        """,
        """
        Without a penalty crosstalk may do no harm: the paper's clipped WGAN has batch norm in its critic, and DCGAN's discriminator, too.
        """)
    }
  }
}
