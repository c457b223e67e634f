import Classroom
import Display
import Notebook

extension Lesson {
  /// Why no critic earns more than a plan costs, and where the two meet.
  @LessonParts<Moved> static var theDuality: [Recipe<Moved>] {
    Read(
      "between",
      """
      Take any plan π and any D that keeps to the rule: a D that is 1-Lipschitz. Every bit of earth goes from some x to some y, so

          E[D(real)] - E[D(fake)]  =  Σ π(x, y)·(D(x) - D(y))  ≤  Σ π(x, y)·‖x - y‖

      On the left there is no plan, on the right no D. So no D earns more than the cheapest plan costs; and if one earns as much, that
      D is the best and that plan the cheapest, and each proves it of the other. It takes D(x) - D(y) = ‖x - y‖ wherever the plan
      moves something: along each way of the best plan, the best critic falls with a slope of 1.

      Such a D always exists (Kantorovich and Rubinstein):

          W(p, q) = max over 1-Lipschitz D of  E[D(real)] - E[D(fake)]

      That is the dual, and D the critic: its scores are prices.
      """)

    See(
      "moved",
      "Seven real points of the circle, seven fake ones, and the best plan: each line moves a seventh of the earth."
    ) { s in
      let small = try s.small()
      return [
        .figure(.plan("the best plan", from: small.real, to: small.fake, moves: small.rows.map { ($0.from, $0.to) }))
      ]
    }

    See(
      "ways",
      """
      The same plan, and the prices. Each row is a move: how far, and how much D falls on
      the way. Prices never fall by more than the way is long; on the ways of the plan, by just as much.
      """
    ) { s in
      let rows = try s.small().rows
      return [
        .bars(
          "", "from, to", rows.map { "\($0.from), \($0.to)" },
          [.linear("‖x - y‖", rows.map(\.distance)), .linear("D(x) - D(y)", rows.map(\.drop))])
      ]
    }

    Check(
      "duality",
      """
      Primal and dual of these points, by exact transport, and from outside: against all 5040 plans that send each point to one other,
      against 1000 random critics that are 1-Lipschitz, and against a plan without thought.
      """
    ) { s in
      let small = try s.small()
      let gap = small.rows.map { abs($0.distance - $0.drop) }.max() ?? .nan
      return [
        .equal("what the prices earn", small.earned, to: small.cost, within: 1e-9),
        .equal("the cheapest of all 5040 plans", small.leastOfAll, to: small.cost, within: 1e-9),
        .below("steepest secant of the prices, less 1", small.steepest - 1, 1e-9),
        .equal("on the plan's ways, D falls short by", gap, to: 0, within: 1e-9),
        .below("the best of 1000 random critics", small.bestOfRandom, small.cost),
        .above("everything everywhere", small.careless, small.cost),
      ]
    }
  }
}
