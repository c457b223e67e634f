import Arrays
import CElementwise

/// A loop nest in the form that the C loops take, with the loop to run along it.
struct PlannedNest: Sendable {
  private let nest: ce_nest
  private let loop: ce_loop
  private let parameter: Float
  private let grain: Int

  /// A thread is worth waking for this many of the cheapest functions.
  static let cheap = 4096
  /// The same for functions that take tens of instructions.
  static let costly = 2048

  /// `nil` for nests deeper than the loops go, or with more operands.
  init?(_ nest: LoopNest, _ loop: @escaping ce_loop, parameter: Float = 0, grain: Int = cheap) {
    let rank = nest.extents.count
    guard rank <= CE_RANK, nest.strides.count <= CE_OPERANDS else { return nil }
    self.nest = ce_make_nest(
      rank, nest.strides.count, nest.extents, nest.strides.flatMap { $0 }, nest.offsets)
    self.loop = loop
    self.parameter = parameter
    self.grain = grain
  }

  /// Runs the loop over all of the nest.
  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    guard let inputs = operands.baseAddress else { return }
    withUnsafePointer(to: nest) { ce_run($0, loop, parameter, grain, inputs, output) }
  }

  /// The nest as a kernel, or the reference's where there is no nest.
  static func kernel(_ planned: PlannedNest?, else reference: () -> Kernel) -> Kernel {
    guard let planned else { return reference() }
    return Kernel { planned.run($0, $1) }
  }
}
