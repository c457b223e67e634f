import Arrays
import Autodiff
import Experiments
import Networks

extension Laboratory {
  /// Weights at their bound, and units that pass nothing on.
  func measureUnits(_ experiment: Experiment, _ examination: inout Examination) throws {
    let critic = experiment.critic.network
    if experiment.settings.objective.clips {
      let bound = experiment.settings.clip
      let (held, all) = critic.trainable.reduce((0, 0)) { sums, parameter in
        (sums.0 + parameter.value.numbers.count { abs($0) > 0.99 * bound }, sums.1 + parameter.shape.count)
      }
      examination.note(.atBound, Double(held) / Double(max(1, all)))
    }
    let samples = try experiment.samples(step: experiment.critic.steps)
    examination.note(.deadInCritic, try critic.deadShare(on: [samples.real, samples.fake]))
    let noise = experiment.noise(experiment.settings.batch, .init(named: "show"), step: 0)
    examination.note(.deadInGenerator, try experiment.generator.network.deadShare(on: [Tensor(noise)]))
  }
}

extension Network {
  /// The share of units of its worst ReLU layer that give 0 for every sample; `nil` without such a layer.
  fileprivate func deadShare(on batches: [Tensor]) throws -> Double? {
    let tensors = parameters.map(\.tensor.detached)
    let passages = try batches.map { try self.passages(of: $0.detached, tensors) }
    let shares = stages.indices.filter { stages[$0].layer.kind == "relu" }.map { stage -> Double in
      let width = stages[stage].output.extents.last ?? 1
      var lives = [Bool](repeating: false, count: width)
      for passage in passages {
        passage[stage + 1].value?.withNumbers { numbers in
          for place in numbers.indices where numbers[place] != 0 { lives[place % width] = true }
        }
      }
      return Double(lives.count { !$0 }) / Double(max(1, width))
    }
    return shares.max()
  }
}
