import Classroom

extension Lesson {
  /// What a critic reports whose slope is held at K.
  @LessonParts<Bounded> static var theMultiple: [Recipe<Bounded>] {
    Predict(
      "multiple",
      """
      If D is 1-Lipschitz, K·D is K-Lipschitz, and every K-Lipschitz critic is K times some 1-Lipschitz one. Say that W is `1.2`. What does the best critic get among
      those that are 4-Lipschitz?
      """,
      .number(within: 0.01) { try $0.scene.number("4*wasserstein([[0]], [[1.2]])") },
      wrong: [
        Wrong("1.2", "that is the most for K = 1. These may be steeper, and steeper critics get more."),
        Wrong("0.3", "steeper critics get more, not less."),
        Wrong("4", "that is K. What does a critic of slope 1 get from these samples?"),
      ],
      hints: ["Divide such a critic by 4. What is it now, and how much can it get at most?"]
    ) { _ in "K·W. So the rule need not be kept with 1: any K will do, if you know which." }

    See(
      "held",
      """
      Four critics, each trained alone under a penalty that asks for another slope: E[(‖∇D(x̂)‖/K - 1)²]. After 400 steps, on fresh samples:
      what each says, how many times the exact W that is, and its steepest secant.
      """
    ) { s in
      let held = try s.held()
      return [
        .bars(
          "", "K asked for", held.map(\.label),
          [
            .linear("estimate", held.map(\.estimate)), .linear("estimate/W", held.map(\.multiple)),
            .linear("secant", held.map(\.steepest)),
          ])
      ]
    }

    Check("k-times", "A critic held at K says about K·W.") { s in
      let held = try s.held()
      return zip(HeldSlope.slopes, held).map { slope, verdict in
        .equal("estimate/(K·W), K = \(verdict.label)", verdict.multiple / Double(slope), to: 1, within: 0.3)
      } + [
        .below(
          "estimate over its secant over W, at most",
          held.map { $0.multiple / $0.steepest }.max() ?? .nan, 1)
      ]
    }

    Read(
      "unknown",
      """
      Does it matter? Hardly, for training: the generator's gradient is K times as long, and Adam and RMSprop divide a gradient by its own
      size. So the first WGAN could clip weights without knowing what K came of it. K only has to stay about the same.

      For reading numbers it matters. The estimates of two critics, or of one critic under two settings, can be compared only after each
      is divided by its K. The steepest secant between samples is enough of a K to compare with the exact W of the same samples: divided by
      it, the estimate cannot exceed that W (lesson 03). `show wasserstein` therefore says that its number is W times the critic's own
      Lipschitz constant.
      """)
  }
}
