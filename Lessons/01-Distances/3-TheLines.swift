import Classroom
import Display
import Foundation

extension Lesson {
  /// All four on two parallel lines, and which of them is the weakest.
  @LessonParts<Compared> static var theLines: [Recipe<Compared>] {
    Predict(
      "halve",
      """
      Now two lines in the plane (Arjovsky and others, 2017): p is even on the points (0, u), q on the points (θ, u), u from 0 to 1. Say
      θ = 1. The generator makes progress: θ becomes ½. Which of the four notice?
      """,
      .choice(
        Choice(
          "all", "q is nearer to p", wrong: "nearer, but still no point belongs to both lines. Who asks how near?"),
        Choice(
          "divergences", "TV, KL and JS notice",
          wrong: "these compare what each place holds under p and under q. Which place holds something of both?"),
        Choice("wasserstein", "only W notices"),
        Choice("none", "the lines do not touch", wrong: "true, but one of the four asks how far earth must be moved.")),
      hints: ["At θ = 1, which points can both lines give? And at θ = ½?", "How far has each point of q to be moved?"]
    ) { s in
      let (far, near) = (try s.far(), try s.near())
      return
        "Only W: from \(far.wasserstein) to \(near.wasserstein). JS is \(far.jensenShannon), then \(near.jensenShannon)."
    }

    See(
      "apart",
      """
      Points of both lines: TV, KL(p‖q) and JS by counting them in cells, W by exact transport. A q that comes ever nearer, and at the end
      is p.
      """
    ) { s in
      let thetas = [-1, -0.5, -0.25, -0.1, -0.01, 0, 0.01, 0.1, 0.25, 0.5, 1]
      let readings = try thetas.map(s.lines.reading)
      let infinite = readings.filter { $0.kullbackLeibler.isInfinite }
      return [
        .lines(
          x: Axis("θ"), y: Axis("distance"), at: thetas,
          [
            ("TV", readings.map(\.totalVariation)), ("JS", readings.map(\.jensenShannon)),
            ("W", readings.map(\.wasserstein)),
          ],
          notes: [
            "KL(p‖q) is infinite at \(infinite.count) of these \(readings.count) places: wherever the lines are apart"
          ])
      ]
    }

    Check("lines", "The lines' distances: W is abs(θ), the others do not depend on θ while it is not 0.") { s in
      let (far, near) = (try s.lines.reading(at: -1), try s.lines.reading(at: 0.01))
      return [
        .equal("W at θ = -1", far.wasserstein, to: 1, within: 1e-4),
        .equal("W at θ = 0.01", near.wasserstein, to: 0.01, within: 1e-6),
        .equal("JS at θ = -1", far.jensenShannon, to: log(2), within: 1e-9),
        .equal("JS at θ = 0.01", near.jensenShannon, to: log(2), within: 1e-9),
        .equal("TV at θ = -1", far.totalVariation, to: 1, within: 1e-9),
        .equal("TV at θ = 0.01", near.totalVariation, to: 1, within: 1e-9),
        .above("KL(p‖q) at θ = -1", far.kullbackLeibler, 1e9),
        .above("KL(p‖q) at θ = 0.01", near.kullbackLeibler, 1e9),
      ]
    }

    Read(
      "weaker",
      """
      So a sequence of q can tend to p for W and never get nearer for the others. The reverse does not happen where all points lie in a
      box: what tends to p in KL does so in TV and JS, and what does so in TV or JS does so in W (theorem 2 of the WGAN paper). W is the
      weakest of the four: under it the most sequences of q arrive.

      That is what a generator wants: a small change of its parameters should be a small change of the distance. Three inequalities are
      behind it:

          TV ≤ √(KL/2)      JS ≤ TV·log 2      W ≤ TV·(the greatest way)

      The first is Pinsker's. The last says that earth moves at most all the way, and only as much of it as TV counts.
      """)

    Check("stronger", "The three on the ten bins, where the greatest way is 9; KL is the finite one, KL(q‖p).") { s in
      let tv = try s.bins.totalVariation()
      return [
        .below("TV, against √(KL/2)", tv, (try s.bins.kullbackLeiblerBack() / 2).squareRoot()),
        .below("JS, against TV·log 2", try s.bins.jensenShannon(), tv * log(2)),
        .below("W, against 9·TV", try s.bins.wasserstein(), 9 * tv),
      ]
    }
  }
}
