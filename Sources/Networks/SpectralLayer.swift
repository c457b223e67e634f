import Arrays
import Autodiff
import Refusals

extension Layer {
  /// A layer whose weight is divided by its largest singular value, as one step of power iteration estimates it from where the last one ended.
  /// Miyato et al. 2018, arXiv 1802.05957; a kernel counts as a matrix of its last axis, as in Keras.
  ///
  /// u is kept and not trained: v = W·u/‖W·u‖, then u = Wᵀ·v/‖Wᵀ·v‖, and σ = vᵀ·W·u, through which only W is differentiated.
  public static func spectral(_ inner: Layer) -> Layer {
    Layer(
      .spectral, .layers([inner.spec]), stage: inner.stage,
      recipes: { input throws(Refusal) in
        let recipes = try inner.recipes(input)
        guard let weight = recipes.first, weight.shape.rank >= 2 else {
          throw Refusal(
            "spectral", "\(inner.spec.text) has no matrix of weights", "Wrap dense, conv or convtranspose in it.")
        }
        return recipes + [
          Recipe("u", [weight.shape[weight.shape.rank - 1]], .normal(deviation: 1), isTrainable: false)
        ]
      },
      apply: { x, parameters, mode throws(Refusal) in
        let own = parameters.count - 1, weight = parameters[0]
        let estimate = try SpectralEstimate(of: weight, from: parameters[own])
        let result = try inner.apply(x, [weight / estimate.norm] + parameters[1..<own], mode)
        let kept = mode.isTraining ? [(own, estimate.direction.reshaped(parameters[own].shape))] : []
        return Result(result.output, updates: result.updates + kept)
      }
    ).stretching(.linear)
  }
}

/// One step of power iteration on a weight.
public struct SpectralEstimate {
  /// σ, which nears the largest singular value from below.
  public let norm: Tensor
  /// u, from which the next step goes on: `[columns × 1]`.
  let direction: Tensor

  /// The estimate from a direction u.
  public init(of weight: Tensor, from u: Tensor) throws(Refusal) {
    let columns = weight.shape[weight.shape.rank - 1]
    let matrix = try weight.reshaped(checking: [weight.shape.count / max(1, columns), columns])
    let fixed = matrix.detached
    let v = SpectralEstimate.unit(try product(fixed, u.detached.reshaped([columns, 1])))
    let next = SpectralEstimate.unit(try product(fixed.transposed, v))
    norm = (v * (try product(matrix, next))).sum()
    direction = next
  }

  private static func unit(_ x: Tensor) -> Tensor { (x / x.norm(epsilon: 1e-24)).detached }
}
