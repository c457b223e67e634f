import Arrays

/// What one critic step did.
public struct CriticReport: Hashable, Sendable {
  /// Counted from 1.
  public let step: Int
  /// What the critic minimised, penalty included.
  public let loss: Real
  /// The penalty before its weight; `nil` without one.
  public let penalty: Real?
  /// E[D(real)] - E[D(fake)] before the step.
  public let estimate: Real
  /// The mean of ‖∇D(x̂)‖₂; `nil` without a penalty.
  public let slopeNorm: Real?
  /// The Euclidean norm of the whole gradient.
  public let gradientNorm: Real

  /// A report from its numbers.
  public init(step: Int, loss: Real, penalty: Real?, estimate: Real, slopeNorm: Real?, gradientNorm: Real) {
    (self.step, self.loss, self.penalty, self.estimate) = (step, loss, penalty, estimate)
    (self.slopeNorm, self.gradientNorm) = (slopeNorm, gradientNorm)
  }
}

/// What one generator step did.
public struct GeneratorReport: Hashable, Sendable {
  /// Counted from 1.
  public let step: Int
  /// How many steps the critic had made before it.
  public let criticSteps: Int
  /// What the generator minimised.
  public let loss: Real
  /// The Euclidean norm of the whole gradient.
  public let gradientNorm: Real

  /// A report from its numbers.
  public init(step: Int, criticSteps: Int, loss: Real, gradientNorm: Real) {
    (self.step, self.criticSteps, self.loss, self.gradientNorm) = (step, criticSteps, loss, gradientNorm)
  }
}

/// What one round did: its last critic step and its generator step.
public struct RoundReport: Hashable, Sendable {
  /// The last critic step.
  public let critic: CriticReport
  /// The generator step.
  public let generator: GeneratorReport
}
