import Classroom
import Foundation
import Notebook

extension Lesson {
  /// Two numbers, two losses, and simultaneous steps.
  @LessonParts<Stable> static var theChase: [Recipe<Stable>] {
    Read(
      "question",
      """
      The losses of a critic and a generator say where both are right. Does training get there, when each learns from the other?

      Take the smallest GAN there is, Dirac-GAN (Mescheder and others, 2018). Every real sample is 0. The generator is one number θ, and
      every fake is θ. The critic is one number ψ, and D(x) = ψx. As D(0) is 0, there is one value V that the critic lowers and the generator raises:

          WGAN:  V = θψ        GAN:  V = log(1 + exp(θψ))

      Only at θ = 0 and ψ = 0 has neither a reason to move: fakes are real, and the critic is flat. We start at θ = 1 and ψ = -1,
      with a critic that is right: it gives fakes -1 and real samples 0.

      (In the paper D is high on fakes, so that its ψ is minus ours: its start θ = ψ = 1 is this one. `use dirac` alone begins at our
      ψ = 1, with a critic that is wrong. For a GAN that is another orbit.)
      """)

    Try(
      "hand",
      """
      A simultaneous step takes both gradients first, then moves both numbers by h = `0.2`. Take one by hand for the WGAN. Give w the
      value `tensor([1, -1])`, θ first, and give moved what becomes of it: V is w[0]*w[1], θ climbs it and ψ descends.
      """,
      solution: ["w = tensor([1, -1])", "moved = w + 0.2*[1, -1]*gradient(w[0]*w[1], w)"],
      missteps: [
        Misstep(
          "w = tensor([1, -1])", "moved = w - 0.2*gradient(w[0]*w[1], w)",
          difference: "now both descend V. The generator wants it high: θ moves along its slope, ψ against it."
        ) { try $0.isMoved(to: "[1.2, -1.2]") },
        Misstep(
          "w = tensor([1, -1])", "moved = w + 0.2*gradient(w[0]*w[1], w)",
          difference: "now both climb V. The critic wants it low: ψ moves against its slope."
        ) { try $0.isMoved(to: "[0.8, -0.8]") },
        Misstep(
          "w = tensor([1, -1])", "moved = w - 0.2*[1, -1]*gradient(w[0]*w[1], w)",
          difference: "each goes the other's way: it is θ that climbs and ψ that descends."
        ) { try $0.isMoved(to: "[1.2, -0.8]") },
        Misstep(
          "w = tensor([1, -1])", "moved = tensor([0.8, -1.16])",
          difference:
            "ψ was moved by the slope at the new θ. That is an alternating step; here both slopes are taken at w."
        ) { try $0.isMoved(to: "[0.8, -1.16]") },
      ],
      hints: [
        "What is the slope of θψ in θ, and in ψ, at θ = 1 and ψ = -1?",
        "What does `0.2*[1, -1]` times a gradient do to its two numbers?",
      ],
      notice: { s in
        "√(θ² + ψ²), the distance to where both are right, was \(try s.scene.number("norm(w)")) and is \(try s.scene.number("norm(moved)"))."
      }
    ) { try $0.isMoved(to: "[0.8, -1.2]") }

    Predict(
      "factor",
      """
      In general the WGAN's step makes θ + hψ of θ and ψ - hθ of ψ. It is at right angles to the way home. By what factor does such a
      step change r² = θ² + ψ², with h = `0.2`?
      """,
      .number(within: 1e-3) { try $0.growth() },
      wrong: [
        Wrong("1", "a step along a tangent leaves the circle, if only a little."),
        Wrong("sqrt(1.04)", "that is what becomes of r; the question is about r²."),
        Wrong("1.2", "h is the step's length in units of r. Pythagoras adds squares."),
        Wrong("0.96", "the step is long, and straight: does it end inside the circle or outside?"),
      ],
      hints: [
        "What is (θ + hψ)² + (ψ - hθ)², multiplied out?", "The products cancel. What stands before θ² + ψ²?",
      ]
    ) { s in
      """
      By 1 + h², wherever it starts: \(try s.growth()). In 500 steps r grows from √2 to √2 times that to the power 250:
      \(s.predicted, digits: 6). The run at the end of this part finds \(try s.wganOrbit().end, digits: 6).
      """
    }

    Predict(
      "gan",
      """
      The GAN's V flattens where the critic is sure: its slope is that of θψ times a number σ between 0 and 1, the same for both players.
      Simultaneous steps from the same start: where do they lead?
      """,
      .choice(
        Choice("home", "to θ = 0 and ψ = 0", wrong: "the step is shorter, but still at right angles to the way home."),
        Choice("circle", "around and around at one distance", wrong: "that would take infinitely small steps."),
        Choice("out", "around and slowly outwards")),
      hints: ["Both slopes shrink by one number. What does this do to the direction of the step?"]
    ) { _ in "Outwards, more slowly: each step multiplies r² by 1 + (hσ)²." }

    See(
      "outwards",
      .about { s in
        """
        500 simultaneous steps of the GAN, θ to the right and ψ up, late ones bright; on the right, the first 40 of the WGAN. Both are
        drawn out to \(s.pictured). Below, r after so many steps.
        """
      }
    ) { s in
      let (gan, wgan) = (try s.ganOrbit(), try s.wganOrbit())
      return [
        .figure(Orbit.figure([gan, wgan.first(40)], reach: Stable.reach)),
        .table(Orbit.radii([("GAN", gan), ("WGAN", wgan)])),
      ]
    }

    Check(
      "published",
      """
      The published numbers, from Mescheder's notebooks: these losses, this h, this start. Ours are computed by autodiff from the losses
      that train everything else here. Run it yourself, if you like, and look at norm(w):

          w = tensor([1, -1])
          repeat 500
            w = w + [1, -1]/5*gradient(softplus(w[0]*w[1]), w);
          end
      """
    ) { s in
      [
        .equal("GAN: r after 500 steps", try s.ganOrbit().radius(after: 500), to: 3.097, within: 5e-4),
        .equal(
          "WGAN, no bound: r after 500, to √2·1.04²⁵⁰", try s.wganOrbit().radius(after: 500),
          to: 2.0.squareRoot() * pow(1.04, 250), within: 5),
        .above("GAN from our ψ = 1: r after 500 steps", try s.mirroredOrbit().radius(after: 500), 3.2),
      ]
    }
  }
}

extension Stable {
  /// Whether a step has led the learner's w from the start to a place.
  fileprivate func isMoved(to place: String) throws -> Bool {
    try scene.holds("max(abs(moved - \(place))) < 1e-4") && scene.holds("max(abs(w - [1, -1])) < 1e-4")
  }
}
