import Classroom

/// What the lesson measures: a small plan and its prices, a critic in training, a whole GAN in training, and a shift of all scores.
struct Moved {
  let scene: Scene
  let small = Once { try SmallPlan() }
  let alone, together: Once<[Appraisal]>
  let shift = Once { try ScoreShift() }

  init(_ scene: Scene) {
    self.scene = scene
    alone = Once { try Appraisal.ofCriticAlone(poll: scene.poll) }
    together = Once { try Appraisal.ofWholeTraining(poll: scene.poll) }
  }
}

extension Lesson {
  /// Two problems with one answer: the cheapest plan, and the critic whose scores are the prices that prove it.
  public static var earthMover: Lesson {
    Lesson(
      3, "EarthMover", "a plan that moves earth, and a critic that prices it: one number",
      setup: ["use 8gaussians", "set lambda 10", "set rate 0.001"], state: Moved.init
    ) {
      thePlan

      theDuality

      theEstimate

      theSign

      Simplified(
        """
        The exact W is that of a sample, and larger on average than that of the distributions: two draws of one distribution are apart, too
        (lesson 01).
        """,
        """
        Samples as many on each side, all of equal weight, always have a best plan that sends each point to one other. Distributions in
        general need plans that split what lies at one place.
        """,
        """
        The dual is written for critics with a slope of at most 1 everywhere. We divided by the steepest secant between samples, which is
        all that a comparison with the same samples' W needs. How steep a critic is elsewhere is lesson 04's question.
        """,
        "That primal and dual meet was shown on small samples. In general it is Kantorovich's and Rubinstein's theorem."
      )
    }
  }
}
