import Arrays
import CElementwise

/// One output of a matrix product with at most four columns or inner terms: points, scores, and their gradients.
///
/// Seen from the long side, each face is one of three loops: few terms to a wide row, few dot products to a row, or few sums of wide rows.
/// A factor that lies the other way round is turned first; it is small.
struct NarrowProduct: Sendable {
  private let rows: Int
  private let few: Int
  private let width: Int
  private let wanted: Contraction.Output
  private let isInner: Bool
  private let scratch: Scratch

  /// `nil` where both sides are wide, or where there is nothing to do.
  init?(rows: Int, inner: Int, columns: Int, wanted: Contraction.Output) {
    guard min(rows, inner, columns) > 0, min(inner, columns) <= Int(CE_NARROW) else { return nil }
    isInner = inner <= columns
    (self.rows, self.wanted) = (rows, wanted)
    (few, width) = isInner ? (inner, columns) : (columns, inner)
    scratch = Scratch(count: few * width + (wanted == .weights ? ce_few_rows_scratch(few, width) : 0))
  }

  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    switch wanted {
    case .input: image(weights: operands[0], result: operands[1], output)
    case .weights: weights(image: operands[0], result: operands[1], output)
    case .result: result(image: operands[0], weights: operands[1], output)
    }
  }

  /// y = x·w
  private func result(
    image: UnsafePointer<Real>, weights: UnsafePointer<Real>, _ output: UnsafeMutablePointer<Real>
  ) {
    if isInner {
      ce_few_terms(rows, few, width, image, weights, output)
    } else {
      withTurned(weights) { ce_few_columns(rows, few, width, $0, image, output) }
    }
  }

  /// x = y·wᵀ
  private func image(
    weights: UnsafePointer<Real>, result: UnsafePointer<Real>, _ output: UnsafeMutablePointer<Real>
  ) {
    if isInner {
      ce_few_columns(rows, few, width, weights, result, output)
    } else {
      withTurned(weights) { ce_few_terms(rows, few, width, result, $0, output) }
    }
  }

  /// w = xᵀ·y, which comes out the other way round where the columns are few.
  private func weights(
    image: UnsafePointer<Real>, result: UnsafePointer<Real>, _ output: UnsafeMutablePointer<Real>
  ) {
    scratch.withMemory { memory in
      let partial = memory + few * width
      if isInner {
        ce_few_rows(rows, few, width, image, result, output, partial)
      } else {
        ce_few_rows(rows, few, width, result, image, memory, partial)
        ce_transpose(few, width, memory, output)
      }
    }
  }

  /// Weights `[width × few]` as `[few × width]`.
  private func withTurned(_ weights: UnsafePointer<Real>, _ body: (UnsafePointer<Real>) -> Void) {
    scratch.withMemory { memory in
      ce_transpose(width, few, weights, memory)
      body(memory)
    }
  }
}
