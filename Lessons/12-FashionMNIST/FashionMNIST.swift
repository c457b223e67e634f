import Arrays
import Autodiff
import Classroom
import Experiments
import Language

extension Lesson {
  /// The article's experiment: a WGAN and a WGAN-GP on Fashion-MNIST, on the same budget, judged by a number and by the eye.
  public static var fashionMNIST: Lesson {
    Lesson(
      embedded: lessonTexts,
      measurements: [
        LessonMeasurement("clipped") { try Budget(for: $0).training("wgan", $0) },
        LessonMeasurement("penalised") { try Budget(for: $0).training("wgan-gp", $0) },
        LessonMeasurement("narrow") { try Budget.short.training("wgan-gp", $0) },
      ])
  }
}

/// How much is trained. Both objectives get the same.
private struct Budget {
  let width, batch, rounds, every, images: Int

  /// A narrow generator for a quarter of a minute.
  static let short = Budget(width: 6, batch: 24, rounds: 160, every: 16, images: 300)

  /// The preset's own width, for a minute or two, where somebody sits and waits.
  init(for scene: Scene) {
    self = scene.isInteractive ? Budget(width: 16, batch: 64, rounds: 400, every: 40, images: 1000) : .short
  }

  private init(width: Int, batch: Int, rounds: Int, every: Int, images: Int) {
    (self.width, self.batch, self.rounds, self.every, self.images) = (width, batch, rounds, every, images)
  }

  /// Trains with an objective. After every so many `rounds` the critic's mean `loss` since the reading before, which jumps from batch to
  /// batch, and the Fréchet `distance` of the samples; of the end the `floor`, five `samples` and the critic's greatest `weight`.
  func training(_ objective: String, _ scene: Scene) throws -> [String: Value] {
    let experiment = try Experiment(
      try Settings(.fashion, "objective \(objective)", "width \(width)", "batch \(batch)"))
    var (rounds, losses, distances, floor) = ([Real](), [Real](), [Real](), 0.0)
    var sum: Real = 0
    for round in 1...self.rounds {
      try scene.poll()
      sum += try experiment.round().critic.loss
      scene.progress("\(objective): round \(round) of \(self.rounds)")
      guard round.isMultiple(of: every) else { continue }
      let quality = try scene.laboratory.imageQuality(
        of: scene.laboratory.fakes(experiment, images), in: scene.session)
      rounds.append(Real(round))
      losses.append(sum / Real(every))
      distances.append(Real(quality.distance))
      (sum, floor) = (0, quality.floor)
    }
    let vector = { (numbers: [Real]) in Value.tensor(Tensor(NDArray(numbers, shape: [numbers.count]))) }
    return [
      "rounds": vector(rounds), "loss": vector(losses), "distance": vector(distances), "floor": .number(Real(floor)),
      "samples": .tensor(Tensor(try scene.laboratory.fakes(experiment, 5))),
      "weight": .number(experiment.critic.network.trainable.flatMap(\.value.numbers).reduce(0) { max($0, abs($1)) }),
    ]
  }
}
