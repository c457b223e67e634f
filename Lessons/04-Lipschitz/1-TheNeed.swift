import Classroom
import Display
import Experiments

extension Lesson {
  /// What a critic does that nothing bounds.
  @LessonParts<Bounded> static var theNeed: [Recipe<Bounded>] {
    Read(
      "question",
      """
      The dual has W as the most that a critic can get (lesson 03):

          W(p, q) = max over 1-Lipschitz D of  E[D(real)] - E[D(fake)]

      and 1-Lipschitz means that no two scores differ by more than their points are apart. With K in the place of 1, D is K-Lipschitz:

          abs(D(x1) - D(x2)) ≤ K·‖x1 - x2‖      for all x1, x2

      Nothing in a network of dense layers sees to it. What happens without? How can you tell how steep a critic is? What does one say
      whose K is not 1? And which norm is that on the right?
      """)

    See(
      "cone",
      """
      The rule for K = 1 as a picture. Put the point of a double cone, its sides of slope ±1, anywhere on the graph of D: the graph stays
      between the sides. Three times the same function leaves it.
      """
    ) { _ in [.figure(ConeFigure.figure)] }

    Check(
      "cone-holds",
      "From the cone's point no place of the first graph is seen steeper than 1, and some of the second are."
    ) {
      _ in
      [
        .below("steepest secant from the point, D", ConeFigure.steepest(1), 1),
        .above("steepest secant from the point, 3·D", ConeFigure.steepest(ConeFigure.multiple), 1),
      ]
    }

    Predict(
      "triple",
      """
      Say that a critic gets `0.8` from some samples, E[D(real)] - E[D(fake)]. Somebody multiplies the last layer's weights and bias by 3.
      What does it get now?
      """,
      .number(within: 0.01) {
        let gain = "mean(critic(real)) - mean(critic(fake))"
        return try $0.scene.number("0.8*(mean(3*critic(real)) - mean(3*critic(fake)))/(\(gain))")
      },
      wrong: [
        Wrong("0.8", "you may be thinking of adding to the scores. Here both means are multiplied."),
        Wrong("7.2", "3 only once: the last layer gives the score itself."),
        Wrong("0.8/3", "scores grow, and so does the difference of their means."),
      ],
      hints: [
        "What happens to each score, when the last layer is dense?", "And to a difference of two means of scores?",
      ]
    ) { _ in
      """
      Three times as much, and each slope is three times as steep. So without a bound there is no best critic: whatever gets something
      above 0 gets a thousand times that by growing, having learned nothing new.
      """
    }

    Try(
      "unbounded",
      """
      See it. Make the objective wgan, whose critic is bounded by clipping its weights, and set clip to 1000, so that nothing is clipped.
      `set rate 0.001` is quick. Then take 300 steps or more of the critic alone, and look at `show wasserstein`.
      """,
      solution: ["set objective wgan", "set clip 1000", "set rate 0.001", "step critic 300;", "show wasserstein"],
      missteps: [
        Misstep(
          "set objective wgan", "set rate 0.001", "step critic 300;",
          difference: "clip is still small, so this critic is bounded. `set clip 1000`, and train on."
        ) {
          try $0.scene.onBench(#"settings.objective == "wgan" and settings.clip < 1 and critic.steps >= 300"#)
        },
        Misstep(
          "set rate 0.001", "step critic 300;",
          difference:
            "the objective is wgan-gp, whose penalty holds the slope near 1. `set objective wgan` begins anew."
        ) {
          try $0.scene.onBench(#"settings.objective != "wgan" and critic.steps >= 300"#)
        },
      ],
      hints: [
        "Which of `show settings` are not as asked yet?", "What does `help step` say about one network alone?",
      ],
      notice: { s in
        let estimate = try s.scene.number("mean(critic(real)) - mean(critic(fake))")
        return "The critic says \(estimate, digits: 3). The exact W stands below it. And it would go on."
      }
    ) { s in
      try s.scene.onBench(
        #"settings.objective == "wgan" and settings.clip >= 100 and critic.steps >= 300 and wasserstein > 5"#)
    }

    See(
      "growing",
      """
      Such a critic in training: its estimate, the exact W of the same samples, and its steepest secant between any two of them. The
      axis counts powers of ten.
      """
    ) { s in
      let verdicts = try s.unbounded()
      return [
        .lines(
          x: Axis("step", counts: true), y: Axis(scale: .logarithmic), at: verdicts.compactMap { Double($0.label) },
          [
            ("estimate", verdicts.map(\.estimate)), ("exact W", verdicts.map(\.exact)),
            ("steepest secant", verdicts.map(\.steepest)),
          ])
      ]
    }

    Check(
      "no-best",
      "Without a bound the estimate keeps growing, and the slope grows with it: there is no best critic to come near to."
    ) { s in
      let verdicts = try s.unbounded()
      let (early, last) = (verdicts[verdicts.count - 3], verdicts[verdicts.count - 1])
      return [
        .above("estimate: after \(last.label) steps / after \(early.label)", last.estimate / early.estimate, 2),
        .above("estimate over exact W, after \(last.label) steps", last.multiple, 20),
        .above("secant, after \(last.label) steps", last.steepest, 20),
      ]
    }
  }
}
