import Classroom

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
        The share of all trainable weights whose size lies in each tenth of the bound c = \(s.spreadClip). In the last column no
        weight is clipped, but the slope is penalised (lesson 09); there, tenths are of its greatest weight.
        """
      }
    ) { s in
      let trained = try s.spread()
      let columns = [("start", trained.start), ("clipped", trained.clipped), ("penalised", trained.penalised)]
      return [
        .bars(
          "", "up to", (1...10).map { "\($0)/10" }, columns.map { .linear($0.0, $0.1.tenths, full: 1) })
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
