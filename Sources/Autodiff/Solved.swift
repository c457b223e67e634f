import Arrays
import Refusals

/// Numbers that were found by other means than the language's operations, such as the cost of an optimal plan, and whose derivatives are those
/// of a formula in it that gives the same numbers there and near there.
///
/// The formula is not computed before somebody differentiates.
public struct Solved: Operation {
  /// What found them, such as `wasserstein`.
  public let name: String
  private let numbers: NDArray
  private let formula: @Sendable (_ inputs: [Tensor]) -> Tensor

  /// What was found, and the formula that gives it from the inputs.
  public init(_ name: String, _ numbers: NDArray, formula: @escaping @Sendable (_ inputs: [Tensor]) -> Tensor) {
    (self.name, self.numbers, self.formula) = (name, numbers, formula)
  }

  /// The shape of what was found.
  public func shape(of inputs: [Shape]) -> Shape { numbers.shape }

  /// The numbers as they were found.
  public func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernel { _, output in output.update(from: numbers.pointer, count: numbers.count) }
  }

  /// The formula's, for this input alone: one tensor may be several of the inputs.
  public func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let inputs = x.map(\.aliased)
    return gradients(of: formula(inputs), for: [inputs[slot]], seed: g)[0]
  }
}
