import Arrays
import Refusals

/// What a convolution's windows cover, as the rows of a matrix, or (adjoint) such rows added back into images. Each is the other's
/// pullback.
struct Im2col: Operation {
  let form: ConvolutionForm
  let adjoint: Bool

  var name: String { adjoint ? "col2im" : "im2col" }
  var details: String { "\(form.kernel[0])×\(form.kernel[1]) stride \(form.stride[0])" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    let expected = adjoint ? form.im2colShape : form.image
    guard inputs[0] == expected else {
      throw Refusal(name, "\(inputs[0]) where \(expected) is needed", "Make the sizes agree.")
    }
    return adjoint ? form.image : form.im2colShape
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { Kernels.current.im2col(form, adjoint) }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Im2col(form: form, adjoint: !adjoint), g)
  }
}

/// What the windows of a convolution with a kernel `[height × width × in × out]` cover in images x: one row each,
/// `[batch·height·width of the output × height·width·in]`. Multiplied by the kernel as a matrix they are the convolution.
public func im2col(
  _ x: Tensor, _ kernel: Shape, stride: Int = 1, padding: Padding = .same
) throws(Refusal) -> Tensor {
  let form = try convolutionForm(x.shape, kernel, stride: stride, padding: padding)
  return try Tensor(Im2col(form: form, adjoint: false), [x])
}
