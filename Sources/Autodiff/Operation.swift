import Arrays
import Refusals

/// A function of tensors whose gradient is again made of such functions.
///
/// That the rule takes tensors and gives tensors is all it takes for derivatives of every order.
public protocol Operation: Sendable {
  /// What it is called in messages and drawings: `conv2d`, `add`.
  var name: String { get }
  /// What the drawing says beside the name, such as `stride 2`; usually empty.
  var details: String { get }
  /// The result's shape, from shapes alone, or why there is none.
  func shape(of inputs: [Shape]) throws(Refusal) -> Shape
  /// The loop that computes the value, ready for inputs of these shapes.
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel
  /// What input `slot` receives of the cotangent: `g·∂y/∂x[slot]`, or `nil` where that is zero everywhere.
  /// It may have the output's shape where the input was broadcast; the sweep sums it back.
  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor?
  /// Whether the output is the input's memory under another shape, so that no loop runs.
  var sharesMemory: Bool { get }
}

extension Operation {
  /// Nothing to add to the name.
  public var details: String { "" }
  /// Most operations compute something.
  public var sharesMemory: Bool { false }
}
