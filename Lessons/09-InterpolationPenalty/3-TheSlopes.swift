import Arrays
import Classroom
import Display
import Experiments

extension Lesson {
  /// What the penalty does to the slopes of a critic in training.
  @LessonParts<Interpolated> static var theSlopes: [Recipe<Interpolated>] {
    Try(
      "train",
      """
      `show penalty` says how many of the norms at x̂ lie within `0.9` and `1.1`: few. The paper's λ is 10, and so is yours. Train the
      critic alone until more than three in five of them do: `step critic 1000;` should be enough.
      """,
      solution: ["step critic 1000;", "show penalty"],
      missteps: [
        Misstep(
          "set lambda 0.1", "step critic 1000;",
          difference:
            "λ is too small to ask for 1: slopes settle far above. `set lambda 10`, and `set seed 2` to begin anew."
        ) { try $0.scene.onBench("settings.lambda < 1 and critic.steps >= 1000") },
        Misstep(
          "set objective wgan", "step critic 1000;",
          difference:
            "that is a clipped critic; nothing asks it for a slope of 1. Set the objective wgan-gp to begin anew."
        ) {
          try $0.scene.experiment().settings.objective.penalty == nil && $0.scene.onBench("critic.steps >= 1000")
        },
      ],
      hints: ["What does `show settings` say about lambda and objective?", "What does `show penalty` say now?"],
      notice: { s in
        "On your bench \(100 * (try s.share()), digits: 3) % of the coming step's norms now lie within a tenth of 1."
      }
    ) { try $0.scene.onBench("critic.steps > 0") && $0.share() > 0.6 }

    See(
      "rising",
      """
      The share of samples with a norm within a tenth of 1, after so many steps of the critic: under the paper's λ = 10, and under
      gan_toy.py's λ = 1/10, which is this preset's own. (From step 1,000 on at a tenth of the rate, so that slopes come to rest.)
      """
    ) { s in
      let (strong, weak) = (try s.strong(), try s.weak())
      return [
        .lines(
          x: Axis("step", counts: true), y: Axis("share", range: 0...1), at: strong.map { Double($0.steps) },
          [("λ = 10", strong.map(\.share)), ("λ = 1/10", weak.map(\.share))])
      ]
    }

    See(
      "slopes", "The norms ‖∇D(x̂)‖ after the last of these steps, sample by sample: under λ = 10, and under λ = 1/10."
    ) { s in
      let readings = [("λ = 10", try s.strong()), ("λ = 1/10", try s.weak())].compactMap { name, all in
        all.last.map { (name, $0.norms) }
      }
      return [
        .figure(
          Figure(
            "",
            readings.map { name, norms in
              Plot(
                name, x: Axis("‖∇D(x̂)‖"), y: Axis("how many"),
                [
                  .histogram(Counts("samples", of: norms.map { Real($0) }, cells: 32, .interpolate)),
                  .rule(Rule("1", at: 1, .upwards)),
                ])
            }, sharesAxes: true))
      ]
    }

    Check(
      "one",
      "With λ = 10, the norm at x̂ tends to 1, and not only on average: most samples have a norm near 1."
    ) { s in
      let (first, last) = (try s.first(), try s.last())
      return [
        .below("share within a tenth of 1, at the start", first.share, 0.2),
        .above("share within a tenth of 1, at the end", last.share, 0.6),
        .equal("mean norm at the end", last.mean, to: 1, within: 0.1),
      ]
    }

    Read(
      "above",
      .about { s in
        let (strong, weak) = (try s.last(), try s.weakest())
        let distance = strong.estimate / strong.mean
        return """
          Why a little above 1? A critic with slope K everywhere gains K·W and pays λ·(K - 1)². The best K is where one more bit of slope
          costs what it brings:

              W = 2λ·(K - 1),   so K = 1 + W/(2λ)

          With W near \(distance, digits: 3) that is \(1 + distance / 20, digits: 3) for λ = 10; measured: \(strong.mean, digits: 3). For λ = 1/10 it
          is \(1 + distance / 0.2, digits: 3); measured: \(weak.mean, digits: 3). A small λ asks for a slope that is bounded, not for 1, and such
          a critic's estimate has to be divided by K.
          """
      })
  }
}
