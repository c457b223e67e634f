import Classroom

/// What the lesson measures: the parallel lines, and a discriminator in training.
struct Vanishing {
  let scene: Scene
  let lines = ParallelLines()
  let readings: Once<[Discriminator.Reading]>
  /// JS of the lines at θ = 1, and its slope there.
  let jensenShannon, slope: Once<Double>
  /// The norm of the saturating loss's gradient on the learner's bench.
  let saturating: Live<Double>

  init(_ scene: Scene) {
    self.scene = scene
    let lines = lines
    jensenShannon = Once { try lines.jsDivergence(at: 1) }
    slope = Once { try lines.slope(of: lines.jsDivergence, at: 1) }
    saturating = Live { try Discriminator.gradients(.saturating, scene.experiment()).norm }
    readings = Once { try Discriminator.readings(poll: scene.poll) }
  }

  func first() throws -> Discriminator.Reading { try readings()[0] }
  func last() throws -> Discriminator.Reading { try readings()[Discriminator.checkpoints.count - 1] }
}

extension Lesson {
  /// Where supports don't overlap JS is flat in the generator's parameters, and a good discriminator passes that on.
  public static var vanishingJSGradient: Lesson {
    Lesson(
      2, "VanishingJSGradient", "where supports don't overlap JS is flat, so the generator gets nothing",
      setup: Discriminator.setup, state: Vanishing.init
    ) {
      theLines

      theDiscriminator

      Simplified(
        "The lines have one parameter and never overlap. In training supports nearly meet, and JS is only nearly flat.",
        "We held the generator still. In a GAN both move, and the discriminator is stopped long before it is perfect.",
        """
        The variance is that between batches of noise, for one discriminator. The theorem behind it (Arjovsky and Bottou, 2017) is
        about noise in the discriminator itself, and says that the variance has no bound.
        """)
    }
  }
}
