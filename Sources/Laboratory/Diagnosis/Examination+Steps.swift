import Arrays
import Autodiff
import Experiments
import Networks

extension Laboratory {
  /// How far steps go, and whether there are numbers to step by.
  func measureSteps(_ experiment: Experiment, _ examination: inout Examination) throws {
    examination.note(.rounds, Double(experiment.rounds))
    examination.note(.refused, experiment.failed == nil ? 0.0 : 1.0)
    examination.note(.criticUpdate, experiment.critic.relativeUpdate)
    examination.note(.generatorUpdate, experiment.generator.relativeUpdate)
    let first = [try experiment.firstCritic(), try experiment.firstGenerator()]
    examination.note(.update, update(experiment, first))
    examination.note(.stride, stride(experiment.settings, first[0]))
    examination.note(.push, push(experiment))
    let loss = try experiment.generatorLoss().loss
    let trainable = experiment.generator.network.trainable
    let gradients = gradients(of: loss, for: trainable.map(\.tensor), history: .drop)
    let squares = gradients.reduce(0.0) { $0 + ($1?.value?.sumOfSquares ?? 0) }
    let count = trainable.reduce(0) { $0 + $1.shape.count }
    let isAdaptive = experiment.settings.rule != .sgd
    let size = (squares / Double(max(1, count))).squareRoot()
    examination.note(.generatorSignal, isAdaptive ? size / Double(experiment.settings.epsilon) : nil)
  }

  /// The greater ‖Δw‖/‖w₀‖ of the last steps, of networks of 100 weights or more; `nil` where none is known. Weights that have grown hide how far
  /// they leap: their first size does not.
  private func update(_ experiment: Experiment, _ first: [Network]) -> Double? {
    zip([experiment.critic, experiment.generator], first).compactMap { state, first in
      guard first.hasManyWeights, let size = first.size else { return nil }
      return state.lastMove.map { $0.moved / size }
    }.max()
  }

  /// What an adaptive optimiser moves a weight by, the rate, over the size that the critic's weights have at first or are bounded by; `nil` where
  /// they are too few to have one.
  private func stride(_ settings: Settings, _ critic: Network) -> Double? {
    guard settings.rule != .sgd, let size = critic.typicalWeight else { return nil }
    return Double(settings.rate) / (settings.objective.clips ? min(size, Double(settings.clip)) : size)
  }

  /// The greatest change of a weight by the last steps, over the rate; `nil` where none is known.
  private func push(_ experiment: Experiment) -> Double? {
    let changes = [experiment.critic, experiment.generator].flatMap(\.lastUpdates).map { before, after in
      zip(before.numbers, after.numbers).reduce(0.0) { max($0, abs(Double($1.1) - Double($1.0))) }
    }
    return changes.max().map { $0 / Double(experiment.settings.rate) }
  }
}

extension Network {
  /// How many trainable weights it has.
  private var weights: Int { trainable.reduce(0) { $0 + $1.shape.count } }

  /// Whether it has so many that their size says something.
  fileprivate var hasManyWeights: Bool { weights >= 100 }

  /// ‖w‖; `nil` where that is 0.
  fileprivate var size: Double? {
    let size = trainable.reduce(0.0) { $0 + $1.value.sumOfSquares }.squareRoot()
    return size > 0 ? size : nil
  }

  /// The root mean square of its weights; `nil` where it has few.
  fileprivate var typicalWeight: Double? { hasManyWeights ? size.map { $0 / Double(weights).squareRoot() } : nil }
}

extension Experiment {
  /// The critic as it was before its first step.
  fileprivate func firstCritic() throws -> Network {
    try Network(
      "critic", input: architecture.sample, architecture.critic, random: Random(seed: UInt64(settings.seed)))
  }
}

extension TrainState {
  /// ‖Δw‖ of the last step, and ‖w‖ before it; `nil` where none is known.
  fileprivate var lastMove: (moved: Double, whole: Double)? {
    let updates = lastUpdates
    guard !updates.isEmpty else { return nil }
    var (moved, whole) = (0.0, 0.0)
    for (before, after) in updates {
      whole += before.sumOfSquares
      for (old, new) in zip(before.numbers, after.numbers) {
        moved += (Double(new) - Double(old)) * (Double(new) - Double(old))
      }
    }
    return (moved.squareRoot(), whole.squareRoot())
  }

  /// ‖Δw‖/‖w‖ of the last step; `nil` where none is known.
  fileprivate var relativeUpdate: Double? { lastMove.flatMap { $0.whole > 0 ? $0.moved / $0.whole : nil } }
}
