import Classroom

extension Lesson {
  /// A constraint that each weight carries, or a loop after the step; and what neither may touch.
  @LessonParts<Clipped> static var theTwoWays: [Recipe<Clipped>] {
    Try(
      "clip",
      """
      On the bench is a WGAN with batch norm in its critic, `show critic`. Its weights are drawn, not yet clipped: `show weights`
      has the least and the greatest of each. Clip one matrix by hand: give clipped the numbers of critic.dense2.weight, each put
      back into `[-0.01, 0.01]`.
      """,
      solution: ["clipped = clip(critic.dense2.weight, -0.01, 0.01)"],
      missteps: [
        Misstep(
          "clipped = minimum(critic.dense2.weight, 0.01)",
          difference: "that bounds it from above only; the least number is still as low as before."
        ) { try $0.scene.holds("max(clipped) <= 0.01 and min(clipped) < -0.011") },
        Misstep(
          "clipped = 0.01*critic.dense2.weight/max(abs(critic.dense2.weight))",
          difference: "that scales all of them; clipping leaves those inside the bound as they are."
        ) {
          try $0.scene.holds("max(abs(clipped)) < 0.0101")
            && $0.scene.holds("max(abs(clipped - clip(critic.dense2.weight, -0.01, 0.01))) > 1e-4")
        },
      ],
      hints: [
        "Which number is put in the place of one below -c, and which in the place of one above c?",
        "What does `help clip` say?",
      ],
      notice: { s in
        let inside = try s.scene.number("mean(abs(clipped) < 0.0099)")
        return
          "Of its numbers only \(100 * inside) % were inside: the usual first weights of a layer this wide reach far beyond c."
      }
    ) { try $0.scene.holds("max(abs(clipped - clip(critic.dense2.weight, -0.01, 0.01))) < 1e-6") }

    Read(
      "ways",
      """
      The article clips in two ways. The first gives each layer's kernel and bias, and batch norm's scale and offset, a constraint:
      an object that puts the numbers back whenever the optimiser has moved them. The second is a loop: after the step, read the
      weights of every layer, clip them, write them back. Here they are `set clipping constraint` and `set clipping loop`: two programs,
      as `show program` lists them. The constraint is part of the critic's update; the loop is a pass of its own, after it.

      As printed, neither is right. The constraint sets min_value and then reads min, which was never set: it raises. The loop takes
      all that a layer calls weights, and batch norm keeps four arrays: scale and offset, which are trained, and a moving mean and a
      moving variance, which are not. They are averages of what has been seen, for later use, and no function of the slope.

      Put right, each does the same to a critic whose layers all carry a constraint. But a constraint has to be given to every single
      layer, and one that was forgotten is not clipped, without a word; the loop finds it.
      """)

    Predict(
      "variance",
      """
      Say that a moving variance is 1, and the loop clips it to 1/100 along with the rest. In use, batch norm divides numbers by
      √(variance + 1/1000). How many times too large are they now?
      """,
      .number(within: 0.05) { try $0.scene.number("sqrt(1 + 0.001)/sqrt(0.01 + 0.001)") },
      wrong: [
        Wrong("10", "almost: the 1/1000 is added under both roots, and beside 1/100 it counts."),
        Wrong("100", "that is the ratio of the variances; batch norm divides by a root."),
        Wrong("0.1048", "they are divided by a smaller number than before: do they shrink?"),
      ],
      hints: ["By what was divided before, by what is divided now?", "What is `sqrt(1 + 0.001)/sqrt(0.01 + 0.001)`?"]
    ) { s in
      let factor = try s.scene.number("sqrt(1 + 0.001)/sqrt(0.01 + 0.001)")
      return """
        \(factor) times, and \(factor * factor * factor, digits: 3) times after three such layers. It hurts whenever the moving
        statistics are used, as Keras' predict does. Only trainable weights may be clipped.
        """
    }

    Try(
      "loop",
      "Take the second way, done right: set clipping to loop and take at least 10 steps of the critic. Then look: `show weights`.",
      solution: ["set clipping loop", "step critic 10;"],
      missteps: [
        Misstep("step critic 10;", difference: "those were clipped by the constraint, which is the setting's default.")
        {
          try $0.scene.experiment().critic.steps >= 10 && $0.scene.experiment().settings.clipping == .constraint
        },
        Misstep(
          "set clipping loop", "set objective wgan-gp", "step critic 10;",
          difference: "the objective is wgan-gp, which clips nothing. Set the objective wgan to begin anew."
        ) { try $0.scene.experiment().critic.steps >= 10 && !$0.scene.experiment().settings.objective.clips },
      ],
      hints: ["What does `show settings` say about clipping?", "How did `help step` say to step one network alone?"],
      notice: { s in
        let estimate = try s.scene.number("mean(critic(real)) - mean(critic(fake))")
        return """
          No trainable weight is larger than \(try s.greatest()) now. The moving variances are, and stay so: `show weights` calls them not
          trained.

          But the estimate of W is \(estimate, digits: 2), next to nothing: batch norm's scales are trained, begin at 1, and are
          clipped too. Each such layer now gives a hundredth of what it gave. The book found that its clipped critic, which has batch
          norm, would not learn.
          """
      }
    ) { s in
      let experiment = try s.scene.experiment()
      return experiment.settings.objective.clips && experiment.settings.clipping == .loop
        && experiment.critic.steps >= 10
    }

    Check(
      "alike",
      .about { s in
        """
        Both ways for twenty steps from the same start, looked at after each step: bounded, the same to the last bit, and moving
        statistics exactly as batch norm alone makes them. Then the constraint once more, but the second dense layer was given none: its
        weights leave the bound. Here c is \(s.waysClip), so that the critic does train.
        """
      }
    ) { s in
      let ways = try s.ways()
      return [
        .equal("greatest trainable weight, constraint", ways.constraint.greatest, to: Double(TwoWays.clip), within: 0),
        .equal("greatest trainable weight, loop", ways.loop.greatest, to: Double(TwoWays.clip), within: 0),
        .above("how far a weight moved after the first step", ways.loop.moved, 0.01),
        .equal("difference between the two ways", ways.difference, to: 0, within: 0),
        .above("greatest trainable weight, one layer forgotten", ways.forgetful.greatest, 1.5 * Double(TwoWays.clip)),
        .equal("moving statistics: touched, constraint", ways.constraint.touched, to: 0, within: 0),
        .equal("moving statistics: touched, loop", ways.loop.touched, to: 0, within: 0),
        .above("least moving variance", min(ways.constraint.leastVariance, ways.loop.leastVariance), 0.5),
      ]
    }
  }
}
