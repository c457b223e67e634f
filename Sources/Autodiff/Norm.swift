import Arrays

/// √(Σx² + ε) along axes, without overflow or underflow on the way.
///
/// Its gradient is the unit vector x/‖x‖. At 0, where the norm has no derivative, that is taken as 0, at every order: of the vectors
/// that lie nowhere outside the unit ball, the subgradients there, it is the one in the middle.
struct Norm: Operation {
  let name = "norm"
  let axes: [Int]
  let keep: Bool
  let epsilon: Real
  var details: String { "axes \(axes)" }

  func shape(of inputs: [Shape]) -> Shape { inputs[0].reducing(axes, keep: keep) }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.reduce(
      .norm(epsilon: epsilon), .reducing(inputs[0], along: axes, operands: 1), output.count)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let kept = x[0].shape.reducing(axes, keep: true)
    let (g, length) = (g.reshaped(kept), y.reshaped(kept))
    let isZero = length .== Tensor(0)
    return g * select(isZero, Tensor(0), x[0] / select(isZero, Tensor(1), length))
  }
}
