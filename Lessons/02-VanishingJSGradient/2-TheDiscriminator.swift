import Classroom
import Display

extension Lesson {
  /// A discriminator in training passes the flatness on to the generator.
  @LessonParts<Vanishing> static var theDiscriminator: [Recipe<Vanishing>] {
    Read(
      "bench",
      """
      A knob is a toy. On the bench are two networks now: a generator whose samples lie close together, `show samples`, and a
      critic that compares them with eight points on a circle around them, `show data`. They do not overlap:
      `show jsdivergence` finds JS at its maximum.

      Next you will make the pair a GAN and train its discriminator alone. The generator stays as it is. Its loss is the
      second half of the formula, E[log(1 - D(fake))], called saturating: you will see why.
      """)

    Predict(
      "training", "As the discriminator gets better and better, the gradient that reaches the generator …",
      .choice(
        Choice(
          "grows", "a better teacher says more",
          wrong: "a better discriminator is surer that fakes are fake, and log(1 - D) is flat there."),
        Choice(
          "settles", "it tends to what the data ask for",
          wrong: "that is what a critic's does, in a WGAN. A discriminator nears JS, which is flat here."),
        Choice("vanishes", "it tends to nothing")),
      hints: [
        "A sure D gives fakes almost 0. How steep is log(1 - D) as a function of what D squashes, when it is far below 0?"
      ]
    ) { _ in "It vanishes. This is why GANs were trained with care never to let the discriminator win." }

    Try(
      "train",
      """
      See it: set the objective gan and the generatorloss saturating, `set rate 0.002` so that it is quick, and take at least 1000
      steps of the critic alone (that is our name for the discriminator, too). A ; at the end of a line keeps it quiet. Before and
      after, `show gradients` has the generator's gradient in its last table.
      """,
      solution: ["set objective gan", "set generatorloss saturating", "set rate 0.002", "step critic 1000;"],
      missteps: [
        Misstep(
          "set objective gan", "set generatorloss saturating", "step 3",
          difference:
            "step alone trains the generator too; this is about the discriminator alone. `set seed 2` begins anew."
        ) { try $0.scene.onBench("generator.steps > 0") },
        Misstep(
          "set rate 0.002", "step critic 1000;",
          difference:
            "the objective is not gan: that was a critic of another kind. `show settings` lists what is set."
        ) {
          try $0.scene.onBench(#"critic.steps >= 1000 and settings.objective != "gan""#)
        },
        Misstep(
          "set objective gan", "set rate 0.002", "step critic 1000;",
          difference: "the generatorloss is non-saturating, which is its default; you can change it now."
        ) {
          try $0.scene.onBench(
            #"critic.steps >= 1000 and settings.objective == "gan" and settings.generatorloss != "saturating""#)
        },
      ],
      hints: [
        "What does `help step` say about one network alone?",
        "`show settings` lists them. Which are not as asked yet?",
      ],
      notice: { s in
        "On your bench the saturating gradient now has norm \(try s.saturating())."
      }
    ) { s in
      try s.scene.onBench(
        #"settings.objective == "gan" and settings.generatorloss == "saturating" and critic.steps >= 1000 and rounds == 0"#
      )
    }

    See(
      "falling",
      """
      The norm of the generator's gradient after so many steps of the discriminator, for both of Goodfellow's losses. The axis counts
      powers of ten. The non-saturating one is -E[log D(fake)].
      """
    ) { s in
      let readings = try s.readings()
      return [
        .lines(
          x: Axis("step", counts: true), y: Axis("‖gradient‖", scale: .logarithmic),
          at: readings.map { Double($0.steps) },
          [
            ("saturating", readings.map(\.saturating.norm)), ("non-saturating", readings.map(\.nonSaturating.norm)),
          ])
      ]
    }

    Check(
      "vanishing",
      "The better the discriminator, the less a saturating generator hears; the other loss keeps it awake."
    ) { s in
      let (first, last) = (try s.first(), try s.last())
      return [
        .above("saturating: first gradient / last", first.saturating.norm / last.saturating.norm, 1000),
        .above("non-saturating: last / first", last.nonSaturating.norm / first.nonSaturating.norm, 10),
      ]
    }

    Check(
      "price",
      """
      What the non-saturating loss costs. The gradients of several batches vary about their mean, and the longer D is trained the more:
      faster than their size, so that the direction of any one batch says less.
      """
    ) { s in
      let (first, last) = (try s.first().nonSaturating, try s.last().nonSaturating)
      return [
        .above("variance: last / first", last.variance / first.variance, 100),
        .above("variance over squared norm: last / first", last.noise / first.noise, 2),
      ]
    }
  }
}
