import Classroom

extension Lesson {
  /// A gradient inside a loss, and the gradient of that.
  @LessonParts<Interpolated> static var theGradientInside: [Recipe<Interpolated>] {
    Try(
      "penalty",
      """
      Now the slope at each point, and the penalty. gradient wants one number to differentiate: the sum of the scores will do, since
      each score depends on its own point alone. Give slope the gradient of that sum for interpolates, and penalty the mean of (‖·‖ - 1)²,
      with one norm a sample.
      """,
      solution: [
        "slope = gradient(sum(critic(interpolates)), interpolates)", "penalty = mean((norm(slope, axes: 1) - 1)^2)",
      ],
      missteps: [
        Misstep(
          "slope = gradient(sum(critic(interpolates)), interpolates)", "penalty = mean((norm(slope) - 1)^2)",
          difference: "that is one norm for all samples together; norm(slope, axes: 1) has one a sample."
        ) { try $0.isPenalty("(norm(all) - 1)^2") },
        Misstep(
          "slope = gradient(mean(critic(interpolates)), interpolates)", "penalty = mean((norm(slope, axes: 1) - 1)^2)",
          difference: "the mean divides each sample's slope by the size of the batch; take the sum."
        ) { try $0.isPenalty("mean((norm(all, axes: 1)/256 - 1)^2)") },
        Misstep(
          "slope = gradient(sum(critic(interpolates)), interpolates)", "penalty = mean(norm(slope, axes: 1) - 1)^2",
          difference: "the square is outside the mean: norms above 1 make up for norms below."
        ) { try $0.isPenalty("mean(norm(all, axes: 1) - 1)^2") },
      ],
      hints: [
        "What does `help gradient` take?",
        "Which axis of slope counts a sample's coordinates, and so is summed over by its norm?",
      ],
      notice: { s in
        "The penalty is \(try s.scene.number("penalty")); a critic that was never trained has slopes of all sizes."
      }
    ) { try $0.isPenalty("mean((norm(all, axes: 1) - 1)^2)") }

    Predict(
      "bias",
      """
      To train, the penalty is differentiated in turn, for the critic's weights: a gradient of a gradient, which frameworks call double
      backprop. What does it say to the last layer's bias, the number that is added to every score?
      """,
      .number(within: 1e-6) { try $0.backprop().lastBias },
      wrong: [
        Wrong("1", "that is how a score changes with the bias. How does the slope in x change?"),
        Wrong("10", "λ scales what the penalty says; how does the slope change when all scores rise alike?"),
      ],
      hints: ["Lift a hill by a metre. What happens to its slopes?"]
    ) { _ in
      "Nothing: lifting all scores leaves every slope as it was. All that the penalty knows of a critic is how steep it is."
    }

    Check(
      "backprop",
      """
      How do we know that a gradient of a gradient is right? Move all of a critic's weights a little along a direction drawn at random,
      to both sides, and see how the penalty changes. (The critic has tanh in it: with ReLUs slopes jump, and a difference across
      a jump is no derivative.)
      """
    ) { s in
      let backprop = try s.backprop()
      return [
        .equal(
          "slope by double backprop", backprop.derived, to: backprop.measured,
          within: abs(backprop.measured) / 1000
        ),
        .below("finite differences: apart, relatively", backprop.error, 1e-3),
        .above("size of that slope", abs(backprop.measured), 0.1),
        .equal("its slope for the last bias", backprop.lastBias, to: 0, within: 0),
      ]
    }
  }
}

extension Interpolated {
  /// Whether the learner's penalty is what a formula gives, in which `all` stands for the slopes at the learner's points.
  fileprivate func isPenalty(_ formula: String) throws -> Bool {
    let slopes = "gradient(sum(critic(interpolates)), interpolates)"
    let other = formula.replacing("all", with: slopes)
    return try abs(scene.number("penalty - \(other)")) < 1e-4
  }
}
