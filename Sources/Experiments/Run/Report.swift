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
}

/// What one round did: its last critic step and its generator step.
public struct RoundReport: Hashable, Sendable {
  /// The last critic step.
  public let critic: CriticReport
  /// The generator step.
  public let generator: GeneratorReport
}
