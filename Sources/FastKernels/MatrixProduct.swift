import Arrays
import CElementwise
import COneDNN

/// One output of a matrix product: output[m × n] = a·b, summed over k, each of a and b perhaps transposed.
///
/// Each thread computes its own rows of the output with oneDNN. The loops before and after share rows among threads in the same way, so
/// a thread finds most of what it needs in its own cache; oneDNN left alone would share them out otherwise. A small output of many terms,
/// such as a weight gradient, is shared by terms instead: each block of them gives a partial sum.
///
/// The bits do not depend on how many threads there are: rows are shared out in whole tiles, for oneDNN adds the terms of the few rows beside
/// those up in another order, and where sums are long it is called for as many rows each time, whose number its own blocks depend on.
struct MatrixProduct: Sendable {
  private let m: Int
  private let n: Int
  private let k: Int
  private let transposed: (a: Bool, b: Bool)

  /// The product that computes one of x `[rows × inner]`, w `[inner × columns]`, y `[rows × columns]`.
  init(rows: Int, inner: Int, columns: Int, wanted: Contraction.Output) {
    switch wanted {
    case .input:  // x = y·wᵀ: the operands come as (w, y)
      (m, n, k, transposed) = (rows, inner, columns, (false, true))
    case .weights:  // w = xᵀ·y
      (m, n, k, transposed) = (inner, columns, rows, (true, false))
    case .result:  // y = x·w
      (m, n, k, transposed) = (rows, columns, inner, (false, false))
    }
  }

  /// The fastest loop for these sizes.
  var kernel: Kernel {
    if m == 0 || n == 0 || k == 0 {
      return Kernel { [m, n] _, output in output.update(repeating: 0, count: m * n) }
    }
    let run = isShort ? termwise : rowwise
    return Kernel { [transposed] operands, output in
      if transposed.b {
        run(operands[1], operands[0], output)
      } else {
        run(operands[0], operands[1], output)
      }
    }
  }

  private typealias Loop = @Sendable (UnsafePointer<Real>, UnsafePointer<Real>, UnsafeMutablePointer<Real>) -> Void

  /// A thread is worth waking for so many multiplications.
  private static let grain = 1 << 18
  /// So many, some 50 ms of them, are one call of oneDNN, which nothing stops.
  private static let most = 1 << 32
  /// How many blocks the terms of a short product are shared out in; always as many, so that sums are the same on any number of threads.
  private static let blocks = 4
  /// Rows that oneDNN adds up in one order wherever they stand among others.
  private static let tile = 16
  /// Sums of more terms than this are computed `longTile` rows a call.
  private static let longest = 512
  private static let longTile = 128
  /// Whether there are many more terms than rows or columns, and few outputs.
  private var isShort: Bool {
    m * n <= 1 << 14 && k >= 2 * max(m, n) && m * n * k >= 2 * MatrixProduct.grain
  }

  /// Threads share the tiles of rows of the output.
  private var rowwise: Loop {
    let isLong = k > MatrixProduct.longest, tile = isLong ? MatrixProduct.longTile : MatrixProduct.tile
    let whole = m / tile, tiles = whole + (m % tile > 0 ? 1 : 0)
    return { a, b, output in
      let rows = { (first: Int, last: Int) in
        part(rows: last - first, terms: k, a + first * (transposed.a ? 1 : k), b, output + first * n)
      }
      split(tiles, each: tile * n * k, grain: MatrixProduct.grain, most: MatrixProduct.most) { first, last in
        if isLong {
          for index in first..<last { rows(index * tile, min(m, (index + 1) * tile)) }
        } else {
          if first < whole { rows(first * tile, min(whole, last) * tile) }
          if last > whole { rows(whole * tile, m) }
        }
      }
    }
  }

  /// Threads share the terms; partial sums are added up in order.
  private var termwise: Loop {
    let scratch = Scratch(count: MatrixProduct.blocks * m * n)
    let blocks = MatrixProduct.blocks
    return { a, b, output in
      scratch.withMemory { sums in
        split(blocks, each: 1, grain: 0, most: 1) { block, _ in
          let (from, to) = (k * block / blocks, k * (block + 1) / blocks)
          let longest = MatrixProduct.most / (m * n)
          for first in stride(from: from, to: to, by: longest) {
            part(
              rows: m, terms: min(longest, to - first), a + first * (transposed.a ? m : 1),
              b + first * (transposed.b ? 1 : n), sums + block * m * n, isAdded: first > from)
            if to - first > longest, Cancellation.isRequested { return }
          }
        }
        ce_add_blocks(sums, blocks, m * n, output)
      }
    }
  }

  /// Some rows of a product of some terms, on this thread where several are at work; `isAdded` to what is there.
  private func part(
    rows: Int, terms: Int, _ a: UnsafePointer<Real>, _ b: UnsafePointer<Real>, _ output: UnsafeMutablePointer<Real>,
    isAdded: Bool = false
  ) {
    let flag = (plain: CChar(UInt8(ascii: "N")), transposed: CChar(UInt8(ascii: "T")))
    let status = dnnl_sgemm(
      transposed.a ? flag.transposed : flag.plain, transposed.b ? flag.transposed : flag.plain,
      Int64(rows), Int64(n), Int64(terms), 1, a, Int64(transposed.a ? m : k), b, Int64(transposed.b ? k : n),
      isAdded ? 1 : 0, output, Int64(n))
    precondition(
      status == dnnl_success, "oneDNN refused a product [\(m)×\(k)]·[\(k)×\(n)]: status \(status.rawValue)")
  }
}
