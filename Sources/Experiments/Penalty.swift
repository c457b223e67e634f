import Arrays
import Autodiff

/// What is asked of the critic's slope, and where.
public struct Penalty: Sendable {
  /// The points at which the slope is measured, from real and fake samples and one ε in [0, 1) a sample.
  public let points: @Sendable (_ real: Tensor, _ fake: Tensor, _ epsilon: Tensor) -> Tensor
  /// The penalty from the slopes' norms `[batch]`, before its weight λ.
  public let measure: @Sendable (_ norms: Tensor) -> Tensor

  /// E[(‖∇D(x̂)‖₂ - 1)²] at x̂ = ε·real + (1 - ε)·fake. Gulrajani et al. 2017, equation 3.
  public static let twoSided = Penalty(
    points: { real, fake, epsilon in epsilon * real + (1 - epsilon) * fake },
    measure: { norms in square(norms - 1).mean() })

  /// ‖∇D(x)‖₂ of each sample on its own: `[batch]`. The root holds ε = 1e-12, so that a flat critic has a slope to follow.
  ///
  /// The article squares and sums over the batch too, which gives one norm for all samples; that is not the paper's penalty.
  public static func norms(of slope: Tensor) -> Tensor {
    slope.norm(axes: Array(1..<slope.shape.rank), epsilon: 1e-12)
  }
}
