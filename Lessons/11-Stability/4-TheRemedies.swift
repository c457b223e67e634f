import Classroom
import Notebook

extension Lesson {
  /// Clipping, the gradient penalty, and a penalty that wants a critic to be flat.
  @LessonParts<Stable> static var theRemedies: [Recipe<Stable>] {
    Predict(
      "remedy",
      """
      Three ways to hold a critic. D(x) = ψx has slope ψ everywhere, so each speaks of ψ itself. All of them keep the pair from flying
      apart. Which one brings it home, to θ = 0 and ψ = 0, by simultaneous steps?
      """,
      .choice(
        Choice(
          "clipping", "the WGAN, with ψ in [-1, 1]",
          wrong: "inside the bound it is the WGAN, and spirals outwards. The bound stops ψ at 1, not at 0."),
        Choice(
          "penalty", "WGAN-GP, which asks for |ψ| = 1",
          wrong: "at the equilibrium ψ is 0, and there it asks for a slope of 1."),
        Choice("r1", "the GAN with R1, which asks for ψ = 0")),
      hints: ["What slope does each ask for once fakes are real?"]
    ) { _ in
      """
      R1, γ/2·E[‖∇D(real)‖²]. Once fakes are real the best critic is flat on the data, and that is what R1 asks for. A bound lets ψ be
      anything up to 1, and WGAN-GP still asks for a slope of 1 when there is nothing left to tell apart.
      """
    }

    See(
      "three",
      """
      500 simultaneous steps, out to 2: clipping to 1, WGAN-GP with λ = ½, R1 with γ = 3/10. Below, the greatest r in each hundred.
      """
    ) { s in
      let (clipped, penalised, r1) = (try s.clippedOrbit(), try s.penalisedOrbit(), try s.r1Orbit())
      return [
        .figure(Orbit.figure([clipped, penalised, r1], reach: 2)),
        .table(Orbit.farthest([("clipping", clipped), ("WGAN-GP", penalised), ("R1", r1)])),
      ]
    }

    Predict(
      "shrinking",
      """
      R1 adds -hγψ to the critic's step: the matrix is [[1, h/2], [-h/2, 1 - hγ]] now. Its eigenvalues are a complex pair, so their
      common size is the root of the determinant. What is it, with h = `0.2` and γ = `0.3`?
      """,
      .number(within: 1e-4) { try $0.r1Radius() },
      wrong: [
        Wrong("0.95", "that is the determinant; the size is its root."),
        Wrong("0.94", "that is 1 - hγ, one entry."),
        Wrong("0.97", "that is the real part of the pair. The imaginary part adds to the size."),
        Wrong("sqrt(0.94)", "the other two entries belong to the determinant, too."),
      ],
      hints: ["What is 1·(1 - hγ) + h²/4?", "What is `sqrt(1 - 0.2*0.3 + 0.2^2/4)`?"]
    ) { s in
      """
      √(1 - hγ + h²/4) = \(try s.r1Radius()), below 1 whenever h < 4γ. Now there are steps small enough.
      """
    }

    Try(
      "r1",
      """
      Bring your own pair home: set the objective r1 and its weight, lambda, to `0.3`, and train for 500 rounds. Your steps alternate.
      """,
      solution: ["set objective r1", "set lambda 0.3", "train 500;"],
      missteps: [
        Misstep(
          "set objective r1", "set lambda 0.1", "train 500;",
          difference: "on the way, but slowly: is lambda what it should be? Train on, or begin anew."
        ) { try $0.hasTrained("r1") && $0.scene.experiment().position.radius > 1e-3 },
        Misstep(
          "set objective wgan-gp", "set lambda 0.5", "train 500;",
          difference: "that is WGAN-GP, which circles in alternating steps, too. Set the objective r1 to begin anew."
        ) { try $0.hasTrained("wgan-gp") },
      ],
      hints: ["What does `show settings` say about objective and lambda?"],
      notice: { s in
        "√(θ² + ψ²) is \(try s.position().radius, digits: 2) after \(try s.rounds()) rounds."
      }
    ) { s in
      try s.scene.onBench(#"settings.objective == "r1" and rounds > 0"#)
        && s.scene.experiment().position.radius < 1e-3
    }

    Check(
      "home",
      """
      R1 to the published digits, and at the rate that its eigenvalues promise; in alternating steps, too. The other two circle and never
      arrive: the least and the greatest r in their last 100 steps. (λ = ½ is Mescheder's 1, whose penalty has a ½ in front.)
      """
    ) { s in
      let orbit = try s.r1Orbit()
      let (clipped, penalised) = (try s.clippedOrbit().ring(last: 100), try s.penalisedOrbit().ring(last: 100))
      return [
        .equal("R1: r after 500 steps, in millionths", 1e6 * orbit.radius(after: 500), to: 2.6, within: 0.05),
        .equal("R1: factor a step, steps 200-500", orbit.factor(200, 500), to: 0.95.squareRoot(), within: 0.003),
        .below("R1, alternating: r after 500 rounds", try s.alternatingR1().radius(after: 500), 1e-5),
        .above("clipping: least r", clipped.inner, 0.9), .below("clipping: greatest r", clipped.outer, 1.5),
        .above("WGAN-GP: least r", penalised.inner, 1.2), .below("WGAN-GP: greatest r", penalised.outer, 2),
        .above("WGAN-GP, alternating: least r", try s.alternatingPenalised().ring(last: 100).inner, 1),
      ]
    }
  }
}
