import Foundation

/// A symmetric matrix of real numbers, for what covariances need: eigenvalues and square roots.
struct SymmetricMatrix {
  let side: Int
  /// Row-major: `[side × side]`.
  private(set) var values: [Double]

  init(side: Int, _ values: [Double]) { (self.side, self.values) = (side, values) }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * side + column] }
    set { values[row * side + column] = newValue }
  }

  /// The sum of the diagonal.
  var trace: Double { (0..<side).reduce(0) { $0 + self[$1, $1] } }

  /// A = V·diag(λ)·Vᵀ: the eigenvalues, and their vectors as columns of V.
  ///
  /// Jacobi's method: rotations zero one pair of entries after another until nothing is left beside the diagonal. Slow for large
  /// matrices, but simple and accurate to the last digits (Golub and Van Loan, *Matrix Computations*, section 8.5).
  func eigen() -> (values: [Double], vectors: [Double]) {
    var (matrix, vectors) = (self, [Double](repeating: 0, count: side * side))
    for i in 0..<side { vectors[i * side + i] = 1 }
    for _ in 0..<60 where matrix.isFarFromDiagonal {
      for p in 0..<side { for q in (p + 1)..<max(side, p + 1) { matrix.rotate(p, q, &vectors) } }
    }
    return ((0..<side).map { matrix[$0, $0] }, vectors)
  }

  private var isFarFromDiagonal: Bool {
    var (beside, all) = (0.0, 0.0)
    for i in 0..<side {
      for j in 0..<side {
        (beside, all) = (beside + (i == j ? 0 : self[i, j] * self[i, j]), all + self[i, j] * self[i, j])
      }
    }
    return beside > 1e-28 * all
  }

  /// Turns the plane of two axes so that their common entry becomes 0.
  private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [Double]) {
    guard self[p, q] != 0 else { return }
    let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
    let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for k in 0..<side { (self[k, p], self[k, q]) = SymmetricMatrix.turned(self[k, p], self[k, q], cosine, sine) }
    for k in 0..<side { (self[p, k], self[q, k]) = SymmetricMatrix.turned(self[p, k], self[q, k], cosine, sine) }
    for k in stride(from: 0, to: side * side, by: side) {
      (vectors[k + p], vectors[k + q]) = SymmetricMatrix.turned(vectors[k + p], vectors[k + q], cosine, sine)
    }
  }

  private static func turned(_ a: Double, _ b: Double, _ cosine: Double, _ sine: Double) -> (Double, Double) {
    (cosine * a - sine * b, sine * a + cosine * b)
  }

  /// The square root of a matrix without negative eigenvalues; those that rounding made negative count as 0.
  var squareRoot: SymmetricMatrix {
    let (eigenvalues, vectors) = eigen()
    let roots = eigenvalues.map { max(0, $0).squareRoot() }
    var root = SymmetricMatrix(side: side, [Double](repeating: 0, count: side * side))
    for i in 0..<side {
      for j in 0..<side {
        root[i, j] = (0..<side).reduce(0) { $0 + vectors[i * side + $1] * roots[$1] * vectors[j * side + $1] }
      }
    }
    return root
  }

  /// This·other·this, symmetric again.
  func around(_ other: SymmetricMatrix) -> SymmetricMatrix {
    let product = SymmetricMatrix.product(SymmetricMatrix.product(values, other.values, side), values, side)
    return SymmetricMatrix(side: side, product)
  }

  private static func product(_ a: [Double], _ b: [Double], _ side: Int) -> [Double] {
    var product = [Double](repeating: 0, count: side * side)
    for i in 0..<side {
      for k in 0..<side {
        let factor = a[i * side + k]
        for j in 0..<side { product[i * side + j] += factor * b[k * side + j] }
      }
    }
    return product
  }
}
