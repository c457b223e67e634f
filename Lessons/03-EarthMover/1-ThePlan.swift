import Classroom

extension Lesson {
  /// Earth moved by hand, and the prices that prove that it cannot be done for less.
  @LessonParts<Moved> static var thePlan: [Recipe<Moved>] {
    Read(
      "question",
      """
      Why does a WGAN's critic measure a distance at all? It moves nothing. It gives a score to each point, D(x), and is trained to
      raise the scores of real points above those of fake ones.

      The distance is defined by moving. A plan π says how much goes from each x to each y, and W is the cost of the cheapest:

          W(p, q) = min over plans π of  Σ π(x, y)·‖x - y‖

      This is the primal problem. This lesson is about another one that has the same answer, its dual, and about what becomes
      of it when the one who answers is a network.
      """)

    Predict(
      "plan",
      """
      Two real points lie on a line, at 0 and at 10, and two fake ones at 3 and at 6. Each holds half of the earth. What does the cheapest
      plan cost that turns real into fake?
      """,
      .number(within: 0.01) { try $0.scene.number("wasserstein([[0], [10]], [[3], [6]])") },
      wrong: [
        Wrong("7", "each point holds half of the earth, so each way counts half."),
        Wrong("6.5", "that is the plan that crosses over; the other one is cheaper."),
        Wrong("13", "that is the plan that crosses over, and each way counts half."),
        Wrong("0.5", "that is the distance of the means. Work to the right does not undo work to the left."),
      ],
      hints: [
        "Which point goes where, so that the ways are short?", "How far are the two ways, and how much goes each?",
      ]
    ) {
      try
        "\($0.scene.number("wasserstein([[0], [10]], [[3], [6]])")): half of 3 and half of 4. The other plan, 0 to 6 and 10 to 3, costs more."
    }

    Try(
      "prices",
      """
      Now do without a plan and offer to do the moving, at prices. Whoever hands you earth at x pays you D(x); where you hand it out, at
      y, you pay D(y) back. Give d four numbers, D(0), D(3), D(6) and D(10). You gain the mean of D at the real points less the mean at
      the fake ones.

      One rule, or they carry it themselves: no two prices differ by more than their points do, abs(D(x) - D(y)) ≤ abs(x - y). Gain as
      much as you can.
      """,
      solution: ["d = [0, -3, -3, 1]"],
      missteps: [
        Misstep(
          "d = [10, 0, 0, 10]",
          difference:
            "two prices differ by more than their points do; there, to carry it themselves costs them less."
        ) { try $0.isGain(over: 0, lipschitz: false) },
        Misstep(
          "d = [0, -3, -6, -10]",
          difference:
            "that falls all the way to the right. It is right for what moves right; what lies at 10 moves left."
        ) { try $0.isGain(over: -100, upTo: 0) },
        Misstep("d = [0, -1, -1, 1]", difference: "you keep to the rule, but there is more to gain.") {
          try $0.isGain(over: 0, upTo: 3.49)
        },
      ],
      hints: [
        "Real prices are to be high and fake ones low. By how much may D fall from 0 to 3?",
        "And by how much may it rise from 6 to 10, if it is the same at 3 and at 6?",
      ],
      notice: { s in
        "You gain \(try s.scene.number("(d[0] + d[3] - d[1] - d[2])/2")): just what the cheapest plan costs. Nobody can gain more. Why?"
      }
    ) { try $0.isGain(over: 3.499) }
  }
}

extension Moved {
  /// The mean of the learner's prices at the real points, 0 and 10, less that at the fake ones, 3 and 6.
  fileprivate func gain() throws -> Double { Double(try scene.number("(d[0] + d[3] - d[1] - d[2])/2")) }

  /// Whether the learner gains so much, keeping to the rule or breaking it.
  fileprivate func isGain(over least: Double, upTo most: Double = .infinity, lipschitz: Bool = true) throws -> Bool {
    let gain = try gain()
    return try isLipschitz() == lipschitz && gain > least && gain <= most
  }

  /// Whether no two of the learner's prices differ by more than their places.
  fileprivate func isLipschitz() throws -> Bool {
    guard try scene.number("size(d)") == 4 else { return false }
    let gaps = "abs(reshape(d, 4, 1) - d) - abs(reshape([0, 3, 6, 10], 4, 1) - [0, 3, 6, 10])"
    return try scene.number("max(\(gaps))") < 1e-4
  }
}
