import Arrays
import Refusals

/// The mean and the covariance of points: the Gaussian that has them.
public struct GaussianFit: Sendable {
  /// How many points it was fitted to.
  public let count: Int
  let mean: [Double]
  let covariance: SymmetricMatrix

  /// The fit to points `[count × dimension]`; the covariance is divided by count - 1. Throws where there are fewer than two points, or one
  /// is not finite.
  public init(_ points: NDArray) throws(Refusal) {
    let set = try PointSet(points, named: "points", in: "frechetdistance")
    guard set.count > 1 else {
      throw Refusal("frechetdistance", "there is one point", "A covariance needs two points at least.")
    }
    let (count, dimension) = (set.count, set.dimension)
    let mean = set.mean
    var sums = [Double](repeating: 0, count: dimension * dimension)
    for row in 0..<count {
      let gap = (0..<dimension).map { set.coordinates[row * dimension + $0] - mean[$0] }
      for i in 0..<dimension { for j in 0..<dimension { sums[i * dimension + j] += gap[i] * gap[j] } }
    }
    (self.count, self.mean) = (count, mean)
    covariance = SymmetricMatrix(side: dimension, sums.map { $0 / Double(count - 1) })
  }
}

/// A Gaussian that others are compared with, the root of its covariance taken once.
///
/// The Fréchet distance of two Gaussians, squared, as FID reports it: ‖μ₁ - μ₂‖² + tr(Σ₁ + Σ₂ - 2·(Σ₁·Σ₂)^½). It is the squared Wasserstein-2
/// distance between them. Heusel et al. 2017, arXiv 1706.08500, equation 6. The trace of (Σ₁·Σ₂)^½ is that of (Σ₁^½·Σ₂·Σ₁^½)^½, which is
/// symmetric.
public struct FrechetReference: Sendable {
  private let fit: GaussianFit
  private let root: SymmetricMatrix

  /// The Gaussian of some points.
  public init(_ fit: GaussianFit) { (self.fit, root) = (fit, fit.covariance.squareRoot) }

  /// The squared Fréchet distance; throws where the points have another number of coordinates.
  public func distance(to other: GaussianFit) throws(Refusal) -> Double {
    guard fit.mean.count == other.mean.count else {
      throw Refusal(
        "frechetdistance", "points of \(fit.mean.count) numbers against points of \(other.mean.count)",
        "Compare points of the same space.")
    }
    let gap = zip(fit.mean, other.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let joint = root.around(other.covariance).eigenvalues.reduce(0) { $0 + max(0, $1).squareRoot() }
    return max(0, gap + fit.covariance.trace + other.covariance.trace - 2 * joint)
  }
}

/// The squared Fréchet distance of two Gaussians; see `FrechetReference`.
public func frechetDistance(_ a: GaussianFit, _ b: GaussianFit) throws(Refusal) -> Double {
  try FrechetReference(a).distance(to: b)
}
