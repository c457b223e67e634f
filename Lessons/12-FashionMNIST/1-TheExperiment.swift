import Classroom

extension Lesson {
  /// What is on the bench, and a first training by hand.
  @LessonParts<Clothes> static var theExperiment: [Recipe<Clothes>] {
    Read(
      "question",
      """
      Points on a circle are easily judged. The article's own experiment is Fashion-MNIST: `show data` draws some of its pictures, 60,000 of
      them, 28 by 28, each number from -1 (black) to 1. A generator makes such a picture of 100 numbers of noise, `show generator`; a critic
      with strided convolutions scores it, `show critic`.

      The article trains a WGAN first, is not content with it, and then a WGAN-GP: no clipping, no batch norm in the critic, a penalty
      instead. Is that better, by how much, and does the critic's loss tell? It has no number for better. You will have one.
      """)

    Predict(
      "epochs",
      """
      A round is 5 steps of the critic, each on 64 real pictures, and one of the generator. How many times has the critic seen each of
      the 60,000 after 1,000 rounds?
      """,
      .number(within: 0.1) { try $0.epochs() },
      wrong: [
        Wrong("1.0667", "you counted one critic step a round; there are five."),
        Wrong("320000", "that is how many pictures it has seen, repetitions included."),
        Wrong("6.4", "the generator's step draws no real pictures."),
      ],
      hints: ["How many pictures does the critic see in one round?", "How many of them make up the whole set once?"]
    ) { s in
      """
      \(try s.epochs()) times. A GAN has no epochs as a classifier has: the two train each other, and rounds are what is counted.
      """
    }

    Try(
      "train",
      """
      On the bench is a WGAN, kept narrow so that it is quick (width 8, batch 32). Make it a WGAN-GP, and train at least 30 rounds. Then look:
      `show samples 4` and `show penalty`.
      """,
      solution: ["set objective wgan-gp", "train 30;"],
      missteps: [
        Misstep("train 30;", difference: "that was the clipped WGAN. Set the objective to begin again with a penalty.")
        {
          try $0.scene.onBench(#"rounds >= 30 and settings.objective == "wgan""#)
        },
        Misstep(
          "set objective wgan-gp", "step critic 30;",
          difference: "the critic was trained alone: rounds train both, and train makes rounds."
        ) { try $0.scene.onBench("critic.steps >= 30 and rounds == 0") },
      ],
      hints: ["What does `help objective` list?", "What does `help train` count?"],
      notice: { s in
        let loss = try s.loss()
        return """
          The critic's loss is \(loss, digits: 3) now: the estimate of W is about as far above 0. It rose while the critic learned to tell
          noise from clothes; what it does as the generator learns to dress is another question.
          """
      }
    ) { s in
      try s.scene.experiment().dataset.isImage && s.scene.onBench(#"settings.objective == "wgan-gp" and rounds >= 30"#)
    }
  }
}
