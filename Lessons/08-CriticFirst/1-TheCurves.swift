import Classroom
import Display

extension Lesson {
  /// What the generator hears as its critic gets better.
  @LessonParts<First> static var theCurves: [Recipe<First>] {
    Read(
      "question",
      """
      Two networks take turns. Whoever trains a GAN is told to keep the balance: a discriminator that wins says nothing any more
      (lesson 02). So it gets one step, and then the generator gets one.

      The WGAN paper turns this around: "we can (and should) train the critic till optimality". Its algorithm 1 takes five steps of the
      critic before each step of the generator, and its code takes a hundred at the start.

      On your bench is a WGAN, clipped, and a generator whose samples lie close together, far from the eight points of the data. What will
      the generator hear as this critic gets better and better?
      """)

    Predict(
      "settles",
      "Train the critic alone, to the end. The norm of the gradient that reaches the generator, after it has found its size, …",
      .choice(
        Choice(
          "fades", "fades: a critic that is sure has nothing to say",
          wrong: "sure of what? It has no σ at its end that could be full. It prices samples, and prices have slopes."),
        Choice(
          "grows", "grows on and on, as the scores drift apart",
          wrong:
            "they would, if nothing bounded the slope. With c or the penalty there is a best critic, and it is reached."
        ),
        Choice("settles", "settles")),
      hints: [
        "The best critic gives the Wasserstein distance. What is the slope of W for two points at distance θ, and does it depend on θ?"
      ]
    ) { _ in
      """
      It settles: there is a best critic, and its gradient is that of a distance. The paper's proof needs no more than that the best one
      is reached; so train it as far as you can pay for.
      """
    }

    Try(
      "train",
      """
      Take at least 500 steps of the critic, read the generator's gradient in the last table of `show gradients`, take 500 more and
      read it again. A ; at the end keeps a line quiet.
      """,
      solution: ["step critic 500;", "show gradients", "step critic 500;", "show gradients"],
      missteps: [
        Misstep(
          "step 5",
          difference:
            "that moves the generator, too; this is about one that waits. `set seed 2` begins anew, then step critic."
        ) { try $0.scene.onBench("generator.steps > 0") },
        Misstep(
          "set objective gan", "step critic 1000;",
          difference: "that was a discriminator, whose gradient does not settle. Set the objective wgan to begin anew."
        ) {
          try !$0.scene.experiment().settings.objective.estimatesDistance && $0.scene.onBench("critic.steps >= 1000")
        },
      ],
      hints: ["How does `help step` say to step one network alone, and often?"],
      notice: { s in
        let reading = try s.onBench()
        return """
          After \(reading.steps) steps the whole gradient has norm \(reading.norm, digits: 3) on your bench (over other noise than the
          table's), and the estimate of W is \(reading.estimate, digits: 3), not divided by the critic's slope.
          """
      }
    ) { s in
      try s.scene.experiment().settings.objective.estimatesDistance
        && s.scene.onBench("critic.steps >= 1000 and generator.steps == 0")
    }

    See(
      "curves",
      """
      The same from the beginning, for three objectives: the norm of the generator's gradient after so many steps of the critic. The axis
      counts powers of ten.
      """
    ) { s in
      let columns = [("GAN, saturating", try s.gan()), ("WGAN", try s.clipped()), ("WGAN-GP", try s.penalised())]
      return [
        .lines(
          x: Axis("step", counts: true), y: Axis("‖gradient‖", scale: .logarithmic),
          at: columns[0].1.map { Double($0.steps) },
          columns.map { ($0, $1.map(\.norm)) })
      ]
    }

    Check(
      "settled",
      """
      The gradient after half of the steps and after all: a discriminator's falls, a critic's keeps its size and its direction (1 is the same way).
      """
    ) { s in
      let (gan, clipped, penalised) = (try s.gan(), try s.clipped(), try s.penalised())
      let (half, last) = (gan.count - 2, gan.count - 1)
      return [
        .above("GAN: first norm / last", gan[0].norm / gan[last].norm, 300),
        .above("GAN: norm at half / last", gan[half].norm / gan[last].norm, 1.5),
        .equal("WGAN: norm at half / last", clipped[half].norm / clipped[last].norm, to: 1, within: 0.4),
        .above("WGAN: cosine of half and last", clipped[half].cosine(clipped[last]), 0.9),
        .equal("WGAN-GP: norm at half / last", penalised[half].norm / penalised[last].norm, to: 1, within: 0.5),
        .above("WGAN-GP: cosine of half and last", penalised[half].cosine(penalised[last]), 0.6),
        .equal("WGAN: estimate at half / last", clipped[half].estimate / clipped[last].estimate, to: 1, within: 0.4),
      ]
    }
  }
}
