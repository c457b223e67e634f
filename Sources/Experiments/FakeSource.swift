import Arrays
import Autodiff

/// Where the fakes that a critic is trained on come from.
public enum FakeSource: String, CaseIterable, Sendable {
  /// The generator, as it is.
  case generator
  /// The step's real samples, each plus N(0, I): a generator that never changes, so that a critic can be trained to the end. Figure 1a of
  /// Gulrajani et al. 2017, and `FIXED_GENERATOR` in their gan_toy.py.
  case noisy
}

extension Experiment {
  /// What is added to the real samples of one step, where fakes are `noisy`: standard normal numbers of their shape.
  func blur(_ real: NDArray, step: Int, stream: Random.Stream = .init(named: "blur")) -> NDArray {
    random.normal(real.shape, stream, step: step)
  }

  /// Fakes beside real samples that are only looked at: noisy ones where the critic sees such, else `nil`.
  public func noisy(_ real: NDArray) -> NDArray? {
    guard settings.fakes == .noisy else { return nil }
    return (Tensor(real) + Tensor(blur(real, step: 0, stream: .init(named: "show blur")))).value
  }
}
