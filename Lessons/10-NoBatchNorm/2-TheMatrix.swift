import Classroom

extension Lesson {
  /// How each score changes with each sample, drawn.
  @LessonParts<Crossed> static var theMatrix: [Recipe<Crossed>] {
    Try(
      "crosstalk",
      """
      Now the critic on the bench, three hidden layers with batch norm after each: `show critic`. Give x eight points between real and
      fake, `0.5*real[0:8] + 0.5*fake[0:8]`. The Jacobian of the critic's scores for x is then 8×1×8×2: for each score and each sample,
      two numbers. Give matrix their norms, one for each score and sample.
      """,
      solution: ["x = 0.5*real[0:8] + 0.5*fake[0:8]", "matrix = norm(jacobian(critic(x), x), axes: 3)"],
      missteps: [
        Misstep(
          "x = 0.5*real[0:8] + 0.5*fake[0:8]", "matrix = norm(gradient(sum(critic(x)), x), axes: 1)",
          difference: "those are the norms of the sum's gradient, one a sample. Take the jacobian of the scores."
        ) { try $0.scene.number("sum(ones(8) + 0*matrix)") == 8 },
        Misstep(
          "set norm layer", "x = 0.5*real[0:8] + 0.5*fake[0:8]",
          "matrix = norm(jacobian(critic(x), x), axes: 3)",
          difference: "that critic has no batch norm: only 8 entries are not 0. `set norm batch` gives it back."
        ) { try $0.isCrosstalk() && $0.scene.onBench(#"settings.norm != "batch""#) },
      ],
      hints: ["What does `help norm` say about axes?", "Which of the four axes holds a sample's two numbers?"],
      notice: { s in
        "\(try s.scene.number("sum(matrix > 1e-6)")) of its \(try s.scene.number("size(matrix)")) entries are not 0. Of a critic without batch norm only 8 are. `show crosstalk` draws such a matrix."
      }
    ) { try $0.isCrosstalk() && $0.scene.onBench(#"settings.norm == "batch""#) }

    See(
      "maps",
      """
      The crosstalk matrix ‖∂D(xᵢ)/∂xⱼ‖ of 24 points: a row for each score i, a column for each sample j, a sample's own slope white. Left
      without normalisation, then with layer norm, which takes mean and deviation from each sample's own numbers, then with batch norm.
      """
    ) { s in [.figure(ScoreDerivatives.figure(try s.fresh()))] }

    Check(
      "diagonal",
      """
      Without normalisation and with layer norm, everything off the diagonal is 0, to the last bit. With batch norm nearly every score
      depends on every sample. (A few entries may be 0: a ReLU that is shut passes nothing on.) The last row is a critic that has batch
      norm, as the article's, from the second layer on.
      """
    ) { s in
      let (none, layer, batch) = (try s.fresh()[0], try s.fresh()[1], try s.fresh()[2])
      let late = try CriticBench.crosstalkFromTheSecondLayerOn(points: 24)
      return [
        .equal("none: greatest off the diagonal", none.others.max() ?? .nan, to: 0, within: 0),
        .equal("layer: greatest off the diagonal", layer.others.max() ?? .nan, to: 0, within: 0),
        .above("batch: share that is not 0", batch.others.map { $0 > 1e-6 ? 1 : 0 }.mean, 0.95),
        .above("batch: all off the diagonal / all on it", batch.total, 1),
        .above("batch, from the second layer on: the same", late.total, 0.3),
      ]
    }

    Predict(
      "size",
      """
      In a larger batch one sample weighs less in the mean and the deviation. From 8 samples to 128: what becomes of all that is off
      the diagonal together, measured against the diagonal?
      """,
      .choice(
        Choice("sixteenth", "it falls to a sixteenth", wrong: "each entry does. But a row has sixteen times as many."),
        Choice("quarter", "it falls to a quarter, as chance does", wrong: "norms do not cancel, they add up."),
        Choice("stays", "it stays about as large")),
      hints: ["How much smaller is an entry? How many are there in a row?"]
    ) { _ in "It stays: sixteen times as many entries, each a sixteenth. A large batch is no way out." }

    See("sizes", "Untrained critics with batch norm on batches of three sizes: the share of one entry, and of all.") {
      s in
      let all = try s.sized()
      return [
        .bars(
          "", "samples", Crossed.sizes.map { "\($0)" },
          [
            .linear("one entry", all.map(\.share)), .linear("all", all.map(\.total)),
            .linear("gradient off by", all.map(\.errors.median), full: 2),
          ])
      ]
    }
  }
}

extension Crossed {
  /// Whether the learner's matrix is the crosstalk of the learner's x under the critic of now.
  fileprivate func isCrosstalk() throws -> Bool {
    try scene.holds("max(abs(reshape(matrix, 8, 8) - reshape(norm(jacobian(critic(x), x), axes: 3), 8, 8))) < 1e-5")
  }
}
