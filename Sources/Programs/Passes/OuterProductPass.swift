import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Matrix products that sum over one term only, as what they are: a column times a row, stretched. Unlike a product, that can be
  /// fused with what follows. The slope of a score for the last hidden layer is one.
  public func multiplyingOuterProducts() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      guard case .contraction(.matrix(let rows, let inner, let columns), let wanted)? = values[number].anatomy else {
        return nil
      }
      switch (wanted, rows, inner, columns) {
      case (.input, _, _, 1):  // x = y·wᵀ: the inputs are (w, y)
        return try rewriting.add(.pairwise(.multiply), inputs[1], rewriting.reshaped(inputs[0], to: [1, inner]))
      case (.weights, 1, _, _):  // w = xᵀ·y
        return try rewriting.add(.pairwise(.multiply), rewriting.reshaped(inputs[0], to: [inner, 1]), inputs[1])
      case (.result, _, 1, _):  // y = x·w
        return try rewriting.add(.pairwise(.multiply), inputs[0], inputs[1])
      default: return nil
      }
    }
  }
}
