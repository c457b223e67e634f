import Arrays
import Autodiff
import Networks
import Refusals

/// What the critic says of the two batches of its step.
public struct CriticScores {
  /// `[batch × 1]`
  public let real: Tensor
  /// `[batch × 1]`
  public let fake: Tensor
  /// What kept parameters (batch norm's moving statistics) become.
  public let updates: [(index: Int, value: Tensor)]
}

/// What the critic makes of samples: scores, slopes, penalty and loss, as a graph that can be differentiated.
public struct CriticJudgement {
  /// `[batch × 1]`
  public let realScores: Tensor
  /// `[batch × 1]`
  public let fakeScores: Tensor
  /// ‖∇D(x̂)‖₂ at each point where the slope is measured, `[batch]`; `nil` without a penalty.
  public let slopeNorms: Tensor?
  /// The penalty before its weight; `nil` without one.
  public let penalty: Tensor?
  /// What the critic minimises.
  public let loss: Tensor
  /// What kept parameters (batch norm's moving statistics) become.
  public let updates: [(index: Int, value: Tensor)]

  /// E[D(real)] - E[D(fake)]: minus the loss without its penalty. An estimate of the Wasserstein distance, up to the critic's
  /// Lipschitz constant.
  public var estimate: Tensor { realScores.mean() - fakeScores.mean() }
}

extension StepRecipe {
  /// The scores of a critic with the given parameter tensors.
  ///
  /// Real and fake are scored apart, so that batch norm sees each batch by itself; its moving statistics take in first the real
  /// batch, then the fake one, as two calls of a Keras model do.
  func scores(
    of samples: Samples, by critic: Network, _ parameters: [Tensor], _ mode: LayerMode = .batch
  ) throws(Refusal) -> CriticScores {
    let real = try critic.evaluate(samples.real, parameters, mode)
    var kept = parameters
    for update in real.updates { kept[update.index] = update.value }
    let fake = try critic.evaluate(scoredFakes(samples), kept, mode)
    return CriticScores(real: real.output, fake: fake.output, updates: real.updates + fake.updates)
  }

  /// The loss from its parts.
  func judgement(_ scores: CriticScores, _ measure: PenaltyMeasure?, lambda: Tensor) -> CriticJudgement {
    let loss = criticLoss(scores.real, scores.fake)
    return CriticJudgement(
      realScores: scores.real, fakeScores: scores.fake, slopeNorms: measure?.norms, penalty: measure?.value,
      loss: measure.map { loss + lambda * $0.value } ?? loss, updates: scores.updates)
  }

  /// Scores, penalty and loss of a critic with the given parameter tensors, on samples of any kind.
  public func judge(
    _ samples: Samples, by critic: Network, _ parameters: [Tensor], lambda: Tensor
  ) throws(Refusal) -> CriticJudgement {
    let scores = try scores(of: samples, by: critic, parameters)
    return judgement(scores, try penalty?.measured(samples, critic, parameters), lambda: lambda)
  }
}
