import Arrays

/// Passes the first input on, and says that it was computed from the second, on which it does not depend: the slope of a straight
/// line is a number that no graph leads back from, yet its derivative exists and is 0.
struct Constancy: Operation {
  let name = "constant in"
  let sharesMemory = true
  func shape(of inputs: [Shape]) -> Shape { inputs[0] }
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { .copying(output.count) }
  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { slot == 0 ? g : nil }
}

extension Tensor {
  /// This tensor as one that was computed from `origin`, with derivatives of 0 for what only leads through there.
  public func computed(from origin: Tensor) -> Tensor { .made(Constancy(), self, origin) }
}
