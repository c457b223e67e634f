import Classroom

extension Lesson {
  /// Which norm stands on the right of the rule.
  @LessonParts<Bounded> static var theNorm: [Recipe<Bounded>] {
    Predict(
      "norm",
      """
      Now the norm. It is the Euclidean one, of the difference of two samples, all of their numbers together. Two pictures of 28×28 pixels
      differ by 1/10 in every pixel. What is ‖x1 - x2‖?
      """,
      .number(within: 0.01) { $0.pictures.pairs[0].norm },
      wrong: [
        Wrong("0.1", "that is the average pixel-wise difference, which is what the article says; see below."),
        Wrong("78.4", "that is the sum over the pixels; square them first, and take the root of the sum."),
        Wrong("7.84", "that is the sum of squares; take its root."),
      ],
      hints: ["How many squares of 1/10 are there to add?", "What is `norm(0.1*ones(28, 28))`?"]
    ) { s in
      """
      \(s.pictures.pairs[0].norm): √(28·28) tenths. The article explains the rule by the average pixel-wise difference, which is a tenth
      here. That is a slip, and not one of a constant factor, as you will see.
      """
    }

    Try(
      "distance",
      """
      On the bench are two pictures of noise, `a` and `b`, of shape `shape(a)`. By how much may the scores of the two differ, under a
      1-Lipschitz critic? Give distance that number.
      """,
      solution: ["distance = norm(a - b)"],
      missteps: [
        Misstep(
          "distance = mean(abs(a - b))", difference: "that is the average pixel-wise difference: the article's slip."
        ) { try $0.isDistance("mean(abs(a - b))") },
        Misstep(
          "distance = sum(abs(a - b))", difference: "that adds sizes; the Euclidean norm is the root of added squares."
        ) { try $0.isDistance("sum(abs(a - b))") },
        Misstep(
          "distance = norm(a - b, axes: 1)",
          difference: "that is a norm for each row of pixels. A picture is one sample: all axes go together."
        ) { try $0.scene.number("size(distance)") > 1 },
      ],
      hints: [
        "What stands on the right side of the rule, with K = 1?", "What does `help norm` do when no axes are given?",
      ],
      notice: { s in
        let ratio = try s.scene.number("norm(a - b)/mean(abs(a - b))")
        return
          "\(try s.scene.number("distance")), which is \(ratio) times the average pixel-wise difference of the two."
      }
    ) { try $0.isDistance("norm(a - b)") }

    See(
      "pairs",
      """
      Pairs of pictures, and how far apart they are: by the norm, by the average, and how many times one is the other. No constant turns
      one rule into the other.
      """
    ) { s in
      let pairs = s.pictures.pairs
      return [
        .bars(
          "", "they differ", pairs.map(\.name),
          [
            .linear("norm", pairs.map(\.norm)), .linear("average", pairs.map(\.average)),
            .linear("ratio", pairs.map(\.ratio)),
          ])
      ]
    }

    Check(
      "two-norms",
      """
      The ratio is between √784 and 784. What that does to slopes: a critic D(x) = w·x with ‖w‖ = 1 keeps the rule by the norm, on 1000
      pairs of noise as everywhere. By the average it does not, and its steepest secant is between pictures that differ in one pixel:
      784·max abs(w). So the slope that belongs to the average is a maximum over pixels; the one that belongs to the norm, and that a
      gradient penalty asks for, is ‖∇D‖.
      """
    ) { s in
      let (pictures, pixels) = (s.pictures, Double(PictureNorms.pixels))
      return [
        .equal("norm/average, every pixel", pictures.pairs[0].ratio, to: pixels.squareRoot(), within: 1e-6),
        .above("norm/average, noise", pictures.pairs[1].ratio, pixels.squareRoot()),
        .equal("norm/average, one pixel", pictures.pairs[2].ratio, to: pixels, within: 1e-6),
        .below("steepest by the norm, noise", pictures.steepestByNorm, 1),
        .above("steepest by the average, noise", pictures.steepestByAverage, 2),
        .above("steepest by the average, one pixel", pictures.onePixelByAverage, 28),
      ]
    }
  }
}

extension Bounded {
  /// Whether the learner's distance is what an expression gives.
  fileprivate func isDistance(_ expression: String) throws -> Bool {
    try abs(scene.number("distance/(\(expression)) - 1")) < 1e-4
  }
}
