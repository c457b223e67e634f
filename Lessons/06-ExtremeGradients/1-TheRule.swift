import Classroom
import Display

extension Lesson {
  /// One factor per layer, and what it depends on.
  @LessonParts<Extremes> static var theRule: [Recipe<Extremes>] {
    Read(
      "question",
      """
      Clipping bounds each weight (lesson 05). But a critic has layers, and what its loss has to say to the first of them comes back
      through all the others. Backprop takes a gradient g from one layer to the one below it by

          g(below) = A·(g where the ReLU is open, 0 where it is closed)

      and so multiplies by twelve matrices A in turn, if there are twelve layers. Lesson 05 also showed where clipped weights go:
      most numbers in A are -c or c.

      Figure 1b of the WGAN-GP paper (Gulrajani and others, 2017) has a critic of twelve layers with ReLUs and no batch norm, on the
      Swiss roll, under c = 1/10, 1/100 and 1/1000. It draws the norm of the gradient at each layer: a ladder, whose every step is the
      same factor. Can you say which, before it is measured?
      """)

    Predict(
      "gain",
      """
      A is 512×512 and its numbers are `-0.1` or `0.1`, with signs like coin flips. Half of the ReLUs are closed. How many times as large
      is the norm of the gradient after one such layer?
      """,
      .number(within: 0.03) { $0.wideGain },
      wrong: [
        Wrong("0.1*sqrt(512)", "that is with every ReLU open: half of the gradient's numbers are cut to 0 first."),
        Wrong(
          "0.1*sqrt(512)/2", "half of the numbers are cut, so half of the squares are: the norm falls by √2, not by 2."),
        Wrong(
          "0.1*512/2",
          "that adds 256 numbers as if all had one sign. Signs like coin flips cancel; it is squares that add up."),
        Wrong("0.1*512", "that adds 512 numbers of one sign. Signs like coin flips cancel, and half of them are 0."),
        Wrong("0.1", "that is one weight's share; each number below is the sum of some 256 such terms."),
      ],
      hints: [
        "A number below is a sum of ±c·g over the open half. If the signs are like coin flips, what is its square on average?",
        "It is c²·‖g‖²/2 for each of the W numbers below. What is the norm of all of them, in units of ‖g‖?",
        "What is `0.1*sqrt(512/2)`?",
      ]
    ) { s in
      """
      c·√(W/2) = \(s.wideGain), for layers of width W. One factor for each layer: a tenth of it for c = 1/100, a hundredth for
      c = 1/1000. From the first layer's outputs to the eleventh's, \(s.factors) of them multiply.
      """
    }

    See(
      "ladder",
      """
      Measured, 512 wide, every weight at ±c with the signs of its first draw: the norm of the loss's gradient in what each layer gives.
      The axis counts powers of ten, the same for all three.
      """
    ) { s in
      let wide = try s.wide()
      return [
        .lines(
          x: Axis("layer"), y: Axis("‖gradient‖", scale: .logarithmic),
          at: wide[0].ladder.norms.indices.map { Double($0 + 1) },
          zip(["c = 1/10", "c = 1/100", "c = 1/1000"], wide).map { ($0, $1.ladder.norms) })
      ]
    }

    Check(
      "geometric",
      "The gain per layer in units of c·√(W/2), and how even the ladders are: the greatest of the ten steps over the least."
    ) { s in
      let wide = try s.wide()
      return zip(["1/10", "1/100", "1/1000"], wide).flatMap { name, measured -> [Claim] in
        [
          .equal(
            "gain / (c·√(W/2)), c = \(name)", measured.ladder.gain / measured.critic.expectedGain, to: 1, within: 0.1),
          .below("greatest step / least step, c = \(name)", measured.ladder.unevenness, 1.5),
        ]
      }
    }

    theBench

    Predict(
      "level",
      "At which c would the gradient of the critic that is 512 wide come down all layers neither larger nor smaller?",
      .number(within: 0.002) { try $0.scene.number("sqrt(2/512)") },
      wrong: [
        Wrong("0.1", "there each layer makes it more than half as large again."),
        Wrong("0.01", "there a layer leaves less than a fifth of it."),
        Wrong("1/sqrt(512)", "that is with all ReLUs open; they close for half of the numbers."),
        Wrong("2/512", "that is where c·W/2 is 1; the squares add up, not the numbers."),
      ],
      hints: ["When is c·√(W/2) equal to 1?", "What is `sqrt(2/512)`?"]
    ) { s in
      let level = try s.scene.number("sqrt(2/512)")
      return """
        At √(2/W) = \(level), between two of the paper's three. It is no stranger: weights with this deviation are He's first weights for
        ReLUs, made for the same purpose. But clipping has one c for all layers, and it has to be right to a few percent: twice as much is
        2 to the power of \(s.factors) after so many layers, and a critic of another width needs another.
        """
    }
  }
}
