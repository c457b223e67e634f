import Arrays
import Autodiff
import Refusals

extension Network {
  /// A number that no slope of the network exceeds: the product of what its layers can stretch, ‖f‖ ≤ Π ‖fᵢ‖ in the Euclidean norm.
  /// `nil` where a layer has no bound, as batch and layer normalisation.
  ///
  /// It is far from tight: it is met only where every layer stretches most in the direction that the one before gives.
  public func lipschitzBound() throws(Refusal) -> Real? {
    var bound = 1.0
    var shape = input
    for stage in stages {
      switch stage.layer.stretch {
      case .unbounded: return nil
      case .atMost(let stretch): bound *= Double(stretch)
      case .linear: bound *= Double(try stage.operatorNorm(input: shape))
      }
      shape = stage.output
    }
    return Real(bound)
  }
}

extension Network.Stage {
  /// The operator norm ‖A‖ of an affine layer A·x + b for samples of a shape, by power iteration: x ← Aᵀ·A·x, scaled to length 1 after each
  /// of the two, so that a matrix of any size has room.
  ///
  /// Aᵀ·y is the gradient of y·A(x) for x, and A·x that of x·(Aᵀ·y) for y: neither sees b, beside which A·x may be small. The iteration nears
  /// the norm from below, so it goes on until a step changes less than a millionth.
  func operatorNorm(input: Shape) throws(Refusal) -> Real {
    let weights = parameters.map(\.tensor.detached)
    let shape = Shape([1] + input.extents)
    let point = Tensor(NDArray(repeating: 0, shape: shape))
    let score = try layer.apply(point, weights).output
    let y = Tensor(NDArray(repeating: 0, shape: score.shape))
    let transposed = gradient(of: score.sumOfProducts(with: y), for: point)
    var x = Tensor(Random(seed: 0).normal(shape, .init(named: "power iteration")))
    var norm: Real = 0
    for _ in 0..<1000 {
      let image = gradient(of: transposed.sumOfProducts(with: (x / x.norm()).detached), for: y).detached
      let next = image.norm().value?.item ?? .nan
      guard next > 0, abs(next - norm) > 1e-6 * next else { return next }
      norm = next
      x = gradient(of: score.sumOfProducts(with: image / image.norm()), for: point).detached
    }
    return norm
  }
}
