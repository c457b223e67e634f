/// Where the fakes that a critic is trained on come from.
public enum FakeSource: String, CaseIterable, Sendable {
  /// The generator, as it is.
  case generator
  /// The step's real samples, each plus N(0, I): a generator that never changes, so that a critic can be trained to the end. Figure 1a of
  /// Gulrajani et al. 2017, and `FIXED_GENERATOR` in their gan_toy.py.
  case noisy
}
