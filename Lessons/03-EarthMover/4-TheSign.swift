import Classroom

extension Lesson {
  /// Labels, signs, and a number that nobody holds.
  @LessonParts<Moved> static var theSign: [Recipe<Moved>] {
    Try(
      "labels",
      """
      The article writes the critic's loss as a Keras loss with labels: y = 1 for real points, y = -1 for fake ones, and -mean(y·D(x)). Score
      both batches in one: `concat(real, fake, axis: 0)` has all 512 points. Give scores the critic's scores of them, y their labels,
      and loss that number.
      """,
      solution: [
        "scores = critic(concat(real, fake, axis: 0))", "y = concat(ones(256, 1), -ones(256, 1), axis: 0)",
        "loss = -mean(y*scores)",
      ],
      missteps: [
        Misstep(
          "scores = critic(concat(real, fake, axis: 0))", "y = concat(ones(256), -ones(256))", "loss = -mean(y*scores)",
          difference:
            "y is a list and scores a column, so every label met every score, and all cancels. Give y the shape `[512, 1]`."
        ) { try $0.scene.holds("size(y*scores) == 512*512") },
        Misstep(
          "scores = critic(concat(real, fake, axis: 0))", "y = concat(ones(256, 1), zeros(256, 1), axis: 0)",
          "loss = -mean(y*scores)",
          difference: "0 and 1 are a GAN's labels; times 0, a fake's score is in no loss at all."
        ) { try $0.isLoss("-mean(critic(real))/2") },
        Misstep(
          "scores = critic(concat(real, fake, axis: 0))", "y = concat(ones(256, 1), -ones(256, 1), axis: 0)",
          "loss = mean(y*scores)",
          difference: "that grows as real points score higher; a loss is minimised, so it takes the minus."
        ) { try $0.isLoss("(mean(critic(real)) - mean(critic(fake)))/2") },
      ],
      hints: [
        "What is `shape(critic(real))`? Which shape have 512 labels for such scores?",
        "How are `ones(256, 1)` and its negative joined along the first axis?",
      ],
      notice: { s in
        """
        \(try s.scene.number("loss")) is half of `mean(critic(fake)) - mean(critic(real))`: here the mean is over both batches. Keras code
        trains on each by itself, and then the two losses add up to all of it.

        The estimate of W is minus the critic's loss: `show wasserstein` prints both. Swap the labels everywhere, in the generator's loss
        too, and D becomes -D; nothing else changes.
        """
      }
    ) { try $0.isLoss("(mean(critic(fake)) - mean(critic(real)))/2") }

    Predict(
      "shift",
      """
      Someone adds 5 to each of the critic's scores, real and fake. The estimate stays what it was. By how much does the generator's loss,
      -E[D(fake)], change?
      """,
      .number(within: 0.01) { try $0.shift().generatorLoss },
      wrong: [
        Wrong("0", "the estimate is a difference of two means, and the 5 cancels. Here there is one mean."),
        Wrong("5", "look at the sign before E[D(fake)]."),
        Wrong("-2.5", "no label and no half here: the generator's loss has the fakes alone."),
      ],
      hints: ["What is -E[D(fake) + 5]?"]
    ) { _ in
      """
      By -5, and it means nothing: no gradient changes. Nothing in the critic's loss holds such a number in place: it is free to drift, and
      a WGAN's generator loss with it. Look at the critic's loss instead.
      """
    }

    Check(
      "adrift", "Measured: 5 added to the bias of the critic's last layer, and what it does."
    ) { s in
      let shift = try s.shift()
      return [
        .equal("change of the estimate", shift.estimate, to: 0, within: 1e-4),
        .equal("change of the generator's loss", shift.generatorLoss, to: -Double(ScoreShift.shift), within: 1e-4),
        .below("change of the critic's gradient, relatively", shift.criticGradient, 1e-4),
        .below("change of the generator's gradient, relatively", shift.generatorGradient, 1e-4),
        .equal("what the critic's loss asks of that bias", shift.biasGradient, to: 0, within: 1e-5),
      ]
    }
  }
}

extension Moved {
  /// Whether the learner's loss is what an expression gives.
  fileprivate func isLoss(_ expression: String) throws -> Bool {
    try abs(scene.number("loss - (\(expression))")) < 1e-5
  }
}
