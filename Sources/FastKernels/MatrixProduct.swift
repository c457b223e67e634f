import Arrays
import COneDNN

/// One face of a matrix product as a single call: output[m × n] = a·b, summed over k, each of a and b perhaps transposed.
struct MatrixProduct: Sendable {
  private let m: Int
  private let n: Int
  private let k: Int
  private let transposed: (a: Bool, b: Bool)

  /// The face that computes `slot` of x `[rows × inner]`, w `[inner × columns]`, y `[rows × columns]`.
  init(rows: Int, inner: Int, columns: Int, slot: Int) {
    switch slot {
    case 0:  // x = y·wᵀ: the operands come as (w, y)
      (m, n, k, transposed) = (rows, inner, columns, (false, true))
    case 1:  // w = xᵀ·y
      (m, n, k, transposed) = (inner, columns, rows, (true, false))
    default:  // y = x·w
      (m, n, k, transposed) = (rows, columns, inner, (false, false))
    }
  }

  /// The fastest loop for these sizes.
  var kernel: Kernel {
    if m == 0 || n == 0 || k == 0 {
      return Kernel { [m, n] _, output in output.update(repeating: 0, count: m * n) }
    }
    return Kernel { [self] operands, output in
      if transposed.b {
        multiply(operands[1], operands[0], output)
      } else {
        multiply(operands[0], operands[1], output)
      }
    }
  }

  private func multiply(
    _ a: UnsafePointer<Real>, _ b: UnsafePointer<Real>, _ output: UnsafeMutablePointer<Real>
  ) {
    let flag = (plain: CChar(UInt8(ascii: "N")), transposed: CChar(UInt8(ascii: "T")))
    let status = dnnl_sgemm(
      transposed.a ? flag.transposed : flag.plain, transposed.b ? flag.transposed : flag.plain,
      Int64(m), Int64(n), Int64(k), 1, a, Int64(transposed.a ? m : k), b, Int64(transposed.b ? k : n), 0,
      output,
      Int64(n))
    precondition(
      status == dnnl_success, "oneDNN refused a product [\(m)×\(k)]·[\(k)×\(n)]: status \(status.rawValue)")
  }
}
