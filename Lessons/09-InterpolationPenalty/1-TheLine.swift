import Classroom

extension Lesson {
  /// Where the slope is measured: on lines between real and fake.
  @LessonParts<Interpolated> static var theLine: [Recipe<Interpolated>] {
    Read(
      "question",
      """
      The dual needs a critic whose slope is at most 1. Clipping bounds weights and hopes; WGAN-GP (Gulrajani and others, 2017) asks
      for the slope itself:

          loss = E[D(fake)] - E[D(real)] + λ·E[(‖∇D(x̂)‖ - 1)²]

      It cannot ask at every point of the plane. It asks at points x̂ on straight lines from a fake sample to a real one: between
      points that the best plan of transport pairs, the best critic rises with a slope of exactly 1.

          x̂ = ε·real + (1 - ε)·fake,   ε anywhere from 0 to 1

      On the bench are a WGAN-GP and eight points: `show data`, `show samples`. `real` and `fake` are the coming step's batch.
      """)

    Predict(
      "epsilon",
      """
      There are 256 samples of two numbers in a batch: `shape(real)`. What shape has ε, so that each x̂ lies on the line of its own
      pair, and not all of them equally far along?
      """,
      .shape { [try $0.scene.experiment().settings.batch, 1] },
      wrong: [
        Wrong("[256, 2]", "two numbers a sample move x̂ along each axis by itself: off the line, into a box."),
        Wrong("[256]", "counted from the right, 256 stands against the 2 coordinates and does not broadcast."),
        Wrong("[1]", "that is one ε for the whole batch; every x̂ would be equally far along."),
        Wrong("[1, 1]", "that is one ε for the whole batch; every x̂ would be equally far along."),
      ],
      hints: [
        "How many numbers does one sample need, to say how far along its line it is?",
        "Both coordinates of a sample share its ε. Which axis has to be stretched?",
      ]
    ) { _ in
      """
      One number a sample, with an axis of 1 to stretch over what a sample is made of. For images it would be `[256, 1, 1, 1]`. Public
      code has had ε of each pixel, of the whole batch, and normal instead of uniform.
      """
    }

    Try(
      "interpolates",
      """
      Make them. Give epsilon its numbers, evenly from 0 to 1, and give interpolates the points x̂ between real and fake.
      """,
      solution: ["epsilon = uniform(256, 1)", "interpolates = epsilon*real + (1 - epsilon)*fake"],
      missteps: [
        Misstep(
          "epsilon = uniform(256, 2)", "interpolates = epsilon*real + (1 - epsilon)*fake",
          difference: "some points are off their line: x and y were mixed with different numbers."
        ) { try $0.isBetween() && !$0.isOnLines() },
        Misstep(
          "epsilon = uniform(1)", "interpolates = epsilon*real + (1 - epsilon)*fake",
          difference: "all points are equally far along their lines: draw an ε for each sample."
        ) { try $0.isOnLines() && $0.scene.number("max(\(Interpolated.along)) - min(\(Interpolated.along))") < 0.01 },
        Misstep(
          "epsilon = normal(256, 1)", "interpolates = epsilon*real + (1 - epsilon)*fake",
          difference: "some points lie beyond their ends: is ε between 0 and 1?"
        ) { try $0.isOnLines() && !$0.isBetween() },
      ],
      hints: ["What does `uniform(3, 1)` draw?", "With ε = 1, which sample should x̂ be?"],
      notice: { _ in "Each on its own line. `shape(interpolates)` is that of the samples." }
    ) { try $0.isOnLines() && $0.isBetween() && $0.isSpread() }

    See("points", "The coming step's batch: real samples, fake ones, and x̂ on the lines between, each from -2 to 2.") {
      s in
      [.figure(try s.map())]
    }
  }
}
