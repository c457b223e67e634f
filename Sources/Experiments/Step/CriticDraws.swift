import Arrays
import Autodiff
import Networks
import Refusals

/// What a critic step draws: as numbers, as tensors, or as the places where a program reads them.
public struct CriticDraws<Value> {
  /// A batch from the data: `[batch × …]`.
  public let real: Value
  /// What fakes are made from: the generator's noise, or what is added to real samples.
  public let noise: Value
  /// ε, of a shape that stretches over the batch.
  public let epsilon: Value
  /// Standard normal numbers, as many as the real samples have; `nil` where no penalty needs them.
  public let directions: Value?

  /// The same of each, which is given with its name.
  public func map<Other>(_ transform: (Value, String) throws -> Other) rethrows -> CriticDraws<Other> {
    CriticDraws<Other>(
      real: try transform(real, "real"), noise: try transform(noise, "noise"),
      epsilon: try transform(epsilon, "epsilon"), directions: try directions.map { try transform($0, "directions") })
  }
}

extension CriticDraws<NDArray> {
  /// As leaves.
  var tensors: CriticDraws<Tensor> { map { Tensor($0, label: $1) } }
}

/// What the critic is shown.
public struct Samples {
  /// A batch from the data: `[batch × …]`.
  public let real: Tensor
  /// As many fakes, without history.
  public let fake: Tensor
  /// ε in [0, 1), shaped to stretch over the batch: `[batch × 1 × …]`.
  public let epsilon: Tensor
  /// Standard normal numbers, as many as the real samples have; `nil` where no penalty needs them.
  public let directions: Tensor?

  /// What the critic is shown.
  public init(real: Tensor, fake: Tensor, epsilon: Tensor, directions: Tensor? = nil) {
    (self.real, self.fake, self.epsilon, self.directions) = (real, fake, epsilon, directions)
  }
}

extension StepRecipe {
  /// Fakes with the history of what they are made from: what a generator with these parameters makes, or real samples plus what was drawn.
  func fakes(
    from draws: CriticDraws<Tensor>, by generator: Network, _ parameters: [Tensor], _ mode: LayerMode = .batch
  ) throws(Refusal) -> Tensor {
    switch fakes {
    case .generator:
      try generator.evaluate(draws.noise, parameters, fakeStatistics == .kept ? .inference : mode).output
    case .noisy: draws.real + draws.noise
    }
  }

  /// What a critic step shows its critic.
  func samples(
    from draws: CriticDraws<Tensor>, by generator: Network, _ parameters: [Tensor]
  ) throws(Refusal) -> Samples {
    Samples(
      real: draws.real, fake: try fakes(from: draws, by: generator, parameters).detached, epsilon: draws.epsilon,
      directions: draws.directions)
  }
}
