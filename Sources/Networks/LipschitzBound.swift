import Arrays
import Autodiff
import Refusals

extension Network {
  /// A number that no slope of the network exceeds: the product of what its layers can stretch, ‖f‖ ≤ Π ‖fᵢ‖ in the Euclidean norm.
  /// `nil` where a layer has no bound, as batch and layer normalisation.
  ///
  /// It is far from tight: it is met only where every layer stretches most in the direction that the one before gives.
  public func lipschitzBound() throws(Refusal) -> Real? {
    var bound: Real = 1
    var shape = input
    for stage in stages {
      switch stage.layer.stretch {
      case .unbounded: return nil
      case .atMost(let stretch): bound *= stretch
      case .linear: bound *= try stage.operatorNorm(input: shape)
      }
      shape = stage.output
    }
    return bound
  }
}

extension Network.Stage {
  /// The operator norm ‖A‖ of an affine layer A·x + b for samples of a shape, by power iteration: x ← Aᵀ·A·x, scaled to length 1.
  ///
  /// Aᵀ is the gradient of A. The iteration nears the norm from below, so it goes on until a step changes less than a millionth.
  func operatorNorm(input: Shape) throws(Refusal) -> Real {
    let weights = parameters.map(\.tensor.detached)
    let shape = Shape([1] + input.extents)
    let origin = try layer.apply(Tensor(NDArray(repeating: 0, shape: shape)), weights).output
    var x = Tensor(Random(seed: 0).normal(shape, .init(named: "power iteration")))
    var norm: Real = 0
    for _ in 0..<1000 {
      x = (x / x.norm()).detached
      let y = try layer.apply(x, weights).output - origin
      let image = gradient(of: (0.5 * square(y)).sum(), for: x)
      let next = y.norm().value?.item ?? .nan
      guard next > 0, abs(next - norm) > 1e-6 * next else { return next }
      (norm, x) = (next, image)
    }
    return norm
  }
}
