import Classroom

extension Lesson {
  /// A number for how much a surface says of the gaps in the data.
  @LessonParts<Wasted> static var theRelief: [Recipe<Wasted>] {
    Read(
      "relief",
      """
      Pictures can flatter, so here is a number. Take two places where data are, a and b, with a gap between them, and see how much higher the
      critic scores them than the middle m of the gap. Its scale must not decide: divide by what its steepest slope K could do, a rise of
      K·‖a - b‖/2.

          relief  =  ( (D(a) + D(b))/2 - D(m) ) / ( K·‖a - b‖/2 )

      averaged over many pairs. Pairs are neighbours on the circle (m lies on the circle, too), neighbours on the grid, and for the roll, places half a turn apart with
      its empty middle between them.
      """)

    Predict(
      "peaks",
      "A critic has a cone of slope K on each place of data, and these cones meet in the middle of each gap. What is its relief?",
      .number(within: 0.01) {
        // Cones of slope 3 on 0 and 2: their tips, the middle between them, and what the slope could do.
        let (tips, middle) = ("mean(-3*minimum(abs([0, 2]), abs([0, 2] - 2)))", "-3*minimum(abs(1), abs(1 - 2))")
        return try $0.scene.number("(\(tips) - \(middle))/(3*abs(2 - 0)/2)")
      },
      wrong: [
        Wrong("0", "that is a critic for which data and gaps are alike: a flat top, say."),
        Wrong("0.5", "D falls by K·‖a - b‖/2 from a to the middle; that is just what it is divided by."),
        Wrong("2", "from a down to m, then up to b: both scores are averaged, not added."),
        Wrong("-1", "a cone's tip is higher than its foot."),
      ],
      hints: ["How far is it from a to m, and how much lower is a cone of slope K there?"]
    ) { _ in
      "1, the most that there can be. A flat top has relief 0. And one hill in the middle of a gap scores the gap higher: below 0."
    }

    Check(
      "measured",
      "The relief of both critics on the three toys, and the variance along the circle in units of that over the square."
    ) { s in
      let (circle, grid, roll) = (try s.circle(), try s.grid(), try s.roll())
      return [
        .below("relief on eight heaps, clipped", circle.clipped.relief, 0.1),
        .above("relief on eight heaps, penalised", circle.penalised.relief, 0.3),
        .below("relief on the grid, clipped", grid.clipped.relief, 0.02),
        .above("relief on the grid, penalised", grid.penalised.relief, 0.06),
        .below("relief on the roll, clipped", roll.clipped.relief, -0.1),
        .above("relief on the roll, penalised less clipped", roll.penalised.relief - roll.clipped.relief, 0.2),
        .below("variance along the circle, clipped", circle.clipped.alongCircle, 0.03),
        .above("variance along the circle, penalised", circle.penalised.alongCircle, 0.08),
      ]
    }
  }
}
