import Classroom
import Foundation

extension Lesson {
  /// Three distances that compare what each place holds.
  @LessonParts<Compared> static var theBins: [Recipe<Compared>] {
    Read(
      "question",
      """
      A generator makes samples of a distribution q, the data are samples of p, and training makes some distance between the two
      smaller. Which one? Four are in common use:

          TV(p, q) = ½ Σ |p - q|                     total variation
          KL(p‖q)  = Σ p·log(p/q)                    Kullback-Leibler
          JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m)           Jensen-Shannon, m = (p + q)/2
          W(p, q)  = least work that turns p into q  Wasserstein-1, the earth mover's

      Logarithms are natural, so KL and JS are in nats. On the bench are two small distributions, `p` and `q`: counts in ten bins,
      numbered from 0. The prompt's distances divide them by their sums.
      """)

    See(
      "bins",
      "What each bin holds of the whole. (Simon Prince's example, from a notebook to his \"Understanding Deep Learning\".)"
    ) {
      s in
      let (p, q) = (s.bins.shares(s.bins.p), s.bins.shares(s.bins.q))
      let most = (p + q).max()
      return [
        .bars("", "bin", p.indices.map { "\($0)" }, [.linear("p", p, full: most), .linear("q", q, full: most)])
      ]
    }

    Predict(
      "tv", "Begin with less. The weights `[1, 1]` and `[1, 3]` have two bins. What is their TV?",
      .number(within: 1e-3) { try $0.scene.number("totalvariation([1, 1], [1, 3])") },
      wrong: [
        Wrong("0.5", "you left out the ½: what one bin has more, the other has less, and it counts once."),
        Wrong("1", "divide each list by its sum first."), Wrong("2", "divide each list by its sum first."),
      ],
      hints: [
        "What does each bin hold of the whole, and by how much do the two differ there?", "What is `abs(1/2 - 1/4)`?",
      ]
    ) { s in
      """
      \(try s.scene.number("totalvariation([1, 1], [1, 3])")): as shares they are ½, ½ and ¼, ¾. TV is also the most by which the two can disagree on how likely an event is. It lies
      between 0 and 1.
      """
    }

    Predict(
      "kl", "Now p and q. Bin 8 has 2 counts of p and none of q. KL(p‖q) is …",
      .choice(
        Choice(
          "finite", "a single bin cannot do much",
          wrong: "look at that bin's own term, p·log(p/q) with q = 0."),
        Choice(
          "undefined", "something is divided by 0",
          wrong: "p·log(p/q) has a limit as q tends to 0 while p does not. It is what the term is taken to be."),
        Choice("infinite", "what p has there, q says never happens")),
      hints: ["What becomes of log(p/q) as q tends to 0?", "And of p·log(p/q), when p stays?"]
    ) { s in
      """
      Infinite: `kldivergence(p, q)`. The other way round it is \(try s.backwards()), for where q has nothing the term
      of KL(q‖p) is 0·log 0, which counts as 0. KL is not symmetric. It is the distance of maximum likelihood, and it needs a q that
      reaches wherever p does.
      """
    }

    Try(
      "js",
      """
      JS mends both: m has something wherever p or q has, and p and q play the same part. Compute it from its definition, in nats. Give m the mean
      of the two distributions and js the mean of the two KL to it.
      """,
      solution: ["m = (p/sum(p) + q/sum(q))/2", "js = (kldivergence(p, m) + kldivergence(q, m))/2"],
      missteps: [
        Misstep(
          "m = (p + q)/2", "js = (kldivergence(p, m) + kldivergence(q, m))/2",
          difference:
            "p has more counts than q, so m leans towards it. Divide each by its sum before you take the mean."
        ) { try $0.isJensenShannon("(kldivergence(p, p + q) + kldivergence(q, p + q))/2") },
        Misstep(
          "m = (p/sum(p) + q/sum(q))/2", "js = kldivergence(p, m) + kldivergence(q, m)",
          difference:
            "that is twice as much. The WGAN paper defines it so, without the ½; the usual JS is the mean of the two."
        ) { try $0.isJensenShannon("2*jsdivergence(p, q)") },
        Misstep(
          "m = (p/sum(p) + q/sum(q))/2", "js = (kldivergence(p, m) + kldivergence(q, m))/2/log(2)",
          difference: "that is in bits; one bit is log 2 nats."
        ) { try $0.isJensenShannon("jsdivergence(p, q)/log(2)") },
        Misstep(
          "m = (p/sum(p) + q/sum(q))/2", "js = sum(q/sum(q)*log(q/sum(q)/m))",
          difference:
            "not a number: log 0 is infinite, and 0 times that is undefined. kldivergence counts such a term as 0."
        ) { try $0.scene.number("js").isNaN },
      ],
      hints: [
        "What do p and q have to be divided by, so that each adds up to 1?",
        "What does `help kldivergence` say it takes? Of what, and to what, are the two?",
      ],
      notice: { s in
        let nats = try s.jensenShannon()
        return """
          \(nats, digits: 5) nats, or \(nats / log(2)) bits. The WGAN paper leaves out the ½, and yet states log 2 for distributions
          that share nothing. With the ½ log 2 is right; without, it would be 2 log 2.
          """
      }
    ) { try $0.isJensenShannon("jsdivergence(p, q)") }
  }
}

extension Compared {
  /// Whether the learner's js is what an expression gives.
  fileprivate func isJensenShannon(_ expression: String) throws -> Bool {
    try abs(scene.number("js - \(expression)")) < 1e-4
  }
}
