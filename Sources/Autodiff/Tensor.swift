import Arrays
import Refusals

/// A value in a computation that remembers how it was made.
///
/// With a value it is computed at once. A placeholder has a shape alone, and so has everything made from it: that is how a
/// step is recorded without a single number.
public final class Tensor: @unchecked Sendable {
  /// The extents of the axes.
  public let shape: Shape
  /// The numbers; `nil` for a placeholder and for what is made from one.
  public let value: NDArray?
  /// What made it; `nil` for a leaf.
  public let operation: (any Operation)?
  /// What it was made from.
  public private(set) var inputs: [Tensor]
  /// What a reader calls it, such as `critic.conv1.kernel`; `nil` for what has no name.
  public let label: String?
  /// The longest way back to a leaf: an order in which every input precedes what is made from it.
  public let depth: Int

  /// A leaf: numbers that nothing made.
  public init(_ value: NDArray, label: String? = nil) {
    self.shape = value.shape
    self.value = value
    self.operation = nil
    self.inputs = []
    self.label = label
    self.depth = 0
  }

  /// A leaf with a shape alone, whose numbers come later.
  public init(placeholder shape: Shape, label: String? = nil) {
    self.shape = shape
    self.value = nil
    self.operation = nil
    self.inputs = []
    self.label = label
    self.depth = 0
  }

  /// The result of an operation. Throws why the shapes do not fit, before anything is computed. When it is time to stop (`Cancellation`) nothing
  /// is: the numbers are then worthless.
  public init(_ operation: some Operation, _ inputs: [Tensor]) throws(Refusal) {
    let shapes = inputs.map(\.shape)
    let shape = try operation.shape(of: shapes)
    try shape.checkSize(operation.name)
    self.shape = shape
    self.operation = operation
    self.inputs = inputs
    self.label = nil
    self.depth = 1 + (inputs.map(\.depth).max() ?? 0)
    self.value = Tensor.compute(operation, inputs, shapes, shape)
  }

  /// The result of an operation whose shapes are known to fit; a mistake here is ours and ends the program. Where there is no memory for it, it
  /// has no value, nor has what is made of it; `ArrayMemory.checkRefusals` says so.
  static func made(_ operation: some Operation, _ inputs: Tensor...) -> Tensor {
    do { return try Tensor(operation, inputs) } catch { preconditionFailure(error.description) }
  }

  private static func compute(
    _ operation: some Operation, _ inputs: [Tensor], _ shapes: [Shape], _ shape: Shape
  ) -> NDArray? {
    var values: [NDArray] = []
    for input in inputs {
      guard let value = input.value else { return nil }
      values.append(value)
    }
    if operation.sharesMemory, let only = values.first { return only.reshaped(shape) }
    guard ArrayMemory.grants(Double(shape.count) * Double(MemoryLayout<Real>.stride)) else { return nil }
    let kernel = operation.kernel(for: shapes, giving: shape)
    return withExtendedLifetime(values) {
      let pointers = values.map(\.pointer)
      return NDArray(shape: shape) { output in
        guard let base = output.baseAddress, !Cancellation.isRequested else { return }
        pointers.withUnsafeBufferPointer { kernel.run($0, base) }
      }
    }
  }

  /// Frees long chains one by one: left to itself, Swift would recurse once for every link.
  deinit {
    var pending = inputs
    inputs = []
    while var last = pending.popLast() {
      guard isKnownUniquelyReferenced(&last) else { continue }
      pending.append(contentsOf: last.inputs)
      last.inputs = []
    }
  }
}

extension Tensor {
  /// A single number.
  public convenience init(_ number: Real) { self.init(NDArray(number)) }

  /// The same numbers with their history forgotten: no gradient passes.
  public var detached: Tensor {
    guard let value else { return .made(Passing.detached, self) }
    return Tensor(value, label: label)
  }

  /// The same numbers and history under a fresh identity, to be differentiated by on its own.
  public var aliased: Tensor { .made(Passing.alias, self) }

  /// This tensor as one that was computed from `origin`, with derivatives of 0 for what only leads through there.
  public func computed(from origin: Tensor) -> Tensor { .made(Passing.constant, self, origin) }

  /// Numbers of this tensor's shape, all equal.
  func filled(_ number: Real) -> Tensor { Tensor(number).broadcast(to: shape) }
}

/// Hands its first input on as it is, and the gradient to that alone, or to nothing.
struct Passing: Operation {
  let name: String
  let passesGradient: Bool
  let sharesMemory = true
  func shape(of inputs: [Shape]) -> Shape { inputs[0] }
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { .copying(output.count) }
  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    passesGradient && slot == 0 ? g : nil
  }

  static let detached = Passing(name: "detached", passesGradient: false)
  static let alias = Passing(name: "alias", passesGradient: true)
  /// Says that the first was computed from the second, on which it does not depend: the slope of a straight line is a number that no graph
  /// leads back from, yet its derivative exists and is 0.
  static let constant = Passing(name: "constant in", passesGradient: true)
}

extension Kernel {
  /// The input's numbers as they are: for operations that share memory where they may not.
  static func copying(_ count: Int) -> Kernel {
    Kernel { operands, output in output.update(from: operands[0], count: count) }
  }
}
