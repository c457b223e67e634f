import Classroom
import Notebook

extension Lesson {
  /// Steps that take turns, as training does.
  @LessonParts<Stable> static var theTurns: [Recipe<Stable>] {
    Predict(
      "area",
      """
      Training takes turns: the critic moves, then the generator, which sees the critic as it is now. Near the equilibrium the GAN's
      critic makes ψ - hθ/2 of ψ and leaves θ; then the generator makes θ + hψ/2 of θ and leaves ψ. Each is a matrix, and its
      determinant is what it multiplies areas by, in the plane of θ and ψ. What does a whole round multiply them by?
      """,
      .number(within: 1e-4) { try $0.determinant() },
      wrong: [
        Wrong("1.01", "that is the determinant of the simultaneous step, [[1, h/2], [-h/2, 1]]."),
        Wrong("0.99", "that is one entry of the product, 1 - h²/4. The determinant has another term."),
        Wrong("0", "then a round would make a line of every area."),
      ],
      hints: [
        "What is the determinant of [[1, 0], [-h/2, 1]]?",
        "The determinant of a product is the product of the determinants. What are the two?",
      ]
    ) { _ in
      """
      By 1: each half is a shear. The eigenvalues' product is 1, they are a complex pair, so both have size 1: by this count the pair
      gets neither nearer nor farther.
      """
    }

    Try(
      "turns",
      """
      See it: both `help train` and `help step` speak of turns. Set the objective gan and the generatorloss saturating, and train for 500 rounds;
      `train 500;` is quiet.
      """,
      solution: ["set objective gan", "set generatorloss saturating", "train 500;"],
      missteps: [
        Misstep(
          "set objective gan", "train 500;",
          difference:
            """
            that was the non-saturating loss, which takes another course; you will see it in a moment. `set objective wgan` and then gan
            again begins anew; set the generatorloss before you train.
            """
        ) { try $0.hasTrained("gan") && $0.scene.experiment().position.radius < 0.8 },
        Misstep(
          "train 500;",
          difference: "the objective was wgan-gp, with which the bench begins. Set the objective gan to begin anew."
        ) { try $0.hasTrained("wgan-gp") },
      ],
      hints: [
        "What does `show settings` say about objective and generatorloss?", "Which command trains for so many rounds?",
      ],
      notice: { s in
        """
        √(θ² + ψ²) was \(s.start.radius) and is \(try s.position().radius) after \(try s.rounds())
        rounds. `generator.knob1.theta` and `critic.scale1.factor` are the two. Simultaneous steps were at \(try s.ganOrbit().end).
        """
      }
    ) { s in
      try s.hasTrained("gan") && s.scene.experiment().position.radius > 1
        && s.scene.onBench(#"settings.generatorloss == "saturating""#)
    }

    See(
      "ring",
      "500 rounds of alternating steps: the GAN on the left, the WGAN on the right, out to 2. Below, r after so many rounds."
    ) { s in
      let (gan, wgan) = (try s.alternatingGAN(), try s.alternatingWGAN())
      return [
        .figure(Orbit.figure([gan, wgan], reach: 2)),
        .table(Orbit.radii([("GAN", gan), ("WGAN", wgan)])),
      ]
    }

    Check(
      "neither",
      """
      Neither home nor away: the least and the greatest r in all rounds.

      And the GAN's usual, non-saturating loss, in simultaneous steps. It pulls inwards: on average over a turn, a step takes about
      hr⁴/8 from r² and adds h²r²/4, as we saw. The two are even on a ring at r = √(2h), and there it stays.
      """
    ) { s in
      let (gan, wgan) = (try s.alternatingGAN().ring(last: 500), try s.alternatingWGAN().ring(last: 500))
      let other = try s.otherOrbit().ring(last: 100)
      return [
        .above("GAN: least r", gan.inner, 1.2), .below("GAN: greatest r", gan.outer, 1.7),
        .above("WGAN: least r", wgan.inner, 1.2), .below("WGAN: greatest r", wgan.outer, 1.7),
        .equal("non-saturating: least r, last 100 steps", other.inner, to: 0.4.squareRoot(), within: 0.05),
        .equal("non-saturating: greatest r, last 100 steps", other.outer, to: 0.4.squareRoot(), within: 0.05),
      ]
    }
  }
}

extension Stable {
  /// Whether the learner's pair has done 500 rounds under an objective.
  func hasTrained(_ objective: String) throws -> Bool {
    try scene.onBench("settings.objective == \"\(objective)\" and rounds >= 500")
  }
}
