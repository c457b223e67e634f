import Arrays
import Autodiff
import Refusals

/// `a @ b` as in NumPy: a vector on the left is a row, on the right a column, and that axis goes again; further axes on
/// the left are a batch of rows.
func matrixProductOf(_ a: Tensor, _ b: Tensor) throws(Problem) -> Tensor {
  let x = a.shape
  let y = b.shape
  guard x.rank >= 1, y.rank == 1 || y.rank == 2, x.extents.last == y[0] else {
    throw Problem("@: \(x) times \(y)", hint: remedy(x, y))
  }
  let inner = y[0]
  let rows = Shape(Array(x.extents.dropLast()))
  let columns = y.rank == 2 ? [y[1]] : []
  try Limits.check(work: 2 * Double(x.count) * Double(columns.first ?? 1), in: "@")
  return try fitting { () throws(Refusal) in
    let left = try a.reshaped(checking: [rows.count, inner])
    let right = try b.reshaped(checking: [inner, columns.first ?? 1])
    return try product(left, right).reshaped(checking: Shape(rows.extents + columns))
  }
}

private func remedy(_ x: Shape, _ y: Shape) -> String {
  if x.rank == 0 || y.rank == 0 { return "A product with a single number is *." }
  if y.rank > 2 { return "The right side is a matrix [inner × columns] or a vector." }
  if x.rank == 2 && y.rank == 2 && x[1] == y[1] { return "Their last extents agree: transpose(…) the right side." }
  return "The left side's last extent must equal the right side's first."
}
