import Classroom

extension Lesson {
  /// Why the book's clipped WGAN does not train, and what its numbers mean.
  @LessonParts<Clothes> static var theBook: [Recipe<Clothes>] {
    Predict(
      "drowned",
      """
      The book says that its clipped WGAN does not work well on these data. Its critic has batch norm with Keras' ε of 1/1000, inside
      the root: x/√(variance + ε). With weights of a hundredth, say that a layer's outputs have a variance of one millionth. What
      deviation do they have after batch norm, which is there to make it 1?
      """,
      .number(within: 0.003) { try $0.scene.number("sqrt(1e-6/(1e-6 + 1e-3))") },
      wrong: [
        Wrong("1", "it would be, if ε were small beside the variance."),
        Wrong("0.001", "that is the deviation before; and after, it is divided by √ε."),
        Wrong("1000", "is something near 0 divided by something larger?"),
      ],
      hints: ["By what are they divided: is the variance or ε the larger?", "What is `sqrt(1e-6/(1e-6 + 1e-3))`?"]
    ) { s in
      """
      \(try s.scene.number("sqrt(1e-6/(1e-6 + 1e-3))"), digits: 3), and its scale, clipped too, takes another factor of a hundred. The next layer begins
      with less, and so on: the scores hardly depend on the picture.
      """
    }

    Check(
      "heard",
      """
      Our preset gives its clipped critic batch norm with an ε of 1/100000. Both critics after twenty steps, against the same
      generator: what reaches the generator through each?
      """
    ) { s in
      let drowning = try s.drowning()
      return [
        .above("generator's gradient: our ε / Keras'", drowning.ratio, 100),
        .above("size of the estimate: our ε / Keras'", abs(drowning.estimates.small / drowning.estimates.keras), 100),
      ]
    }

    Read(
      "logs",
      """
      Numbers to hold your own runs against. Keras' example of a WGAN-GP on these pictures logs a critic loss that goes from `-7.66`
      after one epoch to `-2.51` after twenty, steadily, while the generator's loss wanders between `-17` and `9`: that one says nothing,
      for adding a constant to the critic moves it and changes nothing else. The article's log settles near `-0.24`, and not because
      its samples are better: its norm is taken over the whole batch (lesson 09).

      In a GAN there is no such number. Nobody can say from a discriminator's loss whether samples got better.

      For the article's full size, run Examples/fashion.wgan from the shell; `use fashion-article` has the book's own networks.
      """)
  }
}
