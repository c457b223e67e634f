import Classroom

/// The gain per layer on the learner's bench, over the ten layers between dense11 and dense1.
private let gain = """
  (norm(gradient(mean(critic(real)), critic.dense1.bias))/norm(gradient(mean(critic(real)), critic.dense11.bias)))^(1/10)
  """
/// The same without its root.
private let ratio = String(gain.dropLast("^(1/10)".count))

extension Extremes {
  /// Whether the learner's gain is this expression's value.
  fileprivate func isGain(_ expression: String) throws -> Bool {
    try scene.holds("abs(gain/(\(expression)) - 1) < 0.02")
  }
}

extension Lesson {
  /// The rule on the learner's own bench.
  @LessonParts<Extremes> static var theBench: [Recipe<Extremes>] {
    Try(
      "bench",
      """
      On your bench is such a critic, 64 wide; c is the paper's 1/100. Take a step of the critic alone, which clips it, and look:
      `show gradients`. The gradient of `mean(critic(real))` for a layer's bias, such as `critic.dense1.bias`, says what comes back to
      that layer. Give gain the factor per layer between `critic.dense11.bias` and `critic.dense1.bias`.
      """,
      solution: ["step critic;", "gain = \(gain)"],
      missteps: [
        Misstep(
          "step critic;", "gain = \(ratio)",
          difference: "that is the factor of ten layers together. One layer's is its tenth root."
        ) {
          try $0.isGain(ratio) && $0.scene.onBench("critic.steps > 0")
        },
        Misstep(
          "step critic;", "gain = 1/(\(gain))",
          difference: "that is upside down: a gradient comes from dense11 and arrives at dense1."
        ) {
          try $0.isGain("1/(\(gain))") && $0.scene.onBench("critic.steps > 0")
        },
        Misstep(
          "step critic;", "gain = (\(ratio))^(1/11)",
          difference: "from dense11 to dense1 there are ten layers, not eleven."
        ) {
          try $0.isGain("(\(ratio))^(1/11)") && $0.scene.onBench("critic.steps > 0")
        },
        Misstep("gain = \(gain)", difference: "these weights are drawn, not clipped yet: `step critic` first.") {
          try $0.isGain(gain) && $0.scene.onBench("critic.steps == 0")
        },
      ],
      hints: [
        "What is `norm(gradient(mean(critic(real)), critic.dense1.bias))`, and what is the same for dense11?",
        "The ratio of the two is ten factors multiplied. Which power of it, as in `2^(1/10)`, is one of them?",
      ],
      notice: { s in
        "The rule says \(try s.benchGain()), for coin flips on average; your critic's own signs gave \(try s.scene.number("gain"))."
      }
    ) { try $0.scene.onBench("critic.steps > 0") && $0.isGain(gain) }
  }
}
