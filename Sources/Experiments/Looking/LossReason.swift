import Arrays
import Autodiff
import Refusals

/// Where what a network's coming step minimises comes from: what it is the sum of, and the samples that it owes most to.
public struct LossReason {
  /// A sample that counts.
  public struct Sample {
    /// `real score`, `fake score`, `penalty`
    public let term: String
    /// Its place in the batch.
    public let index: Int
    /// Its own number: a score, or the norm of its slope.
    public let number: Real
    /// What the loss would be without it.
    public let without: Real
  }

  /// What is minimised.
  public let loss: Real
  /// What it is made of, in order.
  public let parts: [(name: String, value: Real)]
  /// For each term the samples without which the loss would be most another.
  public let samples: [Sample]

  /// How many samples of each term are told.
  private static let told = 3
  /// How many of them are tried.
  private static let tried = 16

  /// The reason for the loss of a network's coming step.
  public init(_ experiment: Experiment, _ network: StepMade.Network) throws {
    let work = try experiment.workThrough(network, .loss)
    let loss = try work.needed(work.loss, .loss).value?.item ?? .nan
    self.loss = loss
    parts = LossReason.parts(of: work, loss, lambda: experiment.settings.lambda)
    let outputs = work.outputTensors.map { (name: $0.name, value: $0.value.detached) }
    let slopes = try LossReason.slopes(work)
    var samples: [Sample] = []
    for (place, output) in outputs.enumerated() {
      guard let numbers = output.value.value?.numbers, numbers.count > 1 else { continue }
      let mean = numbers.reduce(0, +) / Real(numbers.count)
      let tried = numbers.indices.sorted {
        abs(slopes[place][$0] * (numbers[$0] - mean)) > abs(slopes[place][$1] * (numbers[$1] - mean))
      }.prefix(LossReason.tried)
      let known = try tried.map { index in
        var fewer = outputs.map(\.value)
        fewer[place] = try output.value.without(index)
        return Sample(
          term: output.name, index: index, number: numbers[index],
          without: try work.loss(of: fewer, lambda: experiment.settings.lambda))
      }
      samples += known.sorted { abs($0.without - loss) > abs($1.without - loss) }.prefix(LossReason.told)
    }
    try ArrayMemory.checkRefusals("why")
    self.samples = samples
  }

  /// ∂loss/∂y of each number through which the loss depends on the weights.
  private static func slopes(_ work: StepWork) throws -> [[Real]] {
    let loss = try work.needed(work.loss, .loss)
    return work.outputTensors.map {
      Autodiff.gradient(of: loss, for: $0.value).value?.numbers ?? [Real](repeating: 0, count: $0.value.shape.count)
    }
  }

  private static func parts(of work: StepWork, _ loss: Real, lambda: Real) -> [(name: String, value: Real)] {
    if let fake = work.fakeScores, work.network == .generator {
      return [("E[D(fake)]", fake.mean().number), ("loss", loss)]
    }
    var parts: [(name: String, value: Real)] = []
    if let scores = work.scores {
      parts += [("E[D(real)]", scores.real.mean().number), ("E[D(fake)]", scores.fake.mean().number)]
      parts.append(("the scores' loss", work.recipe.criticLoss(scores.real, scores.fake).number))
    }
    if let penalty = work.penalty?.value.number {
      parts += [("penalty", penalty), ("λ", lambda), ("λ·penalty", lambda * penalty)]
    }
    return parts + [("loss, the sum", loss)]
  }
}

extension StepWork {
  /// The loss from the numbers of each sample through which it depends on the weights.
  fileprivate func loss(of outputs: [Tensor], lambda: Real) throws -> Real {
    if network == .generator { return recipe.generatorLoss(outputs[0]).number }
    let own = recipe.criticLoss(outputs[0], outputs[1]).number
    guard let rule = recipe.penalty, outputs.count > 2 else { return own }
    return own + lambda * rule.measure(outputs[2]).number
  }
}

extension Tensor {
  /// The same without one row.
  fileprivate func without(_ index: Int) throws -> Tensor {
    let count = shape[0]
    let parts = [(0, index), (index + 1, count - index - 1)].filter { $0.1 > 0 }
    return try concatenated(parts.map { slice(axis: 0, from: $0.0, count: $0.1) }, axis: 0)
  }
}
