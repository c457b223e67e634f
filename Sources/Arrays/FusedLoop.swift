/// The outputs of a kernel that has several: one pointer each.
public typealias Outputs = UnsafeBufferPointer<UnsafeMutablePointer<Real>>

/// A kernel with any number of outputs.
public struct FusedKernel: Sendable {
  /// Reads the operands, writes the outputs.
  public let run: @Sendable (_ operands: Operands, _ outputs: Outputs) -> Void
  /// A kernel from its loop.
  public init(_ run: @escaping @Sendable (Operands, Outputs) -> Void) { self.run = run }
  /// A kernel with one output.
  public init(_ kernel: Kernel) { run = { kernel.run($0, $1[0]) } }
}

/// Several functions of single numbers in one pass: y = relu(x·scale + offset) without storing what comes in between.
public struct FusedLoop: Hashable, Sendable {
  /// What a step does with its operands.
  public enum Function: Hashable, Sendable {
    case unary(UnaryFunction)
    case binary(BinaryFunction)
    /// The second where the first is not 0, else the third.
    case select
    /// The operand as it is.
    case copy
  }

  /// What a step reads.
  public enum Operand: Hashable, Sendable {
    /// One of the loop's inputs.
    case input(Int)
    /// What an earlier step gave.
    case step(Int)
  }

  /// One function of numbers at hand.
  public struct Step: Hashable, Sendable {
    /// What is computed.
    public let function: Function
    /// From what.
    public let operands: [Operand]
    /// One function of numbers at hand.
    public init(_ function: Function, _ operands: [Operand]) {
      self.function = function
      self.operands = operands
    }
  }

  /// How often and over what it runs; the operands are the inputs and, last, an output (all outputs are dense and alike).
  public let nest: LoopNest
  /// What is done at every place, in order.
  public let steps: [Step]
  /// The steps whose numbers are stored, one for each output.
  public let outputs: [Int]

  /// A loop from its steps.
  public init(nest: LoopNest, steps: [Step], outputs: [Int]) {
    self.nest = nest
    self.steps = steps
    self.outputs = outputs
  }
}

extension FusedLoop {
  /// Whether output `output` may lie where input `input` does: no step after the one that gives the output reads the input.
  public func mayOverwrite(input: Int, with output: Int) -> Bool {
    guard nest.strides[input] == nest.strides[nest.strides.count - 1] else { return false }
    return steps[(outputs[output] + 1)...].allSatisfy { !$0.operands.contains(.input(input)) }
  }

  /// The definition: number by number, step by step.
  public var referenceKernel: FusedKernel {
    FusedKernel { operands, outputs in
      var values = [Real](repeating: 0, count: steps.count)
      nest.forEach { position in
        for (index, step) in steps.enumerated() {
          let read = { (number: Int) -> Real in
            switch step.operands[number] {
            case .input(let input): operands[input][position[input]]
            case .step(let earlier): values[earlier]
            }
          }
          values[index] = step.function.value(read)
        }
        for (output, step) in zip(outputs, self.outputs) { output[position[position.count - 1]] = values[step] }
      }
    }
  }
}

extension FusedLoop.Function {
  fileprivate func value(_ operand: (Int) -> Real) -> Real {
    switch self {
    case .unary(let function): function.value(operand(0))
    case .binary(let function): function.value(operand(0), operand(1))
    case .select: operand(0) != 0 ? operand(1) : operand(2)
    case .copy: operand(0)
    }
  }
}
