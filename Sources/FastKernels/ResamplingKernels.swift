import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastResample(_ resampling: Resampling, _ adjoint: Bool) -> Kernel {
    switch resampling.method {
    case .nearest: adjoint ? resampling.pooledSum : fastCopy(resampling.repetition)
    case .bilinear: resampling.bilinear(adjoint: adjoint)
    }
  }
}

extension Resampling {
  /// Every large cell in order, seen as (sample and row, repeat, column, repeat, channel).
  private var extents: [Int] { [image[0] * image[1], factor, image[2], factor, image[3]] }
  private var largeStrides: [Int] { Shape(extents).strides }
  private var smallStrides: [Int] { [image[2] * image[3], 0, image[3], 0, 1] }

  /// Nearest neighbour is a broadcast: the repeats are axes along which the small image stands still.
  fileprivate var repetition: LoopNest { LoopNest(extents: extents, strides: [smallStrides, largeStrides]) }

  /// Its adjoint is a sum over the repeats.
  fileprivate var pooledSum: Kernel {
    Kernels.fastReduce(.sum, LoopNest(extents: extents, strides: [largeStrides, smallStrides]), image.count)
  }

  fileprivate func bilinear(adjoint: Bool) -> Kernel {
    let rows = TapTable(taps(extent: image[1]))
    let columns = TapTable(taps(extent: image[2]))
    return Kernel { [self] operands, result in
      withForm(rows, columns) { form in
        adjoint ? ce_resample_adjoint(form, operands[0], result) : ce_resample(form, operands[0], result)
      }
    }
  }

  private func withForm(_ rows: TapTable, _ columns: TapTable, _ body: (UnsafePointer<ce_resampling>) -> Void) {
    rows.withPointers { rowCells, rowWeights in
      columns.withPointers { columnCells, columnWeights in
        var form = ce_resampling(
          samples: image[0], height: image[1], width: image[2], channels: image[3],
          large_height: output[1], large_width: output[2],
          row_cells: rowCells, column_cells: columnCells, row_weights: rowWeights,
          column_weights: columnWeights)
        body(&form)
      }
    }
  }
}

/// Two source cells and the second one's weight for each place along an axis.
private struct TapTable: Sendable {
  private let cells: [Int32]
  private let weights: [Float]

  init(_ taps: [(first: Int, second: Int, weight: Real)]) {
    cells = taps.flatMap { [Int32($0.first), Int32($0.second)] }
    weights = taps.map { Float($0.weight) }
  }

  func withPointers(_ body: (UnsafePointer<Int32>?, UnsafePointer<Float>?) -> Void) {
    cells.withUnsafeBufferPointer { cells in
      weights.withUnsafeBufferPointer { weights in body(cells.baseAddress, weights.baseAddress) }
    }
  }
}
