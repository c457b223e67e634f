import Classroom
import Experiments

extension Lesson {
  /// What the penalty pays for, with samples mixed.
  @LessonParts<Crossed> static var thePenalty: [Recipe<Crossed>] {
    Check(
      "law",
      """
      There is a law behind it. Batch norm after the first layer takes the mean away: move the whole batch, each sample by the same
      vector, and no score changes. So for each score the derivatives for all samples add up to 0, as vectors:

          ∂D(xᵢ)/∂x₁ + ∂D(xᵢ)/∂x₂ + … + ∂D(xᵢ)/∂xₙ = 0

      What is off the diagonal is minus what is on it. The gradient of the sum adds columns instead: sample j's own slope, and what all
      other scores feel of it, which is about as large.
      """
    ) { s in
      let (small, large) = (try s.sized()[0], try s.sized()[Crossed.sizes.count - 1])
      return [
        .below("greatest sum of a row, 128 samples", large.greatestRowSum, 1e-4),
        .above("one entry: 8 samples / 128", small.share / large.share, 8),
        .equal("all off the diagonal: 8 samples / 128", small.total / large.total, to: 1, within: 0.4),
        .above("gradient of the sum off by, 128 samples", large.errors.median, 0.4),
      ]
    }

    Try(
      "train",
      """
      Can training mend this? The bench has batch norm and λ = 10. Train the critic alone for 200 steps, `step critic 200;`, and look at
      what the penalty sees: `show penalty`.
      """,
      solution: ["step critic 200;"],
      missteps: [
        Misstep(
          "set norm layer", "step critic 200;",
          difference: "that critic has no batch norm. `set norm batch` begins anew with it."
        ) { try $0.scene.onBench(#"critic.steps >= 200 and settings.norm != "batch""#) },
        Misstep(
          "step 40;",
          difference: "the generator was trained, too. `set seed 2` and then 1 begins anew: train the critic alone."
        ) { try $0.scene.onBench("generator.steps > 0") },
      ],
      hints: ["How does one step the critic alone: what does `help step` say?"],
      notice: { s in
        let crosstalk = try s.onBench()
        return """
          At x̂ the penalty sees a mean norm of \(crosstalk.sumNorms.mean, digits: 3), and it asks for 1. But that is the gradient
          of the sum. The samples' own slopes, from one sweep back for each score, have a mean norm of \(crosstalk.ownNorms.mean, digits: 3).
          """
      }
    ) { s in
      try s.scene.experiment().settings.objective.penalty != nil
        && s.scene.onBench(#"settings.norm == "batch" and critic.steps >= 200 and generator.steps == 0"#)
    }

    See(
      "paid",
      """
      Three critics after 400 steps with λ = 10: the mean norm that the penalty sees and that of the samples' own slopes, then the
      penalty that is paid and the one that is meant, mean (‖∂D(xⱼ)/∂xⱼ‖ - 1)².
      """
    ) { s in
      let all = try s.trained()
      return [
        .bars(
          "", "norm", CriticBench.norms,
          [
            .linear("seen", all.map(\.sumNorms.mean), full: 3), .linear("own slope", all.map(\.ownNorms.mean), full: 3),
          ]),
        .bars(
          "", "norm", CriticBench.norms,
          [.linear("paid", all.map(\.paid), full: 2), .linear("meant", all.map(\.meant), full: 2)]),
      ]
    }

    Check(
      "off",
      """
      With layer norm the penalty that is paid is the one that is meant. With batch norm training drives down a number that is not: the
      gradient of the sum gets near 1, and the slopes that were to be 1 go their own way.
      """
    ) { s in
      let (layer, batch) = (try s.trained()[1], try s.trained()[2])
      return [
        .below("layer: sum's gradient off, greatest", layer.errors.max() ?? .nan, 1e-4),
        .equal("layer: penalty meant / paid", layer.meant / layer.paid, to: 1, within: 1e-3),
        .below("layer: penalty meant", layer.meant, 0.08),
        .below("batch: derivatives of a row, added up", batch.greatestRowSum, 1e-3),
        .above("batch: sum's gradient off, median", batch.errors.median, 0.4),
        .above("batch: penalty meant / paid", batch.meant / batch.paid, 3),
        .above("batch: penalty meant", batch.meant, 0.2),
      ]
    }
  }
}
