import Arrays

/// The numbers that each step reads, looked up once for all steps under the same settings: looking them up by name takes as long as a whole step of
/// the smallest networks.
public struct StepNumbers: Sendable {
  /// The seed's randomness.
  let random: Random
  /// How the generator's noise is distributed.
  let latent: Latent
  /// Samples in a batch.
  let batch: Int
  /// The penalty's weight λ.
  let lambda: Real
  /// The learning rate.
  let rate: Real
  /// The bound c of clipped weights.
  let clip: Real
  private let critics: Int
  private let warmup: Bool

  /// The numbers of some settings.
  init(_ settings: Settings) {
    random = Random(seed: UInt64(settings.seed))
    (latent, batch, lambda) = (settings.preset.latent, settings.batch, settings.lambda)
    (rate, clip) = (settings.rate, settings.clip)
    (critics, warmup) = (settings.critics, settings.warmup)
  }

  /// How many steps the critic makes before a generator step, counted from 0: with `warmup`, 100 before each of the first 25 and before
  /// every 500th, as Arjovsky's code (`Diters` in main.py of WassersteinGAN).
  public func criticSteps(before generatorStep: Int) -> Int {
    warmup && (generatorStep < 25 || generatorStep.isMultiple(of: 500)) ? 100 : critics
  }
}
