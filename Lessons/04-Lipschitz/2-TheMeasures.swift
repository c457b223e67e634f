import Classroom
import Display

extension Lesson {
  /// How to find out how steep a critic is.
  @LessonParts<Bounded> static var theMeasures: [Recipe<Bounded>] {
    Try(
      "secant",
      """
      How steep is the critic on your bench? The rule itself says how to look: for each pair of the coming batch, a real point and the
      fake one of the same row, divide the difference of the scores by the distance. Give k the greatest of these 256 quotients.
      """,
      solution: ["k = max(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1, keep: true))"],
      missteps: [
        Misstep(
          "k = max(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1))",
          difference:
            "scores are a column and these norms a list, so every score met every distance. keep: true keeps the axis."
        ) { try $0.isSecant("max(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1))") },
        Misstep(
          "k = max(abs(critic(real) - critic(fake))/norm(real - fake))",
          difference: "norm(real - fake) is one norm for all pairs together. Each pair has its own distance: axes: 1."
        ) { try $0.isSecant("max(abs(critic(real) - critic(fake))/norm(real - fake))") },
        Misstep(
          "k = mean(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1, keep: true))",
          difference: "that is the mean. K bounds every quotient, so the greatest counts."
        ) { try $0.isSecant("mean(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1, keep: true))") },
      ],
      hints: [
        "What shapes are `shape(critic(real))` and `shape(norm(real - fake, axes: 1))`? Do they meet row by row?",
        "What does `help norm` say about keep?",
      ],
      notice: { s in
        "k is \(try s.scene.number("k")). The critic's K is at least that, and there are many pairs that you did not look at."
      }
    ) {
      try $0.isSecant("max(abs(critic(real) - critic(fake))/norm(real - fake, axes: 1, keep: true))")
    }

    Predict(
      "bound",
      """
      Three ways to find K: the greatest of many secants; the greatest ‖∇D(x)‖ at many points; or from the weights, the product over all
      layers of the most by which each makes a vector longer (a ReLU makes none longer). Which can be larger than K?
      """,
      .choice(
        Choice(
          "secants", "a secant can be steeper than the function",
          wrong: "each secant is one of the quotients that K bounds, so it is at most K."),
        Choice(
          "slopes", "a gradient can be larger than any secant",
          wrong: "a gradient's norm is what short secants in its direction tend to, and those are at most K."),
        Choice("layers", "the product over layers")),
      hints: [
        "K is the least number that bounds all secants. Can one of them be above it?",
        "Does the vector that the second layer makes longest come out of the first one, where that one makes it longest?",
      ]
    ) { _ in
      """
      The product. It would be K if each layer got just the vector that it stretches most, and no ReLU were closed. Points give lower
      bounds, weights give upper ones.
      """
    }

    See(
      "survey",
      """
      A critic after 400 steps under WGAN-GP's penalty with λ = 10, which asks for slopes of 1. How steep is it? Points first, then
      weights: the product of the greatest singular values, and that of the Frobenius norms. Bars count powers of ten.
      """
    ) { s in
      let survey = try s.survey()
      let rows = [
        ("secants, 512 samples", survey.secants), ("slopes at the samples", survey.slopesAtSamples),
        ("slopes on a grid", survey.slopesOnGrid), ("singular values", survey.spectral),
        ("Frobenius norms", survey.frobenius),
      ]
      return [.bars("", "", rows.map(\.0), [.logarithmic("K", rows.map(\.1), least: 0.1)])]
    }

    Check(
      "bracket",
      """
      K lies somewhere between the points' numbers and the weights', and the weights' are far off. Clipping bounds a slope from above, by
      Frobenius norms (lesson 05), and so does not know what it allows; a penalty asks for a slope at points (lesson 09), and so does not
      know what happens elsewhere.
      """
    ) { s in
      let survey = try s.survey()
      let seen = max(survey.secants, survey.slopesAtSamples, survey.slopesOnGrid)
      return [
        .below("greatest slope seen / by singular values", seen / survey.spectral, 0.5),
        .below("by singular values / by Frobenius norms", survey.spectral / survey.frobenius, 0.5),
        .above("greatest slope seen", seen, 1),
        .below("greatest slope seen", seen, 4),
      ]
    }
  }
}

extension Bounded {
  /// Whether the learner's k is what an expression gives.
  fileprivate func isSecant(_ expression: String) throws -> Bool {
    try abs(scene.number("k/(\(expression)) - 1")) < 1e-4
  }
}
