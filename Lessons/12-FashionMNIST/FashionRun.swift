import Arrays
import Autodiff
import Classroom
import Experiments
import Networks
import Quality

/// One training of the article's networks on Fashion-MNIST, and how its samples come along.
struct FashionRun {
  /// How much is trained. Both objectives get the same.
  struct Budget {
    let width, batch, rounds, every, images: Int

    /// A narrow generator for a quarter of a minute.
    static let short = Budget(width: 6, batch: 24, rounds: 160, every: 16, images: 300)
    /// The preset's own width, for a minute or two.
    static let full = Budget(width: 16, batch: 64, rounds: 400, every: 40, images: 1000)
  }

  /// Where the run is after so many rounds.
  struct Reading {
    let rounds: Int
    /// The critic's loss, a mean over the rounds since the last reading: from batch to batch it jumps.
    let loss: Double
    /// The Fréchet distance of the samples in a classifier's features.
    let distance: Double
    /// One of the samples, of the same noise each time.
    let sample: NDArray
  }

  let readings: [Reading]
  /// A few of the last samples.
  let samples: NDArray
  /// What another set of real images would have as their distance.
  let floor: Double
  /// The greatest size of a trained critic weight at the end.
  let greatestWeight: Double

  var last: Reading { readings[readings.count - 1] }

  /// Trains with an objective, measuring on the way.
  init(_ objective: String, _ budget: Budget, _ scene: Scene) throws {
    let settings = try Settings(.fashion, "objective \(objective)", "width \(budget.width)", "batch \(budget.batch)")
    let experiment = try Experiment(settings)
    var (readings, losses, floor) = ([Reading](), [Double](), 0.0)
    for round in 1...budget.rounds {
      try scene.poll()
      losses.append(Double(try experiment.round().critic.loss))
      scene.progress("\(objective): round \(round) of \(budget.rounds)")
      guard round.isMultiple(of: budget.every) else { continue }
      let made = try scene.laboratory.fakes(experiment, budget.images)
      let quality = try scene.laboratory.imageQuality(of: made, in: scene.session)
      let size = made.count / budget.images,
        sample = NDArray(made.numbers.prefix(size), shape: [made.shape[1], made.shape[2]])
      readings.append(
        Reading(
          rounds: round, loss: losses.reduce(0, +) / Double(losses.count), distance: quality.distance, sample: sample))
      (losses, floor) = ([], quality.floor)
    }
    scene.progress("")
    (self.readings, self.floor) = (readings, floor)
    samples = try scene.laboratory.fakes(experiment, 5)
    greatestWeight = experiment.critic.network.trainable.flatMap(\.value.numbers).reduce(0) { max($0, Double(abs($1))) }
  }
}
