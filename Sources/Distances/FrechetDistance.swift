import Arrays
import Refusals

/// The mean and the covariance of points: the Gaussian that has them.
public struct GaussianFit: Sendable {
  /// How many points it was fitted to.
  public let count: Int
  let mean: [Double]
  let covariance: SymmetricMatrix

  /// The most numbers that a point has.
  public static let mostNumbers = 2048

  /// The fit to points `[count × dimension]`; the covariance is divided by count - 1. Throws where there are fewer than two points, or one
  /// is not finite.
  public init(_ points: NDArray) throws(Refusal) {
    let set = try PointSet(points, named: "points", in: "frechetdistance")
    guard set.count > 1 else {
      throw Refusal("frechetdistance", "there is one point", "A covariance needs two points at least.")
    }
    let (count, dimension) = (set.count, set.dimension)
    guard dimension <= GaussianFit.mostNumbers else {
      throw Refusal(
        "frechetdistance", "the points have \(dimension) numbers each",
        "At most \(GaussianFit.mostNumbers) are compared: their covariance has the square of that. Compare features of them."
      )
    }
    let mean = set.mean
    var sums = [Double](repeating: 0, count: dimension * dimension)
    for row in 0..<count {
      if Cancellation.isRequested { break }
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

  /// The squared Fréchet distance; throws where the points have another number of coordinates, and where rounding leaves nothing of it: the
  /// covariances are then almost the same beside their size.
  public func distance(to other: GaussianFit) throws(Refusal) -> Double {
    guard fit.mean.count == other.mean.count else {
      throw Refusal(
        "frechetdistance", "points of \(fit.mean.count) numbers against points of \(other.mean.count)",
        "Compare points of the same space.")
    }
    let gap = zip(fit.mean, other.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    if fit.covariance.values == other.covariance.values { return gap }
    let eigenvalues = root.around(other.covariance).eigenvalues
    let joint = eigenvalues.reduce(0) { $0 + max(0, $1).squareRoot() }
    let spread = fit.covariance.trace + other.covariance.trace
    let distance = gap + max(0, spread - 2 * joint)
    // An eigenvalue is known to some units in the last place of the greatest, so that the root of a small one is hardly known at all.
    let noise = 0x1p-46 * eigenvalues.reduce(0) { max($0, abs($1)) }
    let doubt = 0x1p-42 * spread + 2 * Double(eigenvalues.count { $0 < noise }) * noise.squareRoot()
    guard doubt < 0.01 * distance else {
      throw Refusal(
        "frechetdistance",
        "the distance is less than what rounding loses beside variances of \(spread), about \(doubt)",
        "Points whose numbers are of unlike size can be compared after each axis is brought to the same size.")
    }
    return distance
  }
}
