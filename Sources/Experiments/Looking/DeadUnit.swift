import Arrays
import Autodiff
import Networks

/// A unit that passes nothing on for any sample of a step: whatever goes through it has no gradient.
public struct DeadUnit: Hashable, Sendable {
  /// Whether the weight is one of the unit's own, or one that reads it.
  public enum Side: Sendable {
    case own, read
  }

  /// On which side of the weight it is.
  public let side: Side
  /// The layer of its ReLU, `relu2`; `nil` where its numbers are 0 for another reason.
  public let relu: String?
  /// Which of the layer's units.
  public let unit: Int
  /// On how many samples it was tried.
  public let samples: Int

  /// The dead units that one weight of a network's coming step has to do with.
  public static func near(
    _ experiment: Experiment, _ network: StepMade.Network, _ parameter: Parameter, at index: [Int]
  ) throws -> [DeadUnit] {
    let work = try experiment.workThrough(network, .loss, history: .drop)
    let (evaluated, tensors) = network == .critic ? work.critic : work.generator
    guard let stage = evaluated.stages.firstIndex(where: { $0.parameters.contains { $0 === parameter } }),
      let unit = index.last
    else { return [] }
    let inputs = network == .critic ? work.shown : [work.noise].compactMap(\.self)
    let outputs = try inputs.map { try evaluated.passages(of: $0.detached, tensors) }
    let count = inputs.reduce(0) { $0 + $1.shape[0] }
    var dead: [DeadUnit] = []
    let after = evaluated.stages.indices.first {
      $0 > stage && !["batchnorm", "layernorm"].contains(evaluated.stages[$0].layer.kind)
    }
    if let after, evaluated.stages[after].layer.kind == "relu",
      outputs.allSatisfy({ $0[after + 1].isZero(lastIndex: unit) })
    {
      dead.append(DeadUnit(side: .own, relu: evaluated.stages[after].name, unit: unit, samples: count))
    }
    // Of a weight [… × in × out] the number before the last says which input it reads.
    if index.count > 1, outputs.allSatisfy({ $0[stage].isZero(lastIndex: index[index.count - 2]) }) {
      let before = stage > 0 ? evaluated.stages[stage - 1] : nil
      dead.append(
        DeadUnit(
          side: .read, relu: before?.layer.kind == "relu" ? before?.name : nil, unit: index[index.count - 2],
          samples: count))
    }
    return dead
  }
}

extension StepWork {
  /// All that the critic is shown: data, fakes, and the points where its slope is measured.
  fileprivate var shown: [Tensor] {
    (samples.map { [$0.real, $0.fake] } ?? []) + [penalty?.points].compactMap(\.self)
  }
}

extension Tensor {
  /// Whether all numbers with this last index are 0.
  fileprivate func isZero(lastIndex index: Int) -> Bool {
    guard let numbers = value?.numbers, let width = shape.extents.last, index < width else { return false }
    return stride(from: index, to: numbers.count, by: width).allSatisfy { numbers[$0] == 0 }
  }
}
