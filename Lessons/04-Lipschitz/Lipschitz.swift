import Classroom

/// What the lesson measures: critics without a bound, critics held to several slopes, four ways to find a slope, and two norms.
struct Bounded {
  let scene: Scene
  let unbounded, held: Once<[Verdict]>
  let survey: Once<SlopeSurvey>
  let pictures = PictureNorms()

  init(_ scene: Scene) {
    self.scene = scene
    unbounded = Once { try Unbounded().verdicts(poll: scene.poll) }
    held = Once { try HeldSlope.slopes.map { try HeldSlope(slope: $0).verdict(poll: scene.poll) } }
    survey = Once { try SlopeSurvey(poll: scene.poll) }
  }
}

extension Lesson {
  /// Why a critic's slope has to be bounded, how to find out how steep one is, and in which norm.
  public static var lipschitz: Lesson {
    Lesson(
      4, "Lipschitz", "why the critic's slope must be bounded, and in which norm",
      setup: ["use 8gaussians", "a = uniform(28, 28, 1, seed: 1)", "b = uniform(28, 28, 1, seed: 2)"],
      state: Bounded.init
    ) {
      theNeed

      theMeasures

      theMultiple

      theNorm

      Simplified(
        """
        A secant's or a slope's greatest value over points that were looked at is at most K, and says nothing of other points. The true K of
        a network of ReLUs is hard to compute (NP-hard in general: Virmaux and Scaman, 2018); between the two ends we only know bounds.
        """,
        """
        K times W holds for the best critic of slope K everywhere. A penalty holds the slope between samples, near K and not at most K,
        so a trained critic's multiple is near K, too.
        """,
        """
        W can be defined with any norm. The critic's rule then has that norm, and a penalty on its gradient the dual one; Banach WGAN (Adler
        and Lunz, 2018) does that. All that follows here uses the Euclidean norm, which is its own dual.
        """,
        "Layers with spectral norms of 1 (Miyato and others, 2018) bound K from above by design. We do not train such critics here."
      )
    }
  }
}
