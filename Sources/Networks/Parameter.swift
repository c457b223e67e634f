import Arrays
import Autodiff

/// Numbers that a network learns, or keeps: a name, and a part of the network's memory where they live and nowhere else.
public final class Parameter {
  /// Its full name, such as `critic.conv1.kernel`.
  public let name: String
  /// Whether the optimiser changes it. Batch norm's moving statistics are not trainable.
  public let isTrainable: Bool
  /// The bound c of the constraint that it carries: each update of the optimiser ends by putting its numbers back into [-c, c], as a
  /// Keras constraint does. `nil` where it carries none.
  public var constraint: Real?
  /// The shape, which never changes.
  public let shape: Shape
  /// Where the numbers live. Whoever writes here says so with `markWritten`.
  public let storage: BufferSlice
  private var copied: (leaf: Tensor, value: NDArray)?

  /// A parameter whose numbers live in a part of a network's memory, with its first numbers.
  init(name: String, isTrainable: Bool, value: NDArray, at storage: BufferSlice) {
    self.name = name
    self.isTrainable = isTrainable
    self.shape = value.shape
    self.storage = storage
    self.value = value
  }

  /// The present numbers, as a leaf that gradients can be taken for: the same one until they change.
  public var tensor: Tensor { present.leaf }

  /// The present numbers. Assigning makes a new leaf: what was computed from the old one keeps the old numbers.
  public var value: NDArray {
    get { present.value }
    set {
      precondition(newValue.shape == shape, "\(name) is \(shape), not \(newValue.shape)")
      storage.load(newValue)
      copied = (Tensor(newValue, label: name), newValue)
    }
  }

  private var present: (leaf: Tensor, value: NDArray) {
    if let copied { return copied }
    let value = storage.array(shape)
    let made = (leaf: Tensor(value, label: name), value: value)
    copied = made
    return made
  }

  /// Says that the storage was written to. Leaves handed out keep their numbers.
  public func markWritten() { copied = nil }
}
