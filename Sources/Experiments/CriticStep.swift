import Arrays
import Autodiff
import Networks
import Refusals

/// What a critic step draws.
public struct Samples {
  /// A batch from the data: `[batch × …]`.
  public let real: Tensor
  /// A batch from the generator, without history.
  public let fake: Tensor
  /// One ε in [0, 1) a sample, shaped to stretch over it: `[batch × 1 × …]`.
  public let epsilon: Tensor
  /// Standard normal numbers, as many as the real samples have; `nil` where no penalty needs them.
  public let directions: Tensor?

  /// What a step draws.
  public init(real: Tensor, fake: Tensor, epsilon: Tensor, directions: Tensor? = nil) {
    (self.real, self.fake, self.epsilon, self.directions) = (real, fake, epsilon, directions)
  }
}

/// What the critic makes of a draw: scores, slopes, penalty and loss, as a graph that can be differentiated.
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

extension Objective {
  /// Scores, penalty and loss of a critic with the given parameter tensors on a draw, the penalty's weight being a number.
  public func judge(
    _ samples: Samples, by critic: Network, _ parameters: [Tensor], lambda: Real
  ) throws(Refusal) -> CriticJudgement {
    try judge(samples, by: critic, parameters, lambda: Tensor(lambda))
  }

  /// Scores, penalty and loss of a critic with the given parameter tensors on a draw.
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
    var loss = criticLoss(real.output, fake.output)
    var norms: Tensor?
    var penalty: Tensor?
    if let rule = self.penalty {
      let points = rule.points(samples).aliased
      let score = try critic.evaluate(points, parameters).output.sum()
      let measured = Penalty.norms(of: gradient(of: score, for: points))
      let paid = rule.measure(measured)
      loss = loss + lambda * paid
      (norms, penalty) = (measured, paid)
    }
    return CriticJudgement(
      realScores: real.output, fakeScores: fake.output, slopeNorms: norms, penalty: penalty, loss: loss,
      updates: real.updates + fake.updates)
  }
}
