import Arrays
import Autodiff

/// Numbers that a network learns, or keeps: a name and a leaf that each update replaces.
public final class Parameter {
  /// Its full name, such as `critic.conv1.kernel`.
  public let name: String
  /// Whether the optimiser changes it. Batch norm's moving statistics are not trainable.
  public let isTrainable: Bool
  /// Applied to the new numbers of every update, as a Keras constraint: the article's first way of clipping.
  public var constraint: (@Sendable (Real) -> Real)?
  /// The shape, which never changes.
  public let shape: Shape
  /// How often numbers were assigned: what holds a copy sees by it that the copy is old.
  public private(set) var assignments = 0
  private var leaf: Tensor?
  private var elsewhere: (() -> NDArray)?

  /// A parameter with its first numbers.
  public init(name: String, isTrainable: Bool = true, value: NDArray) {
    self.name = name
    self.isTrainable = isTrainable
    self.shape = value.shape
    self.leaf = Tensor(value, label: name)
  }

  /// The present numbers, as a leaf that gradients can be taken for.
  public var tensor: Tensor {
    if let leaf { return leaf }
    let fetched = Tensor(elsewhere?() ?? NDArray(repeating: .nan, shape: shape), label: name)
    leaf = fetched
    return fetched
  }

  /// The present numbers. Assigning makes a new leaf: what was computed from the old one keeps the old one.
  public var value: NDArray {
    get { tensor.value ?? NDArray(repeating: .nan, shape: shape) }
    set {
      precondition(newValue.shape == shape, "\(name) is \(shape), not \(newValue.shape)")
      leaf = Tensor(newValue, label: name)
      assignments += 1
    }
  }

  /// Says where numbers that changed elsewhere can be copied from when they are asked for.
  public func fetch(from elsewhere: @escaping () -> NDArray) { self.elsewhere = elsewhere }

  /// Says that the numbers have changed elsewhere: they are fetched when they are next asked for. Leaves handed out keep theirs.
  public func changedElsewhere() { leaf = nil }
}
