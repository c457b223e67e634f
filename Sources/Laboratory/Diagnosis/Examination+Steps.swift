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
    let large = [experiment.critic, experiment.generator].filter {
      $0.network.trainable.reduce(0) { $0 + $1.shape.count } >= 100
    }
    examination.note(.update, large.compactMap(\.relativeUpdate).max())
    let loss = try experiment.generatorLoss().loss
    let trainable = experiment.generator.network.trainable
    let gradients = gradients(of: loss, for: trainable.map(\.tensor), history: .drop)
    let squares = gradients.reduce(0.0) { $0 + ($1?.value?.sumOfSquares ?? 0) }
    let count = trainable.reduce(0) { $0 + $1.shape.count }
    let isAdaptive = experiment.settings.rule != .sgd
    let size = (squares / Double(max(1, count))).squareRoot()
    examination.note(.generatorSignal, isAdaptive ? size / Double(experiment.settings.epsilon) : nil)
  }
}

extension TrainState {
  /// ‖Δw‖/‖w‖ of the last step; `nil` where none is known.
  fileprivate var relativeUpdate: Double? {
    let updates = lastUpdates
    guard !updates.isEmpty else { return nil }
    var (moved, whole) = (0.0, 0.0)
    for (before, after) in updates {
      whole += before.sumOfSquares
      for (old, new) in zip(before.numbers, after.numbers) {
        moved += (Double(new) - Double(old)) * (Double(new) - Double(old))
      }
    }
    return whole > 0 ? (moved / whole).squareRoot() : nil
  }
}
