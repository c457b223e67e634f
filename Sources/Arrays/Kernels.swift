import Synchronization

/// The inputs of a kernel: one pointer each.
public typealias Operands = UnsafeBufferPointer<UnsafePointer<Real>>

/// A loop made ready for fixed shapes: it reads the operands and writes all of the output. It may run any number of times.
public struct Kernel: Sendable {
  /// Reads the operands, writes the output.
  public let run: @Sendable (_ operands: Operands, _ output: UnsafeMutablePointer<Real>) -> Void
  /// A kernel from its loop.
  public init(_ run: @escaping @Sendable (Operands, UnsafeMutablePointer<Real>) -> Void) { self.run = run }
}

/// The loops that operations stand on. Every row can be the readable reference or something faster; both give the
/// same numbers up to rounding, which the laws check.
public struct Kernels: Sendable {
  /// What they are called in `version` and in messages.
  public let name: String
  /// One function over `count` numbers.
  public var unary: @Sendable (_ function: UnaryFunction, _ count: Int) -> Kernel
  /// One function of pairs; the nest's operands are (a, b, output), output dense.
  public var binary: @Sendable (_ function: BinaryFunction, _ nest: LoopNest) -> Kernel
  /// a where the condition is not 0, else b; the nest's operands are (condition, a, b, output), output dense.
  public var select: @Sendable (_ nest: LoopNest) -> Kernel
  /// A reduction; the nest's operands are (a, output), or (a, b, output) for a sum of products; inputs dense.
  public var reduce: @Sendable (_ reduction: Reduction, _ nest: LoopNest, _ outputCount: Int) -> Kernel
  /// Copies along a nest (input, output): broadcast, permute, slice.
  public var copy: @Sendable (_ nest: LoopNest) -> Kernel
  /// Zeros everywhere, but the input where the nest (input, output) puts it: pad.
  public var pad: @Sendable (_ nest: LoopNest, _ outputCount: Int) -> Kernel
  /// Joins inputs end to end: from each, in turn, `chunks[i]` numbers, `rows` times.
  public var concatenate: @Sendable (_ rows: Int, _ chunks: [Int]) -> Kernel
  /// One output of a contraction; the operands are the two other arrays, in the order of `Contraction.Output`.
  public var contract: @Sendable (_ contraction: Contraction, _ wanted: Contraction.Output) -> Kernel
  /// Enlarges images, or (adjoint) sums the large side back into the small one.
  public var resample: @Sendable (_ resampling: Resampling, _ adjoint: Bool) -> Kernel
  /// Lays out what each of a convolution's windows covers, row by row, or (adjoint) adds rows back where their windows lie.
  public var im2col: @Sendable (_ form: ConvolutionForm, _ adjoint: Bool) -> Kernel

  /// Several functions of single numbers in one pass.
  public var fused: @Sendable (_ loop: FusedLoop) -> FusedKernel

  /// A table from all its rows; fused loops run by their definition unless given.
  public init(
    name: String,
    unary: @escaping @Sendable (UnaryFunction, Int) -> Kernel,
    binary: @escaping @Sendable (BinaryFunction, LoopNest) -> Kernel,
    select: @escaping @Sendable (LoopNest) -> Kernel,
    reduce: @escaping @Sendable (Reduction, LoopNest, Int) -> Kernel,
    copy: @escaping @Sendable (LoopNest) -> Kernel,
    pad: @escaping @Sendable (LoopNest, Int) -> Kernel,
    concatenate: @escaping @Sendable (Int, [Int]) -> Kernel,
    contract: @escaping @Sendable (Contraction, Contraction.Output) -> Kernel,
    resample: @escaping @Sendable (Resampling, Bool) -> Kernel,
    im2col: @escaping @Sendable (ConvolutionForm, Bool) -> Kernel,
    fused: @escaping @Sendable (FusedLoop) -> FusedKernel = { $0.referenceKernel }
  ) {
    self.name = name
    self.unary = unary
    self.binary = binary
    self.select = select
    self.reduce = reduce
    self.copy = copy
    self.pad = pad
    self.concatenate = concatenate
    self.contract = contract
    self.resample = resample
    self.im2col = im2col
    self.fused = fused
  }
}

extension Kernels {
  private static let programs = Mutex<Kernels>(.reference)

  /// The program's own table, which it sets once, before the first tensor.
  public static var standard: Kernels {
    get { programs.withLock { $0 } }
    set { programs.withLock { $0 = newValue } }
  }

  /// The table that a task chose for what it runs: `Kernels.$chosen.withValue(.reference) { … }`.
  @TaskLocal public static var chosen: Kernels?

  /// The table that operations use. An operation asks when its kernel is made, a recorded program once, when it is planned; a replay asks
  /// for nothing.
  public static var current: Kernels { chosen ?? standard }
}
