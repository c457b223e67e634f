import Arrays
import Autodiff
import Distances

/// A distance as a formula of the language, beside its number: what its derivatives are of.
typealias DistanceFormula = @Sendable (_ inputs: [Tensor]) -> Tensor

/// Divergences of weights p and q, which need not add up to 1.
enum DivergenceFormula {
  /// Σ p·log(p/q). Where p is 0 its term is left out, and has the derivative 0.
  static let kl: DistanceFormula = { inputs in
    let (p, q) = (inputs[0].shares, inputs[1].shares)
    return entropy(p, over: q)
  }

  /// ½·KL(p‖m) + ½·KL(q‖m), m = (p + q)/2.
  static let js: DistanceFormula = { inputs in
    let (p, q) = (inputs[0].shares, inputs[1].shares)
    let middle = 0.5 * (p + q)
    return 0.5 * (entropy(p, over: middle) + entropy(q, over: middle))
  }

  /// ½·Σ |p - q|
  static let totalVariation: DistanceFormula = { inputs in 0.5 * abs(inputs[0].shares - inputs[1].shares).sum() }

  private static func entropy(_ p: Tensor, over q: Tensor) -> Tensor {
    select(p .> Tensor(0), p * (log(p) - log(q)), Tensor(0)).sum()
  }
}

/// The Wasserstein distance of weights on a line: of p, q and, where they are given, positions.
///
/// W = Σ φᵢ·(pᵢ - qᵢ) with the critic's values φ, and W = Σ cᵢ·xᵢ with the pulls c. Neither changes with what it is the slope for; how φ changes with
/// the positions, and c with the weights, is not told here, and whoever asks is refused.
struct LineFormula {
  let slopes: LineSlopes

  func callAsFunction(_ inputs: [Tensor]) -> Tensor {
    let (p, q) = (inputs[0].shares, inputs[1].shares)
    let positions = Array(inputs.dropFirst(2))
    let values = Opaque.tensor("wasserstein's potentials", NDArray(slopes.potentials, p.shape), from: positions)
    let work = ((positions.isEmpty ? values.detached : values) * (p - q)).sum()
    guard let places = positions.first else { return work }
    let pulls = Opaque.tensor("wasserstein's plan", NDArray(slopes.pulls, places.shape), from: [p, q])
    return work + (pulls * (places - places.detached)).sum()
  }
}

/// The Wasserstein distance of samples x and y, of which some may weigh more: the plan held still.
///
/// The plan is that of an optimum, so the distance has no slope along it: where the optimum is the only one the derivative is exact. Where samples
/// have weights, the slope for these are the potentials; how those change with the samples is not told here, and whoever asks is refused.
struct TransportFormula: Sendable {
  let plan: [OptimalTransport.Move]
  let potentials: OptimalTransport.Potentials
  let cost: TransportCost

  init(_ transport: OptimalTransport, _ cost: TransportCost) {
    (plan, potentials, self.cost) = (transport.plan, transport.potentials, cost)
  }

  /// The distance of samples that weigh the same.
  func callAsFunction(_ x: Tensor, _ y: Tensor) -> Tensor {
    let gaps = x.points.rows(at: plan.map(\.from)) - y.points.rows(at: plan.map(\.to))
    let masses = plan.map { Real($0.mass) }
    switch cost {
    case .distance: return (gaps.norm(axes: [1]) * Tensor(NDArray(masses, shape: [masses.count]))).sum()
    case .squaredDistance:
      let roots = masses.map { $0.squareRoot() }
      return (gaps * Tensor(NDArray(roots, shape: [roots.count, 1]))).norm()
    }
  }

  /// The distance of samples with weights p and q.
  func callAsFunction(_ x: Tensor, _ y: Tensor, _ p: Tensor, _ q: Tensor) -> Tensor {
    let moved = self(x, y)
    let more = earned(potentials.from, p.shares, [x, y]) - earned(potentials.to, q.shares, [x, y])
    return cost == .distance ? moved + more : sqrt(square(moved) + more)
  }

  /// 0, whose slope for the shares are the potentials.
  private func earned(_ values: [Double], _ shares: Tensor, _ samples: [Tensor]) -> Tensor {
    let values = Opaque.tensor("wasserstein's potentials", NDArray(values, shares.shape), from: samples)
    return (values * (shares - shares.detached)).sum()
  }
}

extension Tensor {
  /// Weights as shares of the whole; brought to a largest of 1 first, so that no sum is too large.
  fileprivate var shares: Tensor {
    let largest = value?.withNumbers { $0.max() } ?? 1
    let scaled = self / Tensor(largest)
    return scaled / scaled.sum()
  }

  /// Samples as rows of numbers.
  fileprivate var points: Tensor { reshaped([shape[0], shape.count / max(1, shape[0])]) }
}

extension NDArray {
  /// Numbers in the language's precision.
  fileprivate init(_ numbers: [Double], _ shape: Shape) { self.init(numbers.map { Real($0) }, shape: shape) }
}
