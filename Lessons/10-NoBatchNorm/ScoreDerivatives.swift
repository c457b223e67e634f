import Arrays
import Autodiff
import Experiments
import Networks

/// How each score of a batch changes with each of its samples: every ∂D(xᵢ)/∂xⱼ, one sweep back for each score.
struct ScoreDerivatives {
  /// ∂D(xᵢ)/∂xⱼ as `[i][j]`, each as long as a sample.
  private let derivatives: [[[Double]]]

  /// How many samples there are.
  var count: Int { derivatives.count }

  /// Of a critic on a batch.
  init(_ critic: Network, at points: Tensor) throws {
    let x = points.detached
    let scores = try critic.frozen(x)
    let (count, size) = (x.shape[0], x.shape.count / x.shape[0])
    derivatives = (0..<count).map { row in
      let one = NDArray((0..<count).map { $0 == row ? 1 : 0 }, shape: scores.shape)
      let slope = gradients(of: scores, for: [x], seed: Tensor(one), history: .drop)[0]?.value?.numbers ?? []
      return stride(from: 0, to: slope.count, by: size).map { slope[$0..<$0 + size].map(Double.init) }
    }
  }

  /// ‖∂D(xᵢ)/∂xⱼ‖: the crosstalk matrix, a row for each score.
  var matrix: [[Double]] { derivatives.map { $0.map(\.norm) } }

  /// ‖∂D(xⱼ)/∂xⱼ‖: each sample's own slope, which the penalty is about.
  var ownNorms: [Double] { (0..<count).map { derivatives[$0][$0].norm } }

  /// ‖∂ΣD/∂xⱼ‖: what the penalty takes for it, the gradient of the sum of all scores.
  var sumNorms: [Double] { (0..<count).map { columnSum($0).norm } }

  /// E[(‖·‖ - 1)²] of the samples' own slopes: what the penalty is meant to be.
  var meant: Double { ownNorms.map { ($0 - 1) * ($0 - 1) }.mean }

  /// The same of the gradient of the sum: what is paid.
  var paid: Double { sumNorms.map { ($0 - 1) * ($0 - 1) }.mean }

  /// For each sample, how far what the penalty takes is from its own slope, in units of that.
  var errors: [Double] {
    (0..<count).map { j in zip(columnSum(j), derivatives[j][j]).map { $0 - $1 }.norm / derivatives[j][j].norm }
  }

  /// The entries off the diagonal.
  var others: [Double] { matrix.enumerated().flatMap { i, row in row.indices.filter { $0 != i }.map { row[$0] } } }

  /// The mean entry off the diagonal, in units of the mean one on it.
  var share: Double { others.mean / ownNorms.mean }

  /// All that is off the diagonal, in units of all that is on it.
  var total: Double { share * Double(count - 1) }

  /// The greatest size of a row's sum, its derivatives added as vectors: how a score changes when the whole batch is moved alike.
  var greatestRowSum: Double {
    derivatives.map { row in row[0].indices.map { axis in row.reduce(0) { $0 + $1[axis] } }.norm }.max() ?? .nan
  }

  private func columnSum(_ j: Int) -> [Double] {
    derivatives[j][j].indices.map { axis in derivatives.reduce(0) { $0 + $1[j][axis] } }
  }
}

extension [Double] {
  /// The root of the sum of squares.
  fileprivate var norm: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }
  /// The mean.
  var mean: Double { reduce(0, +) / Double(count) }
  /// The middle one in order.
  var median: Double { sorted()[count / 2] }
}
