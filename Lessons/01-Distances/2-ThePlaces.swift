import Classroom
import Foundation

extension Lesson {
  /// The one distance that asks how far apart places are, and a proof of all four on ten bins.
  @LessonParts<Compared> static var thePlaces: [Recipe<Compared>] {
    Predict(
      "work",
      """
      W reads the weights as heaps of earth. To move a share s of all the earth by a distance d is work s·d, and W is the least work
      that turns one into the other. Bins are 1 apart. What is W for `[1, 1, 0, 0]` and `[0, 0, 1, 1]`?
      """,
      .number(within: 1e-3) { try $0.scene.number("wasserstein([1, 1, 0, 0], [0, 0, 1, 1])") },
      wrong: [
        Wrong("4", "each heap holds half of the earth, not 1."),
        Wrong(
          "1", "that is how much earth moves, and TV; but every bit of it moves by more than 1, or makes up for it."),
        Wrong("3", "that is the longest way there is. If one half goes it, how far does the other half go?"),
      ],
      hints: ["How much earth is in each heap, of all there is?", "Where could each half go, and how far is that?"]
    ) { _ in
      """
      2. Two halves by 2 each, or one by 3 and one by 1: both plans cost the same, none costs less. On a line W has a formula, too:
      Σ |F - G|, where F and G are the cumulative sums.
      """
    }

    Try(
      "other",
      """
      All of the earth is in the first of five bins: `[1, 0, 0, 0, 0]`. Give other five weights that JS puts as far from it as can be,
      at log 2, and that W puts at 1.
      """,
      solution: ["other = tensor([0, 1, 0, 0, 0])"],
      missteps: [
        Misstep(
          "other = tensor([0, 0, 0, 0, 1])",
          difference: "JS is at log 2, as it is wherever nothing is shared; but W is larger than 1."
        ) { try $0.isOther("jsdivergence", log(2)) && $0.scene.number("wasserstein([1, 0, 0, 0, 0], other)") > 1.001 },
        Misstep(
          "other = tensor([3, 0, 0, 0, 1])",
          difference: "W is 1, but the two share something in the first bin, so JS is below log 2."
        ) { try $0.isOther("wasserstein", 1) && !$0.isOther("jsdivergence", log(2)) },
      ],
      hints: [
        "JS is at log 2 when no bin holds something of both. Which bin must stay empty?",
        "How far may the earth move, on average, for W to be 1?",
      ],
      notice: { s in
        """
        `jsdivergence([1, 0, 0, 0, 0], [0, 0, 0, 0, 1])` gives \(try s.scene.number("jsdivergence([1, 0, 0, 0, 0], [0, 0, 0, 0, 1])")), too. TV,
        KL and JS know which bins are the same and nothing else: shuffle the bins of both lists alike, and none of them changes. W does.
        """
      }
    ) { try $0.isOther("jsdivergence", log(2)) && $0.isOther("wasserstein", 1) }

    Check(
      "ten",
      """
      The four on the ten bins, each held against the numbers of Prince's notebook or against a second way to compute it: TV by asking
      all 1024 events, W by searching for the cheapest plan.
      """
    ) { s in
      let (tv, js, w) = (try s.bins.totalVariation(), try s.bins.jensenShannon(), try s.bins.wasserstein())
      return [
        .equal("TV", tv, to: s.bins.greatestDisagreement, within: 1e-9),
        .above("KL(p‖q)", try s.bins.kullbackLeibler(), 1e9),
        .equal("KL(q‖p)", try s.bins.kullbackLeiblerBack(), to: 0.364711, within: 1e-6),
        .equal("JS in nats", js, to: 0.084178, within: 1e-6),
        .equal("JS in bits", js / log(2), to: 0.121443, within: 1e-6),
        .equal("W, by cumulative sums", w, to: 1.363372, within: 1e-6),
        .equal("W, by the cheapest plan", try s.bins.plannedWork(), to: w, within: 1e-9),
      ]
    }
  }
}

extension Compared {
  /// Whether a distance puts the learner's weights so far from all earth in the first bin.
  fileprivate func isOther(_ distance: String, _ value: Double) throws -> Bool {
    try abs(Double(scene.number("\(distance)([1, 0, 0, 0, 0], other)")) - value) < 1e-3
  }
}
