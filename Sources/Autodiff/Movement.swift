import Arrays
import Refusals

/// The same numbers in the same order under another shape. Its adjoint is itself, back.
struct Reshape: Operation {
  let name = "reshape"
  let target: Shape
  let sharesMemory = true
  var details: String { "to \(target)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    guard inputs[0].count == target.count else {
      throw Refusal(
        name, "\(inputs[0]) has \(inputs[0].count) numbers, \(target) has room for \(target.count)",
        "The extents must multiply to \(inputs[0].count).")
    }
    return target
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { .copying(output.count) }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { g.reshaped(x[0].shape) }
}

/// One shape stretched to another. Its adjoint is the sum over what was stretched, which the sweep does.
struct Broadcast: Operation {
  let name = "broadcast"
  let target: Shape
  var details: String { "to \(target)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    guard inputs[0].broadcasts(to: target) else {
      throw Refusal(name, "\(inputs[0]) does not stretch to \(target)", "Only extents of 1 stretch.")
    }
    return target
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.copy(.broadcasting(inputs, to: output))
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { g }
}

/// The axes in another order. Its adjoint is the inverse order.
struct Permute: Operation {
  let name = "permute"
  let order: [Int]
  var details: String { "\(order)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    guard order.sorted() == Array(0..<inputs[0].rank) else {
      throw Refusal(
        name, "\(order) is not an order of the \(inputs[0].rank) axes of \(inputs[0])",
        "Name each axis from 0 to \(max(0, inputs[0].rank - 1)) once.")
    }
    return Shape(order.map { inputs[0][$0] })
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let strides = inputs[0].strides
    return Kernels.current.copy(
      LoopNest(extents: output.extents, strides: [order.map { strides[$0] }, output.strides]))
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Permute(order: order.indices.sorted { order[$0] < order[$1] }), g)
  }
}

extension Tensor {
  /// The same numbers under another shape of as many.
  public func reshaped(_ target: Shape) -> Tensor {
    target == shape ? self : .made(Reshape(target: target), self)
  }

  /// The same numbers under another shape, or why it does not fit.
  public func reshaped(checking target: Shape) throws(Refusal) -> Tensor {
    try Tensor(Reshape(target: target), [self])
  }

  /// Stretched to a shape by NumPy's rules.
  public func broadcast(to target: Shape) -> Tensor {
    target == shape ? self : .made(Broadcast(target: target), self)
  }

  /// The axes in the given order: `order[i]` is the axis that becomes axis i. Throws when it is not an order.
  public func permuted(_ order: [Int]) throws(Refusal) -> Tensor { try Tensor(Permute(order: order), [self]) }

  /// The axes in reverse order, as NumPy's `transpose`.
  public var transposed: Tensor { .made(Permute(order: Array((0..<shape.rank).reversed())), self) }

  /// All axes but the first as one: `[batch × features]`.
  public var flattened: Tensor {
    reshaped([shape.extents.first ?? 1, shape.extents.dropFirst().reduce(1, *)])
  }
}
