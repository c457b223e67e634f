import Classroom
import Experiments

extension Lesson {
  /// A network as the critic: what its number is worth.
  @LessonParts<Moved> static var theEstimate: [Recipe<Moved>] {
    Try(
      "train",
      """
      A WGAN has a network search for D. On the bench is one that WGAN-GP keeps near a slope of 1 (how is lesson 09's matter). Take 300
      steps or more of the critic alone: `step critic 300;` will do. Then compare on fresh samples: give r and f the numbers of
      `sample(real, 256)` and `sample(fake, 256)`, estimate the critic's E[D(real)] - E[D(fake)] on them, and exact their W.
      """,
      solution: [
        "step critic 300;", "r = sample(real, 256)", "f = sample(fake, 256)",
        "estimate = mean(critic(r)) - mean(critic(f))", "exact = wasserstein(r, f)",
      ],
      missteps: [
        Misstep(
          "step critic 300;", "r = sample(real, 256)", "f = sample(fake, 256)",
          "estimate = mean(critic(f)) - mean(critic(r))", "exact = wasserstein(r, f)",
          difference: "that is the critic's loss, which is minimised: minus the estimate."
        ) { try abs($0.scene.number("estimate + mean(critic(r)) - mean(critic(f))")) < 1e-4 },
        Misstep(
          "step 20;",
          difference: "step alone trains the generator, too. `set seed 2` begins anew."
        ) { try $0.scene.onBench("generator.steps > 0") },
        Misstep(
          "r = sample(real, 256)", "f = sample(fake, 256)", "estimate = mean(critic(r)) - mean(critic(f))",
          "exact = wasserstein(r, f)", difference: "the critic is not trained yet: its scores mean nothing."
        ) { try $0.scene.onBench("critic.steps < 300") && $0.scene.holds("exact > 0") },
      ],
      hints: [
        "What does `help step` say about one network alone?", "Which of the two means is to be the larger?",
        "What does `help wasserstein` take?",
      ],
      notice: { s in
        "The estimate is \(try s.scene.number("estimate")), the exact W of the same samples \(try s.scene.number("exact"))."
      }
    ) { s in
      guard try s.scene.onBench("critic.steps >= 300 and generator.steps == 0") else { return false }
      return try abs(s.scene.number("estimate - (mean(critic(r)) - mean(critic(f)))")) < 1e-4
        && abs(s.scene.number("exact - wasserstein(r, f)")) < 1e-4 && s.scene.holds("size(r) >= 64 and size(f) >= 64")
    }

    Predict(
      "side",
      """
      The penalty only asks for a slope of 1, so the critic is steeper in places. Let K be the steepest secant, abs(D(x) - D(y))/‖x - y‖,
      between any two of the samples, and divide the estimate by K. Beside the exact W of the same samples, this is …
      """,
      .choice(
        Choice(
          "above", "the critic was trained to raise it",
          wrong: "it was, but D/K keeps to the rule on these samples, and no such D earns more than a plan costs."),
        Choice(
          "equal", "primal and dual have the same value",
          wrong: "at the best D that there is. Is the network that one?"),
        Choice("below", "D/K is one of those that the dual takes the best of"),
        Choice(
          "either", "a network may err to both sides",
          wrong: "the estimate alone may. But D/K keeps to the rule on these samples.")),
      hints: ["How steep is D/K between two samples, at most?", "Which D is the maximum of the dual taken over?"]
    ) { _ in
      "Below, for whatever D there is: so estimate/K proves that W is at least so large. (It is equal only for a perfect critic.)"
    }

    See(
      "alone",
      """
      A critic in training alone, on samples that it was not trained on: its estimate, the estimate over K, and the exact W of the same
      samples.
      """
    ) { s in
      let readings = try s.alone()
      let full = readings.flatMap { [$0.estimate, $0.exact] }.max()
      return [
        .bars(
          "", "steps", readings.map { "\($0.age)" },
          [
            .linear("estimate", readings.map(\.estimate), full: full),
            .linear("estimate/K", readings.map(\.bounded), full: full),
            .linear("exact W", readings.map(\.exact), full: full),
          ])
      ]
    }

    Check("below", "Trained alone, the critic comes near the exact W, from below once its slope is accounted for.") {
      s in
      let readings = try s.alone()
      let last = readings[readings.count - 1]
      return [
        .below("estimate/K over exact W, at most", readings.map { $0.bounded / $0.exact }.max() ?? .nan, 1),
        .above("estimate/K over exact W, after \(last.age) steps", last.bounded / last.exact, 0.6),
        .equal("estimate over exact W, after \(last.age) steps", last.estimate / last.exact, to: 1.05, within: 0.25),
      ]
    }

    See(
      "together",
      """
      In a GAN the critic has five steps where it had hundreds, and W changes under its hands. The preset's own WGAN-GP, with λ = 1/10 (a
      weak hold on the slope), after so many rounds: estimate, exact W, and the steepest secant K.
      """
    ) { s in
      let readings = try s.together()
      let full = readings.flatMap { [$0.estimate, $0.exact] }.max()
      return [
        .bars(
          "", "rounds", readings.map { "\($0.age)" },
          [
            .linear("estimate", readings.map(\.estimate), full: full),
            .linear("exact W", readings.map(\.exact), full: full), .linear("K", readings.map(\.steepest)),
          ])
      ]
    }

    Check(
      "drift",
      """
      Both fall as the generator learns, and the estimate is good for that: to see whether training goes on. It is no distance: how many
      times the exact W it is drifts by far. Mallasto and others (2019) and Stanczuk and others (2021) find that WGANs that make good samples do
      not approximate W well. So we call the critic's number an estimate.
      """
    ) { s in
      let readings = try s.together()
      let ratios = readings.map { $0.estimate / $0.exact }
      return [
        .below("exact W: last / first", readings[readings.count - 1].exact / readings[0].exact, 0.8),
        .below("estimate: last / first", readings[readings.count - 1].estimate / readings[0].estimate, 0.8),
        .above("estimate/W: greatest / least", (ratios.max() ?? .nan) / (ratios.min() ?? .nan), 1.25),
      ]
    }
  }
}
