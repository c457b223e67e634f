import Arrays
import Autodiff
import Networks

/// How much each sample's score depends on the other samples of its batch: ‖∂D(xᵢ)/∂xⱼ‖₂.
///
/// Without normalisation, or with layer norm, a score depends on its own sample alone and the matrix is diagonal. Batch norm fills it: then the
/// slope that a penalty measures is no longer one sample's own, which is why it leaves a penalised critic (Gulrajani et al. 2017, section 4).
public struct Crosstalk {
  /// `[rows × batch]`: row i is about the score of sample i, column j about sample j.
  public let matrix: NDArray
  /// The share of the squared norms that lies off the diagonal: 0 where samples do not touch each other.
  public let share: Real

  /// The crosstalk of a critic on a batch `[batch × …]`, for the scores of its first `rows` samples.
  public init(_ critic: Network, on batch: Tensor, rows: Int) throws {
    let x = batch.detached
    let scores = try critic.frozen(x)
    let count = min(rows, x.shape[0])
    let norms = (0..<count).map { row in
      let slope = gradient(of: scores.slice(axis: 0, from: row, count: 1).sum(), for: x)
      return slope.norm(axes: Array(1..<x.shape.rank)).value?.numbers ?? []
    }
    try ArrayMemory.checkRefusals("crosstalk")
    matrix = NDArray(norms.flatMap(\.self), shape: [count, x.shape[0]])
    let squares = { (values: [Real]) in values.reduce(0.0) { $0 + Double($1) * Double($1) } }
    let (all, own) = (squares(norms.flatMap(\.self)), squares(norms.enumerated().map { $0.element[$0.offset] }))
    share = all == 0 ? 0 : Real((all - own) / all)
  }
}
