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
    examination.note(.update, try update(experiment))
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
  private func update(_ experiment: Experiment) throws -> Double? {
    let first = [try experiment.firstCritic(), try experiment.firstGenerator()]
    return zip([experiment.critic, experiment.generator], first).compactMap { state, first in
      let size = first.trainable.reduce(0.0) { $0 + $1.value.sumOfSquares }.squareRoot()
      guard first.trainable.reduce(0, { $0 + $1.shape.count }) >= 100, size > 0 else { return nil }
      return state.lastMove.map { $0.moved / size }
    }.max()
  }
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
