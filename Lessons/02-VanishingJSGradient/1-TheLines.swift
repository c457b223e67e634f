import Arrays
import Classroom
import Display
import Foundation

extension Lesson {
  /// Two lines, two distances, and the slope that each offers.
  @LessonParts<Vanishing> static var theLines: [Recipe<Vanishing>] {
    Read(
      "question",
      """
      Take two parallel lines in the plane. Real points are (0, u), and a generator with one knob, θ, makes (θ, u), with u anywhere
      from 0 to 1. At θ = 0 it is perfect.

      It learns by asking a distance between the two: which way is down? This lesson asks what two distances answer while θ is not 0.

      The lines are the first example of the WGAN paper (Arjovsky and others, 2017). They stand for something usual: images fill so
      little of the space of all pixels that what a generator makes and what is real hardly ever meet.
      """)

    Predict(
      "js",
      "The Jensen-Shannon divergence, JS, compares how likely each place is under both. What is it, in nats, at θ = 1?",
      .number(within: 0.005) { try $0.jensenShannon() },
      wrong: [
        Wrong("1", "you answered in bits; the prompt prints nats, and one bit is `log(2)` nats."),
        Wrong("2*log(2)", "you left out the ½ before each of its two terms; so does the paper, see below."),
        Wrong("0", "0 would mean that both make the same points."),
      ],
      hints: [
        "JS = ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2. On the real line q is 0, so what is p/m there?",
        "Each term is ½ times the log of that ratio, averaged over a whole line. What does `jsdivergence([1, 0], [0, 1])` give?",
      ]
    ) {
      "JS is log 2 = \(try $0.jensenShannon()): whoever sees a point knows at once which line it is from."
    }

    See(
      "distances",
      """
      Both distances at several θ, from points of each line. W, the Wasserstein distance, is how far earth has to be moved: measured
      by exact transport. Which one would you follow?
      """
    ) { s in
      let thetas = [-1, -0.5, -0.1, -0.01, 0, 0.01, 0.1, 0.5, 1]
      return [
        .lines(
          x: Axis("θ"), y: Axis("distance"), at: thetas,
          [("JS (nats)", try thetas.map(s.lines.jsDivergence)), ("W", try thetas.map(s.lines.wasserstein))],
          rules: [Rule("log 2", at: Real(log(2.0)))])
      ]
    }

    Predict(
      "slope", "A generator follows slopes. What is the slope of JS in θ, dJS/dθ, at θ = 1?",
      .number(within: 1e-3) { try $0.slope() },
      wrong: [
        Wrong("log(2)", "that is JS itself; the slope says how JS changes as θ does."),
        Wrong("1", "that is W's slope; look at the other line."),
        Wrong("-1", "that is the way W says to go; look at the other line."),
      ],
      hints: ["What is JS a little to the left of θ = 1, and a little to the right?"]
    ) { _ in
      "The slope is 0: JS is the same everywhere but at the one point θ = 0, where it jumps. It does not even say left or right."
    }

    Try(
      "w",
      """
      W is abs(θ) for these lines. Ask the prompt for its slope on the other side: give theta the value -1, and give slope the
      gradient of W there.
      """,
      solution: ["theta = tensor(-1)", "slope = gradient(abs(theta), theta)"],
      missteps: [
        Misstep(
          "theta = tensor(1)", "slope = gradient(abs(theta), theta)",
          difference: "that is the slope on the right, at θ = 1. The question is about the left."
        ) { try $0.scene.holds("theta > 0 and slope == 1") },
        Misstep("theta = tensor(-1)", "slope = abs(theta)", difference: "abs(theta) is W itself, not its slope.") {
          try $0.scene.holds("theta == -1 and slope == 1")
        },
      ],
      hints: [
        "A number gets a name like this: `x = tensor(3)`. What is theta?", "What does `help gradient` say it takes?",
      ],
      notice: { _ in "W slopes down towards θ = 0 from both sides, and as steeply from far away." }
    ) { try $0.scene.holds("theta == -1 and slope == -1") }

    Check(
      "flat", "Measured on the points: JS is log 2 wherever θ is not 0, and flat; W slopes towards the real line."
    ) { s in
      [
        .equal("JS at θ = 1", try s.lines.jsDivergence(at: 1), to: log(2), within: 1e-6),
        .equal("JS at θ = 0.01", try s.lines.jsDivergence(at: 0.01), to: log(2), within: 1e-6),
        .equal("dJS/dθ at θ = 1", try s.lines.slope(of: s.lines.jsDivergence, at: 1), to: 0, within: 1e-6),
        .equal("dW/dθ at θ = 1", try s.lines.slope(of: s.lines.wasserstein, at: 1), to: 1, within: 1e-4),
        .equal("dW/dθ at θ = -1", try s.lines.slope(of: s.lines.wasserstein, at: -1), to: -1, within: 1e-4),
      ]
    }

    Read(
      "half",
      """
      A slip in the paper: it defines JS(p, q) = KL(p‖m) + KL(q‖m) and still states log 2 for the lines. Its definition would give
      twice that. The usual one has a ½ before each term; then log 2 is right. We use the ½, as most do.

      Does this matter to a GAN, which never computes JS? Its discriminator D does it for it. The best D that there can be gives

          max over D of  E[log D(real)] + E[log(1 - D(fake))]  =  2 JS - 2 log 2

      so the better D is, the more the generator sees of JS: of its flatness, too.
      """)
  }
}
