import Classroom
import Datasets

/// What the lesson measures: both objectives on one budget, and what drowned the book's critic.
struct Clothes {
  let scene: Scene
  let budget: FashionRun.Budget
  let clipped, penalised: Once<FashionRun>
  /// A penalised run of the short budget, whatever the other ones have.
  let narrow: Once<FashionRun>
  let drowning: Once<Drowning>
  /// How many times 1,000 rounds of five steps on 64 pictures go through the training pictures.
  let epochs = Once { 1000 * 5 * 64 / Double(try FashionMNIST.load(split: .train).count) }
  /// The critic's last loss on the learner's bench.
  let loss: Live<Double>

  init(_ scene: Scene) {
    let budget = scene.isInteractive ? FashionRun.Budget.full : .short
    (self.scene, self.budget) = (scene, budget)
    loss = Live { Double(try scene.experiment().log.lastCritic?.loss ?? .nan) }
    clipped = Once { try FashionRun("wgan", budget, scene) }
    let penalised = Once { try FashionRun("wgan-gp", budget, scene) }
    self.penalised = penalised
    narrow = scene.isInteractive ? Once { try FashionRun("wgan-gp", .short, scene) } : penalised
    drowning = Once { try Drowning(poll: scene.poll) }
  }

  /// The readings of the narrow run from the lowest loss on: before, the critic is still learning to tell apart.
  func sincePeak() throws -> [FashionRun.Reading] {
    let readings = try narrow().readings
    let lowest = readings.indices.min { readings[$0].loss < readings[$1].loss } ?? 0
    return Array(readings[lowest...])
  }
}

extension Lesson {
  /// The article's experiment: a WGAN and a WGAN-GP on Fashion-MNIST, on the same budget, judged by a number and by the eye.
  public static var fashionMNIST: Lesson {
    Lesson(
      12, "FashionMNIST", "the article's experiment: WGAN, then WGAN-GP, on pictures of clothes",
      setup: ["use fashion", "set objective wgan", "set width 8", "set batch 32"], state: Clothes.init
    ) {
      theExperiment

      theRace

      theBook

      Simplified(
        """
        A budget of minutes. At a learning rate as small as the WGAN paper's, clipped critics go on getting better for long, and
        stay behind.
        """,
        """
        Each objective has its own defaults: RMSprop and batch norm for clipping, Adam at a larger rate and neither for the penalty. That is how
        they are used, so what is compared is two recipes and not one knob.
        """,
        """
        The Fréchet distance takes features for a Gaussian and depends on the classifier and on how many images there are. It is a number that
        falls as samples get better; it is not their quality.
        """,
        "One seed. `set seed 2` at the prompt is another.")
    }
  }
}
