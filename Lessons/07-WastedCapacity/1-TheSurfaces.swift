import Classroom

extension Lesson {
  /// The surfaces of a clipped critic and of a penalised one.
  @LessonParts<Wasted> static var theSurfaces: [Recipe<Wasted>] {
    Read(
      "question",
      """
      A critic is to find where real and fake differ, all of it. Let us see what a clipped one finds. For this it needs a task that
      does not run away: a generator that never changes. The WGAN-GP paper (figure 1a) and its gan_toy.py take one that is almost
      right: every fake is a real sample plus normal noise N(0, 1) along each axis.

      Then train the critic until it has nothing more to learn, and draw its scores over the plane: its value surface. Data lie in eight
      small heaps, and noise blurs them into one large blot. A critic with 64 numbers in each layer could raise eight peaks, and
      the best critic does: near each heap real samples are much denser than fakes, between heaps fakes are denser.

      What does a clipped critic raise?
      """)

    Predict(
      "surface", "The surface of a clipped critic, trained to the end on eight small heaps on a circle, has …",
      .choice(
        Choice(
          "peaks", "eight peaks, a little blunt",
          wrong:
            "the bound is on weights, not on bluntness. To rise eight times, units have to differ; at c they are all alike."
        ),
        Choice(
          "slope", "one slope from side to side",
          wrong: "that would score both sides of the circle differently, and real samples lie on both."),
        Choice("hill", "one hill over all of them")),
      hints: [
        "Lesson 06: in training, the signs of clipped weights come to agree. How many different things can a layer say whose columns are alike?"
      ]
    ) { _ in
      """
      One hill, with a broad top. It says that real samples are nearer to the middle than fakes are, which is true, and nothing of the heaps. In the paper's
      words, clipped critics "ignore higher moments of the data distribution".
      """
    }

    Try(
      "train",
      """
      Do it: `set fakes noisy` takes real samples plus noise for fakes (`help fakes`), and clip is to be `0.1`. Then at least 500 steps of
      the critic alone. `show weights` says how many of its weights are at the bound then.
      """,
      solution: ["set fakes noisy", "set clip 0.1", "step critic 500;"],
      missteps: [
        Misstep(
          "set clip 0.1", "step critic 500;",
          difference: "the fakes were the generator's. Setting fakes begins anew."
        ) { try $0.scene.onBench(#"settings.fakes == "generator" and critic.steps >= 500"#) },
        Misstep(
          "set fakes noisy", "step critic 500;",
          difference: "c was the paper's 1/100, too small for layers this narrow: its scores differ by next to nothing."
        ) {
          try $0.scene.onBench(#"settings.fakes == "noisy" and settings.clip < 0.05 and critic.steps >= 500"#)
        },
      ],
      hints: [
        "Which of the two settings does `show settings` say is not as asked?",
        "How does `help step` step one network alone?",
      ],
      notice: { s in
        let middle = try s.scene.number("mean(critic(zeros(1, 2)))")
        let heap = try s.scene.number("mean(critic(tensor([[1.4144, 0]])))")
        let outside = try s.scene.number("mean(critic(tensor([[3, 0]])))")
        return """
          On your bench the middle of the circle, where no data are, scores \(middle); the heap to the right of it \(heap); and a place
          far outside \(outside). Try others: `mean(critic(tensor([[1, 1]])))`.
          """
      }
    ) { s in
      let experiment = try s.scene.experiment()
      let reached = experiment.critic.network.trainable.contains { $0.value.numbers.contains { abs($0) > 0.05 } }
      return try reached
        && s.scene.onBench(
          #"settings.fakes == "noisy" and settings.objective == "wgan" and settings.clip >= 0.05 and critic.steps >= 500 and rounds == 0"#
        )
    }

    See(
      "eight",
      "Eight heaps, the scores of a clipped critic, and those of a penalised one. Brighter is higher, each from its own least to its most."
    ) { [.figure(try $0.circle().figure)] }

    See("twentyfive", "Twenty-five heaps on a grid, and critics trained on these. Can you see the grid?") {
      [.figure(try $0.grid().figure)]
    }

    See("roll", "The Swiss roll. Is its empty middle lower than the roll?") { [.figure(try $0.roll().figure)] }
  }
}
