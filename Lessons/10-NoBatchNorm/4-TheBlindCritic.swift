import Classroom

extension Lesson {
  /// A critic that takes the mean away cannot see where samples are.
  @LessonParts<Crossed> static var theBlindCritic: [Recipe<Crossed>] {
    Predict(
      "shift",
      """
      A last consequence of the law. Take the parallel lines of the WGAN paper: real points (0, u) and fake ones (1, u), u anywhere from 0
      to 1, so that W = 1. The critic scores a batch of real points and a batch of fake ones, has batch norm after its first layer, and
      is trained as well as can be. What does it estimate W at?
      """,
      .number(within: 0.1) { try $0.sights()[2].estimate },
      wrong: [
        Wrong("1", "that is W. But what is left of the 1 when each batch has lost its mean?"),
        Wrong("0.5", "not half of it: each batch loses its own mean, all of it."),
      ],
      hints: [
        "Fakes are real points moved by one vector. What did the law say about a batch that is moved?",
        "After the first batch norm, in what do the two batches differ?",
      ]
    ) { s in
      """
      0, up to the chance of which u were drawn: \(try s.sights()[2].estimate, digits: 2). Moved by one vector, a batch gets the same
      scores. This critic judges a batch's form and never its place.
      """
    }

    Try(
      "lines",
      """
      Try it: `use lines`, set norm batch and lambda 10, and take at least 100 steps of the critic alone. Then compare: `show wasserstein`.
      """,
      solution: ["use lines", "set norm batch", "set lambda 10", "step critic 100;"],
      missteps: [
        Misstep(
          "use lines", "set lambda 10", "step critic 100;",
          difference:
            "this critic has no batch norm, and sees the lines: `show wasserstein`. Now set norm batch and train again."
        ) {
          try $0.isOnLines() && $0.scene.onBench(#"settings.norm != "batch" and critic.steps >= 100"#)
        }
      ],
      hints: ["What does `show settings` say about norm?", "How is the critic stepped alone?"],
      notice: { s in
        let estimate = try s.scene.number("mean(critic(real)) - mean(critic(fake))")
        return "Its estimate is \(estimate, digits: 2); the lines are still 1 apart. And the generator?"
      }
    ) { s in
      try s.isOnLines() && s.scene.onBench(#"settings.norm == "batch" and critic.steps >= 100"#)
    }

    Check(
      "blind",
      """
      What critics make of the lines after 200 steps with λ = 10, and the slope of the generator's loss in θ that they pass on. It should be
      near 1: less θ, less loss. A generator under the last one would never move.
      """
    ) { s in
      let (none, layer, batch) = (try s.sights()[0], try s.sights()[1], try s.sights()[2])
      return [
        .equal("none: estimate of W", none.estimate, to: 1, within: 0.25),
        .equal("layer: estimate of W", layer.estimate, to: 1, within: 0.25),
        .equal("batch: estimate of W", batch.estimate, to: 0, within: 0.1),
        .equal("none: the generator's slope", none.slope, to: 1, within: 0.25),
        .equal("layer: the generator's slope", layer.slope, to: 1, within: 0.25),
        .equal("batch: the generator's slope", batch.slope, to: 0, within: 1e-3),
        .below("batch: a score's change, samples moved by 3", try CriticBench.moved("batch"), 1e-3),
        .above("layer: the same", try CriticBench.moved("layer"), 0.5),
      ]
    }

    Read(
      "instead",
      """
      So batch norm leaves the critic, as WGAN-GP's authors say themselves: the penalty is about the critic's gradient for each input on
      its own, and with batch norm there is no such thing. They do without, and recommend layer norm to whoever wants one.

      In code it is easy to miss. The penalty runs, falls, and looks like a penalty. To find out, take the Jacobian of a few scores
      for a few samples: off the diagonal there should be zeros.
      """)
  }
}

extension Crossed {
  /// Whether the parallel lines are on the bench.
  fileprivate func isOnLines() throws -> Bool { try scene.onBench(#"settings.preset == "lines""#) }
}
