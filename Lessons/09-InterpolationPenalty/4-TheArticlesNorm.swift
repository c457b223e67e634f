import Classroom

extension Lesson {
  /// One norm for the whole batch: what the article's listing computes.
  @LessonParts<Interpolated> static var theArticlesNorm: [Recipe<Interpolated>] {
    Predict(
      "batchwide",
      """
      The article's listing has a slip. Keras' gradient gives a list of one tensor, so "sum over all axes but the first" sums over the
      batch, too: one norm for 256 slopes, the root of the sum of their squared norms. Train until this norm is 1. If all samples
      share alike, near what does each sample's own norm settle?
      """,
      .number(within: 1e-3) { try $0.scene.number("1/sqrt(256)") },
      wrong: [
        Wrong("1", "then the norm of all 256 together would be √256."),
        Wrong("1/256", "norms do not add up, their squares do."),
        Wrong("16", "that is how many times too large the batch's norm would be if each were 1."),
      ],
      hints: ["If each of 256 norms is s, what is the root of the sum of their squares?", "When is s·√256 equal to 1?"]
    ) { s in
      """
      \(try s.scene.number("1/sqrt(256)")), or 1/√batch. The critic is held to a slope that depends on the size of the batch, and so does all that
      it reports.
      """
    }

    See(
      "settled",
      """
      The mean of ‖∇D(x̂)‖ after training, and the estimate of W, which is steeper or flatter along with the critic. λ is 10, all
      three ask a norm for 1.
      """
    ) { s in
      let rows = [("each sample", try s.last())] + (try s.batchwide().map { ("batch of \($0.batch)", $0.reading) })
      return [
        .bars(
          "", "whose norm", rows.map(\.0),
          [.linear("‖∇D(x̂)‖", rows.map(\.1.mean), full: 1), .linear("estimate of W", rows.map(\.1.estimate))])
      ]
    }

    Check(
      "shrunk",
      """
      Near 1/√batch, for two sizes, and the estimate shrinks with it. The article's own log shows it: its loss settles at a tenth of that of
      Keras' example, which has a norm for each sample. (The mean is a little below, for norms differ and it is their squares that add up.)
      """
    ) { s in
      let last = try s.last()
      return try s.batchwide().flatMap { batch, reading -> [Claim] in
        let size = Double(batch).squareRoot()
        return [
          .equal("mean norm·√batch, batch of \(batch)", reading.mean * size, to: 1, within: 0.15),
          .equal(
            "estimate·√batch / per sample, batch of \(batch)", reading.estimate * size / last.estimate, to: 1,
            within: 0.35),
        ]
      }
    }
  }
}
