import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastFused(_ loop: FusedLoop) -> FusedKernel {
    guard let planned = PlannedFusion(loop) else { return loop.referenceKernel }
    return FusedKernel { operands, outputs in planned.run(operands, outputs) }
  }
}

/// A fused loop in the form that the C loop takes.
private final class PlannedFusion: @unchecked Sendable {
  private let form: ce_fused
  private let strides: UnsafeMutablePointer<Int>
  private let steps: UnsafeMutablePointer<ce_fused_step>

  /// `nil` for nests deeper than three axes or with more operands than a tile has places for.
  init?(_ loop: FusedLoop) {
    let registers = Registers(loop)
    let inputs = loop.nest.strides.count - 1
    let lead = Int(CE_FUSED_RANK) - loop.nest.extents.count
    guard lead >= 0, inputs + registers.count + loop.outputs.count <= 128, loop.nest.offsets.allSatisfy({ $0 == 0 })
    else { return nil }
    let padded = loop.nest.strides.dropLast().flatMap { [Int](repeating: 0, count: lead) + $0 }
    strides = .allocate(capacity: padded.count)
    strides.initialize(from: padded, count: padded.count)
    let made = loop.steps.indices.map { PlannedFusion.step($0, of: loop, inputs, registers) }
    steps = .allocate(capacity: made.count)
    steps.initialize(from: made, count: made.count)
    let extents = [Int](repeating: 1, count: lead) + loop.nest.extents
    form = ce_fused(
      extents: (extents[0], extents[1], extents[2]), inputs: inputs, registers: registers.count,
      outputs: loop.outputs.count, steps: made.count, strides: strides, step: steps,
      grain: max(PlannedNest.costly, PlannedNest.cheap / max(1, made.count)))
  }

  deinit {
    strides.deallocate()
    steps.deallocate()
  }

  func run(_ operands: Operands, _ outputs: Outputs) {
    guard let inputs = operands.baseAddress, let outputs = outputs.baseAddress else { return }
    withUnsafePointer(to: form) { ce_run_fused($0, inputs, outputs) }
  }

  private static func step(_ index: Int, of loop: FusedLoop, _ inputs: Int, _ registers: Registers) -> ce_fused_step {
    let step = loop.steps[index]
    let sources = step.operands.map { operand in
      switch operand {
      case .input(let input): input
      case .step(let earlier): inputs + registers.place(of: earlier)
      }
    }
    let padded = sources + [Int](repeating: 0, count: 3 - sources.count)
    return ce_fused_step(
      loop: step.function.loop, parameter: step.function.parameter, operands: sources.count,
      source: (padded[0], padded[1], padded[2]), target: inputs + registers.place(of: index))
  }
}

/// Where each step's numbers lie while a tile is worked on: in an output, or in a register that is free again after its last reader.
private struct Registers {
  private(set) var count = 0
  private var places: [Int] = []
  private let outputs: [Int: Int]

  init(_ loop: FusedLoop) {
    outputs = Dictionary(loop.outputs.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    var lastReader = [Int](repeating: -1, count: loop.steps.count)
    for (index, step) in loop.steps.enumerated() {
      for case .step(let earlier) in step.operands { lastReader[earlier] = index }
    }
    var free: [Int] = []
    for (index, step) in loop.steps.enumerated() {
      let earlier = Set(step.operands.compactMap { if case .step(let earlier) = $0 { earlier } else { nil } })
      for done in earlier where lastReader[done] == index && outputs[done] == nil { free.append(places[done]) }
      if outputs[index] == nil, free.isEmpty { free.append(count); count += 1 }
      places.append(outputs[index] == nil ? free.removeLast() : -1)
    }
  }

  /// Counted over the registers, then the outputs.
  func place(of step: Int) -> Int { outputs[step].map { count + $0 } ?? places[step] }
}

extension FusedLoop.Function {
  fileprivate var loop: ce_loop {
    switch self {
    case .unary(let function): function.loop
    case .binary(let function): function.loop
    case .select: ce_select
    case .copy: ce_copy
    }
  }

  fileprivate var parameter: Float {
    switch self {
    case .unary(let function): function.parameter
    case .binary(let function): function.parameter
    case .select, .copy: 0
    }
  }
}
