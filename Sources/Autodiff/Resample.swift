import Arrays
import Refusals

/// Images enlarged by a whole factor, or (adjoint) summed back. Each is the other's pullback.
struct Resample: Operation {
  let resampling: Resampling
  let adjoint: Bool

  var name: String { adjoint ? "poolsum" : "upsample" }
  var details: String { "×\(resampling.factor) \(resampling.method.rawValue)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    let expected = adjoint ? resampling.output : resampling.image
    guard inputs[0] == expected else {
      throw Refusal(name, "\(inputs[0]) where \(expected) is needed", "Make the sizes agree.")
    }
    return adjoint ? resampling.image : resampling.output
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { Kernels.current.resample(resampling, adjoint) }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Resample(resampling: resampling, adjoint: !adjoint), g)
  }
}

/// Images `[batch × height × width × channels]` made `factor` times as high and wide.
public func upsample(_ x: Tensor, _ factor: Int, method: Resampling.Method = .nearest) throws(Refusal) -> Tensor {
  guard x.shape.rank == 4 else {
    throw Refusal(
      "upsample", "x is \(x.shape)",
      "Images are [batch × height × width × channels]; reshape(x, …) adds the missing axes.")
  }
  guard (1...64).contains(factor) else {
    throw Refusal("upsample", "factor \(factor)", "The factor is a whole number from 1 to 64.")
  }
  let resampling = Resampling(image: x.shape, factor: factor, method: method)
  try resampling.output.checkSize("upsample")
  return try Tensor(Resample(resampling: resampling, adjoint: false), [x])
}
