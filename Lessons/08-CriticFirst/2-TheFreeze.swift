import Classroom

extension Lesson {
  /// The frozen critic in the generator's step.
  @LessonParts<First> static var theFreeze: [Recipe<First>] {
    Read(
      "through",
      """
      Then it is the generator's turn. Its loss is -E[D(G(z))], and its gradient comes back through the critic: first for the sample, then
      on into the generator.

          ∂D(G(z))/∂θ  =  ∂D/∂x · ∂G/∂θ

      The critic has to pass the gradient on, and must not use it: this gradient would raise the scores of fakes, which is the opposite
      of what a critic is for. So it is frozen: a constant in its weights, not in its input. In Keras that is critic.trainable = False in
      the combined model, in PyTorch an optimiser that holds the generator's parameters alone.
      """)

    Predict(
      "still", "One step of the generator. How far does the largest of the critic's weights move?",
      .number(within: 1e-9) { try $0.freeze().critic },
      wrong: [
        Wrong(
          "0.0005", "that is the rate, about the step of a weight that is trained. Whose weights are trained here?"),
        Wrong("0.1", "that is the bound c; clipping belongs to the critic's own step."),
      ],
      hints: ["Which network's weights does the generator's optimiser hold?"]
    ) { _ in "Not at all. It is looked through, and stays as it is to the last bit." }

    Try(
      "frozen",
      """
      Keep a matrix of the critic, `before = critic.dense2.weight`, and take one step of the generator alone. Then give moved the largest
      difference between the matrix and what you kept.
      """,
      solution: ["before = critic.dense2.weight", "step generator", "moved = max(abs(critic.dense2.weight - before))"],
      missteps: [
        Misstep(
          "before = critic.dense2.weight", "step", "moved = max(abs(critic.dense2.weight - before))",
          difference:
            "step alone is a whole round: first the critic's own steps, and these do move it. step generator is what is asked."
        ) { try $0.scene.holds("moved > 0") },
        Misstep(
          "before = critic.dense2.weight", "moved = max(abs(critic.dense2.weight - before))",
          difference: "nothing was stepped yet; the generator has to move first."
        ) { try $0.scene.holds("moved == 0") && $0.scene.onBench("generator.steps == 0") },
      ],
      hints: [
        "How does `help step` say to step the generator alone?",
        "What do `help max` and `help abs` say?",
      ],
      notice: { s in
        "It is the same to the last bit, and yet a gradient of norm \(try s.scene.number("norm(generator.gradient)")) came through it."
      }
    ) { s in
      try s.scene.onBench("generator.steps > 0")
        && s.scene.holds("moved == 0 and max(abs(critic.dense2.weight - before)) == 0")
    }

    Check(
      "untouched",
      """
      Measured on a critic with batch norm, which also keeps averages: a step of the generator moves neither weights nor averages of the
      critic, and does move the generator.
      """
    ) { s in
      let freeze = try s.freeze()
      return [
        .equal("the critic's greatest move", freeze.critic, to: 0, within: 0),
        .above("the generator's greatest move", freeze.generator, 1e-5),
        .above("norm of the gradient that came through", freeze.gradient, 1e-5),
      ]
    }
  }
}
