import Classroom

extension Lesson {
  /// Bounded weights make a bounded slope: how steep at most?
  @LessonParts<Clipped> static var theBound: [Recipe<Clipped>] {
    Read(
      "question",
      """
      The dual of the Wasserstein distance asks for the best critic with a slope of at most K:

          K·W  =  max over D with ‖∇D‖ ≤ K of  E[D(real)] - E[D(fake)]

      Nothing in a network keeps its slope down. The WGAN paper (Arjovsky and others, 2017) does it crudely: after each step of the
      critic, put every weight back into [-c, c], with c = 1/100. Its authors call it "a clearly terrible way" to do so.

      Why would small weights mean small slopes? How steep can a clipped critic still be? And what becomes of weights that are put
      back again and again?
      """)

    Predict(
      "bound",
      """
      A dense layer with an m×n matrix makes a vector at most ‖A‖ times as long, where ‖A‖ is the root of its squares' sum, and a
      ReLU makes nothing longer. gan_toy.py, from the authors of WGAN-GP, has a critic 2 → 512 → 512 → 512 → 1. With each weight in
      `[-0.01, 0.01]`, how steep can it be at most?
      """,
      .number(within: 0.005) { $0.bound.value },
      wrong: [
        Wrong("0.01", "that bounds one weight. A layer's matrix has many, and there are four layers."),
        Wrong(
          "0.01^4", "you multiplied four weights; multiply the norms of four matrices, whose squares add up first."),
        Wrong("(0.01*512)^2", "those are the two 512×512 matrices; the first and the last one bound the slope, too."),
        Wrong(
          "sqrt(2*512 + 512*512 + 512*512 + 512)*0.01",
          "that is the norm of all weights together. Layers follow each other: their norms multiply."),
      ],
      hints: [
        "An m×n matrix full of c has m·n squares c² to add. What is the root of their sum?",
        "It is c·√(m·n) for each matrix. What are m and n of the four, and what is the product?",
        "What does `0.01^4*sqrt(2*512)*512*512*sqrt(512)` give?",
      ]
    ) { s in
      """
      At most \(s.bound.value): near 1, so c = \(s.bound.c) is no bad choice for this critic. For another width or depth the same c
      means another bound, since each layer brings a factor c·√(m·n).
      """
    }

    Check(
      "steepest",
      """
      The bound measured. It is reached: with every weight at +c and every ReLU open the slope is just that. After ten steps of
      training a critic is far below, for its weights have both signs.
      """
    ) { s in
      [
        .equal("c√(2·512)·(512c)²·c√512", s.bound.value, to: 1.898, within: 5e-4),
        .equal("slope with every weight at c", try s.bound.steepest(), to: s.bound.value, within: 1e-3),
        .below(
          "greatest slope after 10 clipped steps", try s.bound.trained(steps: 10, poll: s.scene.poll), s.bound.value),
      ]
    }
  }
}
