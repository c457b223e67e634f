import Classroom

extension Lesson {
  /// What a distance measured on samples is worth.
  @LessonParts<Compared> static var theSamples: [Recipe<Compared>] {
    Predict(
      "floor",
      .about { s in
        """
        Of a GAN there are only samples. Draw twice from one and the same distribution, so that all four distances are 0, and count both
        draws in \(s.cells)×\(s.cells) cells: JS of the counts is not 0, for no two draws fill the cells alike. Draw four
        times as many points each time. By which factor does this JS change?
        """
      },
      .number(within: 0.03) { try $0.draws()[2].rule / $0.draws()[1].rule },
      wrong: [
        Wrong(
          "0.5", "that is how the shares' own errors shrink. Near p = q, JS grows with the square of a difference."),
        Wrong("4", "more points fill the cells more alike, not less."),
        Wrong("1", "more points fill the cells more alike. How much more?"), Wrong("0", "nearer to 0, but not there."),
      ],
      hints: [
        "The error of a share falls with the root of the number of points. By which factor, then?",
        "JS is smooth and has its least value, 0, at p = q. So does it grow with a small difference, or with its square?",
      ]
    ) { _ in
      "A quarter. For well-filled cells it is about (cells - 1)·(1/n + 1/m)/8, for n points against m."
    }

    See(
      "floors",
      """
      Two draws of one distribution, points spread evenly over a square: how far apart they seem. JS by counting, beside the rule; W by
      exact transport. The truth is 0 in each column. W of samples is too large as well, and falls more slowly.
      """
    ) { s in
      let draws = try s.draws()
      return [
        .bars(
          "", "points", draws.map { "\($0.count)" },
          [
            .linear("JS", draws.map(\.jensenShannon)), .linear("rule", draws.map(\.rule)),
            .linear("W", draws.map(\.wasserstein)),
          ])
      ]
    }

    Check(
      "floor-law",
      """
      The floor measured. This is why `show jsdivergence` prints the floor beside its estimate: a JS near the floor says that
      nothing was found, not that the distributions are that far apart.
      """
    ) { s in
      let (some, many) = (try s.draws()[1], try s.draws()[2])
      return [
        .equal("JS, four times the points", many.jensenShannon / some.jensenShannon, to: 0.25, within: 0.05),
        .equal("JS against the rule", many.jensenShannon / many.rule, to: 1, within: 0.2),
        .above("W, four times the points", many.wasserstein / some.wasserstein, 0.35),
        .below("W, four times the points", many.wasserstein / some.wasserstein, 0.8),
      ]
    }
  }
}
