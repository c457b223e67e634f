import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastReduce(_ reduction: Reduction, _ nest: LoopNest, _ outputCount: Int) -> Kernel {
    guard let planned = PlannedReduction(reduction, nest, outputCount) else {
      return reference.reduce(reduction, nest, outputCount)
    }
    return Kernel { operands, output in planned.run(operands, output) }
  }
}

/// A reduction in the form that the C loops take, with room for the partial results of its blocks.
final class PlannedReduction: Sendable {
  private let reduction: ce_reduction
  private let scratch: Scratch
  private let offsets: [Int]
  private let second: Int

  /// `nil` where the nest is deeper than the loops go, or its inputs are not dense and alike, and for norms, which are rarely asked for.
  init?(_ kind: Reduction, _ nest: LoopNest, _ outputCount: Int) {
    guard let code = kind.code, let output = nest.strides.last, nest.extents.count <= CE_RANK,
      nest.strides.dropLast().allSatisfy({ $0 == nest.strides[0] }), nest.isDenseInside
    else { return nil }
    reduction = ce_make_reduction(
      code, nest.extents.count, nest.extents, nest.strides[0], output, outputCount)
    scratch = withUnsafePointer(to: reduction) { Scratch(count: ce_reduction_scratch($0)) }
    offsets = nest.offsets
    second = nest.strides.count == 3 ? 1 : 0
  }

  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    scratch.withMemory { partial in
      withUnsafePointer(to: reduction) {
        ce_reduce(
          $0, operands[0] + offsets[0], operands[second] + offsets[second], output + offsets[second + 1],
          partial)
      }
    }
  }
}

extension LoopNest {
  /// Whether inputs and output both are walked one by one along the innermost axis, or the output stands still.
  fileprivate var isDenseInside: Bool {
    guard count > 0 else { return true }
    return (strides[0].last ?? 1) == 1 && (strides[strides.count - 1].last ?? 0) <= 1
  }
}

extension Reduction {
  fileprivate var code: Int? {
    switch self {
    case .sum: CE_SUM
    case .maximum: CE_MAXIMUM
    case .minimum: CE_MINIMUM
    case .sumOfProducts: CE_SUM_OF_PRODUCTS
    case .norm: nil
    }
  }
}
