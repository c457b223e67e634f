import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastCopy(_ nest: LoopNest) -> Kernel {
    PlannedNest.kernel(PlannedNest(nest.transposedInside, ce_copy)) { reference.copy(nest) }
  }

  @Sendable static func fastPad(_ nest: LoopNest, _ outputCount: Int) -> Kernel {
    guard let planned = PlannedNest(nest, ce_copy) else { return reference.pad(nest, outputCount) }
    return Kernel { operands, output in
      ce_zero(output, outputCount)
      planned.run(operands, output)
    }
  }

  @Sendable static func fastConcatenate(_ rows: Int, _ chunks: [Int]) -> Kernel {
    Kernel { operands, output in
      guard let inputs = operands.baseAddress else { return }
      ce_concatenate(inputs, chunks, chunks.count, rows, output)
    }
  }
}

extension LoopNest {
  /// The nest of a copy with the axis along which the input is dense moved next to the innermost, where the input
  /// strides over it: such a pair of axes can be walked in tiles. The order of a copy's outer loops is free.
  fileprivate var transposedInside: LoopNest {
    guard let inner = strides[0].last, inner > 1,
      let dense = strides[0].indices.dropLast().last(where: { strides[0][$0] == 1 })
    else { return self }
    let last = extents.count - 1
    let order = extents.indices.filter { $0 != dense && $0 != last } + [dense, last]
    return LoopNest(
      extents: order.map { extents[$0] }, strides: strides.map { own in order.map { own[$0] } },
      offsets: offsets)
  }
}
