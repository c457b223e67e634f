import Arrays
import Autodiff

/// A computation written down: values in an order in which each follows what it is made from.
///
/// It is traced from tensors that have a shape alone, so no number is computed to make it.
public struct Recording: Sendable {
  /// Where a value comes from.
  public enum Origin: Sendable {
    /// Given before each run: the how-manieth input.
    case input(Int)
    /// Numbers that never change.
    case constant(NDArray)
    /// Made from earlier values.
    case computed(any Operation, [Int])
  }

  /// One value: its shape and where it comes from.
  public struct Value: Sendable {
    /// The shape.
    public let shape: Shape
    /// Where it comes from.
    public let origin: Origin
    /// What it was made from; empty for inputs and constants.
    public var inputs: [Int] { if case .computed(_, let inputs) = origin { inputs } else { [] } }
    /// What made it, taken apart; `nil` for inputs, constants and strangers' operations.
    public let anatomy: Anatomy?
  }

  /// Every value; its index is its number.
  public private(set) var values: [Value] = []
  /// The numbers of the inputs, in the order in which they are given.
  public private(set) var inputs: [Int] = []
  /// The numbers of the values that are wanted.
  public var results: [Int] = []

  /// A recording of nothing yet, with inputs of the given shapes.
  public init(inputs shapes: [Shape]) {
    for (index, shape) in shapes.enumerated() {
      inputs.append(append(Value(shape: shape, origin: .input(index), anatomy: nil)))
    }
  }

  /// What leads from the inputs to the results. Leaves that are not inputs must have numbers: they become constants.
  public init(of results: [Tensor], from inputs: [Tensor]) {
    self.init(inputs: inputs.map(\.shape))
    var numbers: [ObjectIdentifier: Int] = [:]
    for (index, input) in inputs.enumerated() { numbers[ObjectIdentifier(input)] = self.inputs[index] }
    for tensor in Recording.inOrder(results, upTo: Set(numbers.keys)) {
      numbers[ObjectIdentifier(tensor)] = record(tensor, numbers)
    }
    self.results = results.map { numbers[ObjectIdentifier($0)] ?? 0 }
  }

  private mutating func record(_ tensor: Tensor, _ numbers: [ObjectIdentifier: Int]) -> Int {
    guard let operation = tensor.operation else {
      guard let value = tensor.value else {
        preconditionFailure("\(tensor.label ?? "a placeholder") \(tensor.shape) is used but is not an input")
      }
      return add(constant: value)
    }
    let inputs = tensor.inputs.compactMap { numbers[ObjectIdentifier($0)] }
    if case .same? = Anatomy(operation) { return inputs[0] }
    return add(operation, inputs, tensor.shape)
  }

  /// All that the tensors are made from, themselves included, each after what it is made from.
  private static func inOrder(_ tensors: [Tensor], upTo known: Set<ObjectIdentifier>) -> [Tensor] {
    var seen = known
    var ordered: [Tensor] = []
    var pending = tensors.reversed().map { (tensor: $0, isReady: false) }
    while let (tensor, isReady) = pending.popLast() {
      if isReady { ordered.append(tensor) }
      guard !isReady, seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
      pending.append((tensor, true))
      for input in tensor.inputs.reversed() { pending.append((input, false)) }
    }
    return ordered
  }

  /// Adds numbers that never change; returns the value's number.
  public mutating func add(constant: NDArray) -> Int {
    append(Value(shape: constant.shape, origin: .constant(constant), anatomy: nil))
  }

  /// Adds what an operation makes of earlier values; returns the value's number.
  public mutating func add(_ operation: any Operation, _ inputs: [Int], _ shape: Shape) -> Int {
    append(Value(shape: shape, origin: .computed(operation, inputs), anatomy: Anatomy(operation)))
  }

  private mutating func append(_ value: Value) -> Int {
    values.append(value)
    return values.count - 1
  }
}

extension Recording {
  /// The values that are computed, in order.
  public var computed: [Int] { values.indices.filter { !values[$0].inputs.isEmpty } }

  /// The numbers of a constant.
  public func constant(_ number: Int) -> NDArray? {
    if case .constant(let numbers) = values[number].origin { numbers } else { nil }
  }

  /// For each value, which values are made from it.
  public var consumers: [[Int]] {
    var consumers = [[Int]](repeating: [], count: values.count)
    for number in values.indices { for input in Set(values[number].inputs) { consumers[input].append(number) } }
    return consumers
  }
}
