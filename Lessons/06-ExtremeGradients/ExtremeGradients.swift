import Classroom

/// What the lesson measures: ladders of a critic whose weights are all ±c, and of critics in training.
struct Extremes {
  /// The bounds of the paper's figure.
  static let bounds = [0.1, 0.01, 0.001]
  /// Steps of the critics in training.
  static let steps = 400

  let scene: Scene
  /// The gain per layer that the rule gives under c = 1/10, 512 wide and 64 wide, and the one of 64 numbers that add up with one sign.
  let wideGain = Extremes.wideCritic(c: 0.1).expectedGain, narrowGain = DeepCritic(c: 0.1).expectedGain
  let alignedGain = 0.1 * 64 / 2
  /// The layers whose gains multiply.
  let factors = DeepCritic.depth - 2
  /// Steps of the critics in training.
  let length = Extremes.steps
  /// The gain per layer that the rule gives on the learner's bench.
  let benchGain: Live<Double>
  /// Under each bound, as wide as gan_toy.py's critic.
  let wide: Once<[(critic: DeepCritic, ladder: Ladder)]>
  let loose, tight, penalised: Once<DeepCritic.Trained>

  init(_ scene: Scene) {
    func training(_ critic: DeepCritic) -> Once<DeepCritic.Trained> {
      Once { try critic.trained(steps: Extremes.steps, poll: scene.poll) }
    }
    self.scene = scene
    benchGain = Live { DeepCritic(c: Double(try scene.experiment().settings.clip)).expectedGain }
    wide = Once {
      let ladders = try Extremes.wideCritic(c: 1).ladders(atBounds: Extremes.bounds, poll: scene.poll)
      return zip(Extremes.bounds, ladders).map { (Extremes.wideCritic(c: $0), $1) }
    }
    loose = training(DeepCritic(c: 0.1))
    tight = training(DeepCritic(c: 0.01))
    penalised = training(DeepCritic(objective: "wgan-gp", rate: 0.001))
  }

  /// A critic as wide as gan_toy.py's.
  static func wideCritic(c: Double) -> DeepCritic { DeepCritic(width: 512, c: c) }

  /// The bench of the lesson: a critic of twelve layers, clipped.
  static let setup = [
    "use swissroll", "set objective wgan", "set batch 64", "critic = network([2], \(hidden), dense(1))",
  ]
  private static let hidden = (1..<DeepCritic.depth).map { _ in "dense(64), relu()" }.joined(separator: ", ")
}

extension Lesson {
  /// What clipping does to gradients in a deep critic.
  public static var extremeGradients: Lesson {
    Lesson(
      6, "ExtremeGradients", "depth multiplies what clipping does: gradients explode or vanish",
      setup: Extremes.setup, state: Extremes.init
    ) {
      theRule

      theTraining

      Simplified(
        """
        The paper does not print how wide its critic is: 512 is gan_toy.py's. Its generator is as deep and learns, too; ours stayed as it
        was drawn.
        """,
        """
        Most of these weights are at the bound because the first step cuts them to it. In lesson 05 they start inside, and training
        drives them there.
        """,
        "The rule counts on half of the ReLUs being open and on signs like coin flips: true until training begins to matter.",
        """
        Norms are added up in double precision: at c = 1/1000 squares can be too small for single precision, and the prompt's norm would
        say 0.
        """,
        """
        The clipped critics' rate was forty times the paper's. Batch norm would rescale gradients and hide much of this.
        """)
    }
  }
}
