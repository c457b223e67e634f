import Classroom

extension Lesson {
  /// One sweep back for all slopes, and the layer that breaks it.
  @LessonParts<Crossed> static var theSum: [Recipe<Crossed>] {
    Read(
      "question",
      """
      When the gradient penalty comes, says the article, batch norm must leave the critic. It stays in the generator, and a clipped
      critic may have it. What is wrong with the two together?

      The penalty is about each sample's own slope:

          mean over j of  (‖∂D(xⱼ)/∂xⱼ‖ - 1)²

      One by one that is a sweep back for each sample. Everybody takes the gradient of the sum of all scores instead, in one:

          ∂/∂xⱼ of  D(x₁) + D(x₂) + … + D(xₙ)

      That is sample j's own slope if the other scores do not depend on xⱼ. Batch norm takes from each number the batch's mean, and
      divides by the batch's deviation: what becomes of a sample depends on its company.
      """)

    Predict(
      "two",
      """
      A batch of two numbers, `tensor([3, 8])`. Batch norm (no scale, no offset, and nothing added under its root) takes their mean away
      and divides by the root of the mean square of what is left. What becomes of the 8?
      """,
      .number(within: 1e-3) { try $0.scene.number("(8 - 5.5)/sqrt(mean((tensor([3, 8]) - 5.5)^2))") },
      wrong: [
        Wrong("2.5", "that is 8 minus the mean. It is still to be divided by the deviation."),
        Wrong("0.5", "you divided by the difference of the two, which is twice the deviation."),
        Wrong("8", "batch norm leaves nothing as it was, without a scale and an offset."),
      ],
      hints: ["What is the mean of 3 and 8, and how far is each from it?", "What is `sqrt(mean([6.25, 6.25]))`?"]
    ) { _ in
      """
      1, and of the 3 becomes -1. So it is for any two numbers: the greater becomes 1 and the lesser -1, however far apart they are. Where
      they lie, and at what distance, is gone.
      """
    }

    Predict(
      "sum",
      """
      A critic of one number that is nothing but batch norm and a factor: D(x) = 5·(x - mean)/deviation. The batch may be of any size.
      What is the gradient of the sum of its scores for one of the samples?
      """,
      .number(within: 1e-4) { try $0.sumGradient() },
      wrong: [
        Wrong("5", "move one sample, and the mean and the deviation move, too."),
        Wrong("1", "the penalty would like that. What do all scores add up to?"),
      ],
      hints: ["What do all x - mean add up to?", "How does a sum change that is always the same?"]
    ) { _ in
      """
      0: what is left when the mean is taken away adds up to nothing, whatever the samples are. This critic pays a penalty of (0 - 1)² = 1,
      with 5 for a factor or 500, and no training can change that.
      """
    }

    Try(
      "jacobian",
      """
      But its scores do change with its samples. Give x the value `tensor([0, 1, 5])` and y the scores, 5 times x minus its mean, over
      the root of the mean square of that. Then give j all derivatives of y for x: a row for each score, a column for each sample.
      """,
      solution: [
        "x = tensor([0, 1, 5])", "y = 5*(x - mean(x))/sqrt(mean((x - mean(x))^2))", "j = jacobian(y, x)",
      ],
      missteps: [
        Misstep(
          "x = tensor([0, 1, 5])", "y = 5*(x - mean(x))/sqrt(mean((x - mean(x))^2))", "j = gradient(sum(y), x)",
          difference: "that is the gradient of the sum, all zeros, and all that the penalty sees. Take the jacobian."
        ) { try $0.scene.holds("max(abs(j)) < 1e-3") },
        Misstep(
          "x = tensor([0, 1, 5])", "y = 5*(x - mean(x))", "j = jacobian(y, x)",
          difference: "y is not divided by the deviation yet."
        ) { try $0.scene.holds("abs(j[0, 0] - 10/3) < 1e-3") },
      ],
      hints: [
        "What does `mean([0, 1, 5])` give, and `mean([4, 1, 9])`?", "What does `help jacobian` say it takes?",
      ],
      notice: { s in
        let own = try (0..<3).map { try s.scene.number("j[\($0), \($0)]") }
        return """
          On the diagonal are the samples' own slopes, \(own[0], digits: 2), \(own[1], digits: 2) and \(own[2], digits: 2). Each column
          adds up to 0: `sum(j, axes: 0)` is what the gradient of the sum is.
          """
      }
    ) { s in
      let exact = "5/sqrt(14/3)*(tensor([[2/3, -1/3, -1/3], [-1/3, 2/3, -1/3], [-1/3, -1/3, 2/3]])"
      return try s.scene.holds("max(abs(j - \(exact) - [[4, 2, -6], [2, 1, -3], [-6, -3, 9]]/14))) < 1e-3")
    }
  }
}
