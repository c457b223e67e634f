import Arrays

/// Numbers that were computed from tensors by other means than the language's operations. They depend on their inputs, and there is
/// no rule for their derivative: whoever differentiates has to be told so.
public struct Opaque: Operation {
  /// What computed them, such as `wasserstein`.
  public let name: String
  private let numbers: NDArray

  /// What was computed, and by what.
  public init(_ name: String, _ numbers: NDArray) {
    self.name = name
    self.numbers = numbers
  }

  /// The shape of what was computed.
  public func shape(of inputs: [Shape]) -> Shape { numbers.shape }

  /// The numbers as they were computed.
  public func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernel { _, output in output.update(from: numbers.pointer, count: numbers.count) }
  }

  /// None: see above.
  public func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { nil }
}

extension Opaque {
  /// A tensor of such numbers: what they were computed from is known, how they change with it is not.
  public static func tensor(_ name: String, _ numbers: NDArray, from inputs: [Tensor]) -> Tensor {
    do { return try Tensor(Opaque(name, numbers), inputs) } catch { preconditionFailure(error.description) }
  }
}
