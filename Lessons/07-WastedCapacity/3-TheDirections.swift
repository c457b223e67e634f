import Classroom

extension Lesson {
  /// Why: clipped layers tell few directions apart. And what it costs.
  @LessonParts<Wasted> static var theDirections: [Recipe<Wasted>] {
    Predict(
      "directions",
      """
      How much of its capacity is that? A 64×64 matrix can tell 64 directions apart. Count those that it does: (Σσ²)²/Σσ⁴ over its
      singular values σ is n if n of them are equal and the rest 0; for numbers drawn at random it is about `64/2`. What is it for
      the second layer of the clipped critic after training?
      """,
      .choice(
        Choice(
          "all", "nearly 64: with all numbers equally large nothing is wasted",
          wrong: "equally large, yes. But signs that agree make the columns alike, and alike columns are one direction."
        ),
        Choice(
          "random", "about 64/2, as at random",
          wrong: "random signs are where it starts. What does training do to them (lesson 06)?"),
        Choice("few", "a few")),
      hints: ["What are the singular values of a matrix whose columns are all the same but for a factor?"]
    ) { s in
      let toys = try [s.circle(), s.grid(), s.roll()]
      let (clipped, penalised) = (toys.map(\.clipped.directions), toys.map(\.penalised.directions))
      return """
        A few: \(clipped[0], digits: 2), \(clipped[1], digits: 2) and \(clipped[2], digits: 2) on the three toys. The penalised ones
        have \(penalised[0], digits: 3), \(penalised[1], digits: 3) and \(penalised[2], digits: 3). Pushed against its bound to be as
        steep as it may, a layer uses all its numbers to say the same thing louder.
        """
    }

    Read(
      "cost",
      .about { s in
        let circle = try s.circle()
        return """
          What does it cost? A critic's estimate E[D(real)] - E[D(fake)], divided by its steepest slope K, is never more than the
          Wasserstein distance (lesson 03). How near it comes says how good the critic is. On eight heaps the clipped one reaches
          \(circle.clipped.estimate, digits: 3), the penalised one \(circle.penalised.estimate, digits: 3), and exact transport between
          samples finds \(circle.exact, digits: 3).

          A generator that follows the clipped critic moves its samples towards the hill. Nothing tells it to leave the gaps.
          """
      })

    Check(
      "capacity", "Directions in the second layer, and what each critic finds of the distance, in units of its slope."
    ) { s in
      let (circle, grid, roll) = (try s.circle(), try s.grid(), try s.roll())
      return [
        .below("directions on eight heaps, clipped", circle.clipped.directions, 8),
        .above(
          "directions on eight heaps, penalised / clipped", circle.penalised.directions / circle.clipped.directions, 2),
        .above("directions on the grid, penalised / clipped", grid.penalised.directions / grid.clipped.directions, 2),
        .above("directions on the roll, penalised / clipped", roll.penalised.directions / roll.clipped.directions, 2),
        .above(
          "estimate on eight heaps, penalised / clipped", circle.penalised.estimate / circle.clipped.estimate, 1.2),
        .below("estimate on eight heaps / exact distance, penalised", circle.penalised.estimate / circle.exact, 1.05),
      ]
    }
  }
}
