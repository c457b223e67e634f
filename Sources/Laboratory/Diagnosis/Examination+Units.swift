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
    let noise = experiment.noise(experiment.settings.batch, .init(named: "show"), step: 0)
    let inCritic = try critic.hiddenLayers(on: [samples.real, samples.fake])
    let inGenerator = try experiment.generator.network.hiddenLayers(on: [Tensor(noise)])
    examination.note(.deadInCritic, inCritic.compactMap(\.deadShare).max())
    examination.note(.deadInGenerator, inGenerator.compactMap(\.deadShare).max())
    let both = inCritic + inGenerator
    examination.note(.narrowest, both.map { Double($0.units) }.min())
    examination.note(.live, both.map { Double($0.live) }.min())
  }
}

/// A layer with an activation that lets a unit pass something on or nothing.
private struct HiddenLayer {
  /// Whether units can die in it: those of a ReLU do, those of a leaky one do not.
  let canDie: Bool
  /// Its units; of images, its channels.
  let units: Int
  /// Those that give something else than 0 for some sample.
  let live: Int

  /// The share of dead units; `nil` where none can die.
  var deadShare: Double? { canDie ? 1 - Double(live) / Double(max(1, units)) : nil }
}

extension Network {
  /// Its layers with a ReLU or a leaky one, on samples.
  fileprivate func hiddenLayers(on batches: [Tensor]) throws -> [HiddenLayer] {
    let tensors = parameters.map(\.tensor.detached)
    let passages = try batches.map { try self.passages(of: $0.detached, tensors) }
    return stages.indices.filter { ["relu", "leakyrelu"].contains(stages[$0].layer.kind) }.map { stage in
      let width = stages[stage].output.extents.last ?? 1
      var lives = [Bool](repeating: false, count: width)
      for passage in passages {
        passage[stage + 1].value?.withNumbers { numbers in
          for place in numbers.indices where numbers[place] != 0 { lives[place % width] = true }
        }
      }
      return HiddenLayer(
        canDie: stages[stage].layer.kind == "relu", units: width, live: lives.count(where: \.self))
    }
  }
}
