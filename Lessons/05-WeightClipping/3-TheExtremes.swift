import Classroom
import Display

extension Lesson {
  /// Weights that are put back again and again end at the bound.
  @LessonParts<Clipped> static var theExtremes: [Recipe<Clipped>] {
    Predict(
      "where",
      """
      Start a critic with all weights well inside the bound, between -c/2 and c/2, and train it, clipping after each step. Where do
      its weights go?
      """,
      .choice(
        Choice(
          "zero", "most of them come close to 0",
          wrong: "nothing pulls them to 0. The loss falls as long as the slope rises, and it rises with the weights."),
        Choice(
          "spread", "they spread evenly over the interval",
          wrong: "they would if they moved at random. Each is pulled one way, and is stopped in one place only."),
        Choice("bound", "most of them end at -c or c")),
      hints: ["K·W is larger the steeper the critic may be. Is a weight inside the interval as steep as it can get?"]
    ) { _ in
      """
      At the bound. The best clipped critic is as steep as clipping lets it be, and few weights are best somewhere in between: the
      interval's two ends hold most of them.
      """
    }

    See(
      "spread",
      .about { s in
        """
        All trainable weights: at the start, and after training under the bound c = \(s.spreadClip). On the right no weight is clipped, but the
        slope is penalised (lesson 09); the picture reaches to its greatest weight.
        """
      }
    ) { s in
      let trained = try s.spread()
      let c = WeightSpread.clip, bounds = [Rule("-c", at: -c, .upwards), Rule("c", at: c, .upwards)]
      let plots = [
        ("start", trained.start, bounds), ("clipped", trained.clipped, bounds), ("penalised", trained.penalised, []),
      ]
      return [
        .figure(
          Figure(
            "",
            plots.map { name, spread, rules in
              Plot(name, x: Axis("w"), y: Axis("how many"), [.histogram(spread.histogram)] + rules.map { .rule($0) })
            }))
      ]
    }

    Check(
      "extremes",
      """
      Weights with abs(w) > 99/100 of the bound: none at the start, most after training; hardly any of a penalised critic's, for
      which the bound is its own greatest weight.
      """
    ) { s in
      let trained = try s.spread()
      return [
        .equal("share at the start", trained.start.atBound, to: 0, within: 0),
        .above("share after training, clipped", trained.clipped.atBound, 0.5),
        .below("share after training, penalised", trained.penalised.atBound, 0.01),
      ]
    }

    Read(
      "faults",
      """
      So clipping has two faults. A critic whose weights are mostly -c or c is found to be a simple one: it wastes its capacity
      (lesson 07). And c needs care: a layer multiplies gradients by something that grows with c and with its width, so that they
      explode or vanish with depth (lesson 06).

      The article says here that clipping pushes the gradients to two extremes. What gathers at -c and c is the weights, as you have
      seen; figure 1 of the WGAN-GP paper has both, one beside the other.
      """)
  }
}
