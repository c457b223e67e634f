import Arrays
import Autodiff
import Networks
import Refusals

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
  /// Scores, penalty and loss of a critic with the given parameter tensors.
  ///
  /// Real and fake are scored apart, so that batch norm sees each batch by itself; its moving statistics take in first the real
  /// batch, then the fake one, as two calls of a Keras model do.
  public func judge(
    _ samples: Samples, by critic: Network, _ parameters: [Tensor], lambda: Tensor
  ) throws(Refusal) -> CriticJudgement {
    let real = try critic.evaluate(samples.real, parameters)
    var kept = parameters
    for update in real.updates { kept[update.index] = update.value }
    let fake = try critic.evaluate(samples.fake, kept)
    let slopes = try penalty?.slopeNorms(samples, critic, parameters)
    let paid = slopes.flatMap { penalty?.measure($0) }
    let loss = criticLoss(real.output, fake.output)
    return CriticJudgement(
      realScores: real.output, fakeScores: fake.output, slopeNorms: slopes, penalty: paid,
      loss: paid.map { loss + lambda * $0 } ?? loss, updates: real.updates + fake.updates)
  }
}
