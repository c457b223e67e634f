import Arrays
import Refusals

/// A part of one axis: `count` elements from `start`, `step` apart. A negative step walks backwards.
public struct Span: Hashable, Sendable {
  /// The first element's index.
  public var start: Int
  /// How many elements.
  public var count: Int
  /// How far apart they are.
  public var step: Int
  /// A part of an axis.
  public init(start: Int, count: Int, step: Int = 1) {
    self.start = start
    self.count = count
    self.step = step
  }
}

/// A part of an array, one span an axis. Its adjoint is padding with zeros.
struct Slice: Operation {
  let name = "slice"
  let spans: [Span]
  var details: String { spans.map { "\($0.start)+\($0.count)" }.joined(separator: ", ") }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    try Slice.check(spans, within: inputs[0], in: name)
    return Shape(spans.map(\.count))
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let view = Slice.view(spans, of: inputs[0])
    return Kernels.current.copy(
      LoopNest(extents: output.extents, strides: [view.strides, output.strides], offsets: [view.offset, 0]))
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Pad(spans: spans, target: x[0].shape), g)
  }

  static func check(_ spans: [Span], within shape: Shape, in place: String) throws(Refusal) {
    guard spans.count == shape.rank else {
      throw Refusal(place, "\(spans.count) spans for \(shape)", "Give one span for each of its \(shape.rank) axes.")
    }
    for (axis, span) in spans.enumerated() where span.count > 0 {
      let last = span.start + (span.count - 1) * span.step
      guard (0..<shape[axis]).contains(span.start), (0..<shape[axis]).contains(last), span.step != 0 else {
        throw Refusal(
          place, "elements \(span.start) to \(last) of axis \(axis) of \(shape)",
          "That axis has the indices 0 to \(shape[axis] - 1).")
      }
    }
  }

  static func view(_ spans: [Span], of shape: Shape) -> (strides: [Int], offset: Int) {
    let strides = shape.strides
    let empty = spans.contains { $0.count == 0 }
    let offset = empty ? 0 : zip(spans, strides).reduce(0) { $0 + $1.0.start * $1.1 }
    return (zip(spans, strides).map { $0.step * $1 }, offset)
  }
}

/// Zeros of the target's shape, but the input where the spans say. Its adjoint is the slice.
struct Pad: Operation {
  let name = "pad"
  let spans: [Span]
  let target: Shape
  var details: String { "to \(target)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    try Slice.check(spans, within: target, in: name)
    return target
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let view = Slice.view(spans, of: target)
    let nest = LoopNest(
      extents: inputs[0].extents, strides: [inputs[0].strides, view.strides], offsets: [0, view.offset])
    return Kernels.current.pad(nest, output.count)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Slice(spans: spans), g)
  }
}

/// Arrays joined along one axis. Its adjoint cuts them apart again.
struct Concatenate: Operation {
  let name = "concat"
  let axis: Int
  var details: String { "axis \(axis)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    var extents = inputs[0].extents
    guard extents.indices.contains(axis) else {
      throw Refusal(name, "\(inputs[0]) has no axis \(axis)", "Its axes are 0 to \(inputs[0].rank - 1).")
    }
    for other in inputs.dropFirst() {
      let others = other.extents
      guard others.count == extents.count, extents.indices.allSatisfy({ $0 == axis || others[$0] == extents[$0] })
      else {
        throw Refusal(
          name, "\(inputs[0]) and \(other) cannot be joined along axis \(axis)", "All other extents must be equal.")
      }
      extents[axis] += others[axis]
    }
    return Shape(extents)
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let chunks = inputs.map { $0.extents[axis...].reduce(1, *) }
    return Kernels.current.concatenate(output.extents[..<axis].reduce(1, *), chunks)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let start = x[..<slot].reduce(0) { $0 + $1.shape[axis] }
    return g.slice(axis: axis, from: start, count: x[slot].shape[axis])
  }
}

extension Tensor {
  /// A part of each axis, or why there is none.
  public func sliced(_ spans: [Span]) throws(Refusal) -> Tensor { try Tensor(Slice(spans: spans), [self]) }

  /// A part of one axis, the others whole.
  public func slice(axis: Int, from start: Int, count: Int) -> Tensor {
    var spans = shape.extents.map { Span(start: 0, count: $0) }
    spans[axis] = Span(start: start, count: count)
    return .made(Slice(spans: spans), self)
  }
}

/// Tensors joined along an axis, or why they do not fit.
public func concatenated(_ parts: [Tensor], axis: Int) throws(Refusal) -> Tensor {
  try Tensor(Concatenate(axis: axis), parts)
}
