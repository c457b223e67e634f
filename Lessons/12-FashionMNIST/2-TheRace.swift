import Classroom

extension Lesson {
  /// Both objectives on the same budget.
  @LessonParts<Clothes> static var theRace: [Recipe<Clothes>] {
    Read(
      "number",
      """
      A number for better. Pixels know brightness only: two shirts, one moved by a pixel, are far apart. So a small classifier is trained to
      name the clothes, once, and pictures are compared by its last hidden layer, 64 numbers that know sleeves and heels. Real pictures make
      a cloud there, samples another; the Fréchet distance compares the clouds' means and covariances:

          ‖μ₁ - μ₂‖² + tr(Σ₁ + Σ₂ - 2·(Σ₁Σ₂)^½)

      It is the squared Wasserstein-2 distance of two Gaussians: W again, in another place. FID does this with a network called Inception.
      At the prompt it is `help quality`. Now both objectives train anew, side by side in time, on the same number of rounds.
      """)

    Predict(
      "winner", "Which has the smaller distance at the end of a budget of minutes?",
      .choice(
        Choice("penalty", "the critic with the gradient penalty"),
        Choice(
          "clipping", "the critic with clipped weights",
          wrong:
            "its weights are a hundredth at most: what its slopes say reaches the generator faintly, layer by layer."),
        Choice(
          "neither", "there is hardly a difference",
          wrong: "with time the difference shrinks; a budget of minutes shows who learns from what the critic says.")),
      hints: ["Whose slopes are near 1 wherever the generator may be?"]
    ) { _ in "The penalised one. See by how much." }

    See(
      "race",
      "The Fréchet distance of the samples after so many rounds, and the mean of the penalised critic's loss until then."
    ) {
      s in
      let (clipped, penalised) = (try s.clipped(), try s.penalised())
      let full = max(clipped.readings[0].distance, penalised.readings[0].distance)
      return [
        .bars(
          "", "rounds", penalised.readings.map { "\($0.rounds)" },
          [
            .linear("WGAN", clipped.readings.map(\.distance), full: full),
            .linear("WGAN-GP", penalised.readings.map(\.distance), full: full),
            .linear("its loss, -", penalised.readings.map { -$0.loss }),
          ])
      ]
    }

    See("race-of-samples", "The same race for the eye: what became of one piece of noise after so many rounds.") { s in
      [.figure(RaceFigure.figure([("WGAN", try s.clipped()), ("WGAN-GP", try s.penalised())]))]
    }

    See("samples", "Five samples of each at the end: first the clipped WGAN's, then the WGAN-GP's.") { s in
      [.images("", try s.clipped().samples), .images("", try s.penalised().samples)]
    }

    Check(
      "ahead", "On the same budget the penalised run is ahead, and still far from what real pictures would get."
    ) { s in
      let (clipped, penalised) = (try s.clipped(), try s.penalised())
      return [
        .above("distance: WGAN / WGAN-GP", clipped.last.distance / penalised.last.distance, 1.2),
        .below("WGAN-GP: last distance / first", penalised.last.distance / penalised.readings[0].distance, 0.7),
        .above("WGAN-GP: last distance / floor", penalised.last.distance / penalised.floor, 1),
        .below("WGAN: greatest trained weight", clipped.greatestWeight, 0.010001),
      ]
    }

    Check(
      "follows",
      """
      Does the loss tell? In a narrow run its size, once at its greatest, falls in step with the distance: the rank correlation of the two is
      1 if whenever one falls the other does, 0 if they ignore each other. In wider runs that is soon over: the critic learns as fast as the
      generator, its loss stays where it is, and the samples go on getting better. It is an estimate, by a critic that is never done.
      """
    ) { s in
      let fall = try s.sincePeak()
      return [
        .below("WGAN-GP: last loss / lowest loss", fall[fall.count - 1].loss / fall[0].loss, 0.8),
        .above(
          "since then: rank correlation of -loss, distance",
          rankCorrelation(fall.map { -$0.loss }, fall.map(\.distance)), 0.3),
      ]
    }
  }
}
