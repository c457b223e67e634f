import Arrays

/// A symmetric matrix of real numbers, for what covariances need: eigenvalues and square roots. What takes long ends early, its numbers worthless,
/// when it is time to stop.
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

  /// The eigenvalues, in no order.
  var eigenvalues: [Double] {
    var turned = self
    turned.makeDiagonal { _, _, _, _ in }
    return turned.diagonal
  }

  /// A = V·diag(λ)·Vᵀ: the eigenvalues, and their vectors as columns of V.
  func eigen() -> (values: [Double], vectors: [Double]) {
    var (turned, vectors) = (self, [Double](repeating: 0, count: side * side))
    for i in 0..<side { vectors[i * side + i] = 1 }
    turned.makeDiagonal { p, q, cosine, sine in
      for k in stride(from: 0, to: side * side, by: side) {
        (vectors[k + p], vectors[k + q]) = SymmetricMatrix.turned(vectors[k + p], vectors[k + q], cosine, sine)
      }
    }
    return (turned.diagonal, vectors)
  }

  private var diagonal: [Double] { (0..<side).map { self[$0, $0] } }

  /// Jacobi's method: rotations zero one pair of entries after another until nothing is left beside the diagonal. Slow for large matrices, but
  /// simple and accurate to the last digits (Golub and Van Loan, *Matrix Computations*, section 8.5). `follow` is told each rotation.
  private mutating func makeDiagonal(_ follow: (_ p: Int, _ q: Int, _ cosine: Double, _ sine: Double) -> Void) {
    let enough = 1e-14 * values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for _ in 0..<60 where isFarFromDiagonal(enough) {
      for p in 0..<side {
        if Cancellation.isRequested { return }
        for q in (p + 1)..<max(side, p + 1) where self[p, q] != 0 {
          let (cosine, sine) = rotation(p, q)
          rotate(p, q, cosine, sine)
          follow(p, q, cosine, sine)
        }
      }
    }
  }

  private func isFarFromDiagonal(_ enough: Double) -> Bool {
    let all = values.reduce(0) { $0 + $1 * $1 }, own = diagonal.reduce(0) { $0 + $1 * $1 }
    return max(0, all - own).squareRoot() > enough
      && (0..<side).contains { i in
        (0..<i).contains { abs(self[i, $0]) > enough / Double(side) }
      }
  }

  /// The cosine and sine of the turn in the plane of two axes after which their common entry is 0.
  private func rotation(_ p: Int, _ q: Int) -> (cosine: Double, sine: Double) {
    let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
    let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    return (cosine, tangent * cosine)
  }

  private mutating func rotate(_ p: Int, _ q: Int, _ cosine: Double, _ sine: Double) {
    let side = side
    values.withUnsafeMutableBufferPointer { values in
      for k in stride(from: 0, to: side * side, by: side) {
        (values[k + p], values[k + q]) = SymmetricMatrix.turned(values[k + p], values[k + q], cosine, sine)
      }
      let (rowP, rowQ) = (p * side, q * side)
      for k in 0..<side {
        (values[rowP + k], values[rowQ + k]) = SymmetricMatrix.turned(values[rowP + k], values[rowQ + k], cosine, sine)
      }
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
      if Cancellation.isRequested { break }
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
      if Cancellation.isRequested { break }
      for k in 0..<side {
        let factor = a[i * side + k]
        for j in 0..<side { product[i * side + j] += factor * b[k * side + j] }
      }
    }
    return product
  }
}
