import Arrays
import CElementwise

/// Which kernel taps meet which cells along one axis of a convolution that has one channel on one side.
struct AxisPairs: Sendable {
  private var byCell = PairTable()
  private var byTap = PairTable()

  /// The pairs of axis 0 (height) or 1 (width), counted from the side with one channel.
  init(_ form: ConvolutionForm, axis: Int, resultIsSingle: Bool) {
    let cells = (resultIsSingle ? form.output : form.image)[axis + 1]
    let partner = { (cell: Int, tap: Int) in
      AxisPairs.partner(of: cell, tap: tap, form, axis: axis, isResult: resultIsSingle)
    }
    for cell in 0..<cells {
      for tap in 0..<form.kernel[axis] { partner(cell, tap).map { byCell.add(tap, $0) } }
      byCell.close()
    }
    for tap in 0..<form.kernel[axis] {
      for cell in 0..<cells { partner(cell, tap).map { byTap.add(cell, $0) } }
      byTap.close()
    }
  }

  /// The other side's cell that meets this cell under a tap, where there is one.
  private static func partner(
    of cell: Int, tap: Int, _ form: ConvolutionForm, axis: Int, isResult: Bool
  ) -> Int? {
    let (stride, padding) = (form.stride[axis], form.padding[axis])
    if isResult {
      let image = cell * stride - padding + tap
      return (0..<form.image[axis + 1]).contains(image) ? image : nil
    }
    let steps = cell + padding - tap
    guard steps >= 0, steps % stride == 0, steps / stride < form.output[axis + 1] else { return nil }
    return steps / stride
  }

  /// The tables as C reads them: taps and partners of each cell, cells and partners of each tap.
  func withPairs(_ body: (_ byCell: ce_pairs, _ byTap: ce_pairs) -> Void) {
    byCell.withPairs { byCell in byTap.withPairs { byTap in body(byCell, byTap) } }
  }
}

/// For each place along an axis, pairs of numbers.
private struct PairTable: Sendable {
  private var starts: [Int32] = [0]
  private var taps: [Int32] = []
  private var cells: [Int32] = []

  /// Adds a pair to the open place.
  mutating func add(_ tap: Int, _ cell: Int) {
    taps.append(Int32(tap))
    cells.append(Int32(cell))
  }

  /// Ends the open place and opens the next.
  mutating func close() { starts.append(Int32(taps.count)) }

  func withPairs(_ body: (ce_pairs) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      taps.withUnsafeBufferPointer { taps in
        cells.withUnsafeBufferPointer { cells in
          body(ce_pairs(starts: starts.baseAddress, taps: taps.baseAddress, cells: cells.baseAddress))
        }
      }
    }
  }
}
