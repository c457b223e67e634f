import Arrays
import Refusals
import Texts

/// Σ x·w·y joins three arrays; any one is computed from the other two. The pullback is another output of the same form, with the
/// cotangent in the place of the computed array.
///
/// Convolution, transposed convolution, the gradient of a kernel, and the three matrix products are this one rule.
struct Contract: Operation {
  let form: Contraction
  let output: Contraction.Output

  var name: String {
    switch form {
    case .matrix: ["product·transposed", "transposed·product", "product"][output.rawValue]
    case .convolution: ["convtranspose2d", "conv2d kernel gradient", "conv2d"][output.rawValue]
    }
  }

  var details: String {
    guard case .convolution(let form) = form else { return "" }
    return "stride \(form.stride[0])"
  }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    for (input, other) in zip(inputs, output.others) where input != form.shape(of: other) {
      throw Refusal(name, "\(input) where the form has \(form.shape(of: other))", "Make the sizes agree.")
    }
    return form.shape(of: self.output)
  }

  func kernel(for inputs: [Shape], giving shape: Shape) -> Kernel { Kernels.current.contract(form, output) }

  func pullback(_ g: Tensor, to input: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let target = output.others[input]
    let other = output.others[1 - input]
    let operands = other.rawValue < output.rawValue ? [x[1 - input], g] : [g, x[1 - input]]
    return .made(Contract(form: form, output: target), operands[0], operands[1])
  }
}

/// The matrix product `[rows × inner]·[inner × columns]`, or why the shapes do not fit.
public func product(_ a: Tensor, _ b: Tensor) throws(Refusal) -> Tensor {
  guard a.shape.rank == 2, b.shape.rank == 2, a.shape[1] == b.shape[0] else {
    throw Refusal(
      "@", "\(a.shape) times \(b.shape)",
      "A matrix product takes [rows × inner] and [inner × columns] with the same inner extent.")
  }
  let form = Contraction.matrix(rows: a.shape[0], inner: a.shape[1], columns: b.shape[1])
  return try Tensor(Contract(form: form, output: .result), [a, b])
}

/// A dense layer: `x·weight + bias` for x `[batch × in]`, weight `[in × out]`, bias `[out]`.
public func dense(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) throws(Refusal) -> Tensor {
  guard x.shape.rank == 2, weight.shape.rank == 2, x.shape[1] == weight.shape[0] else {
    let inputs = weight.shape.rank == 2 ? "\(weight.shape[0]) inputs" : "a matrix [in × out]"
    throw Refusal(
      "dense", "weight \(weight.shape) needs \(inputs), x is \(x.shape)",
      "x must be [batch × in]; flatten(x) makes images into rows.")
  }
  let y = try product(x, weight)
  guard let bias else { return y }
  return try Tensor.pair(.add, y, bias)
}

/// A convolution of x `[batch × height × width × in]` with kernel `[height × width × in × out]`.
public func conv2d(
  _ x: Tensor, _ kernel: Tensor, stride: Int = 1, padding: Padding = .same
) throws(Refusal) -> Tensor {
  let form = try convolutionForm(x.shape, kernel.shape, stride: stride, padding: padding)
  return try Tensor(Contract(form: .convolution(form), output: .result), [x, kernel])
}

/// The form of a convolution of images of shape `x`, or why the shapes do not fit.
func convolutionForm(
  _ x: Shape, _ kernel: Shape, stride: Int, padding: Padding
) throws(Refusal) -> ConvolutionForm {
  try checkConvolution("conv2d", x, kernel, stride)
  guard kernel[2] == x[3] else {
    throw Refusal(
      "conv2d", "kernel \(kernel) needs \(counted(kernel[2], "channel")), the image has \(x[3]) (\(x))",
      "Choose a kernel with \(counted(x[3], "input channel")).")
  }
  guard
    let height = padding.outputExtent(image: x[1], kernel: kernel[0], stride: stride),
    let width = padding.outputExtent(image: x[2], kernel: kernel[1], stride: stride)
  else {
    throw Refusal(
      "conv2d", "kernel \(kernel) is larger than the image \(x)", "Use a smaller kernel, or padding: \"same\".")
  }
  let form = ConvolutionForm(
    image: x, kernel: kernel, output: [x[0], height.extent, width.extent, kernel[3]], stride: [stride, stride],
    padding: [height.before, width.before])
  try form.output.checkSize("conv2d")
  return form
}

/// A transposed convolution of x `[batch × height × width × in]` with kernel `[height × width × out × in]`, as Keras lays it out.
///
/// It is the gradient of `conv2d` for its image, so with stride s it makes images s times as large.
public func convTranspose2d(
  _ x: Tensor, _ kernel: Tensor, stride: Int = 1, padding: Padding = .same
) throws(Refusal) -> Tensor {
  try checkConvolution("convtranspose2d", x.shape, kernel.shape, stride)
  guard kernel.shape[3] == x.shape[3] else {
    throw Refusal(
      "convtranspose2d",
      "kernel \(kernel.shape) takes \(counted(kernel.shape[3], "channel")), x has \(x.shape[3]) (\(x.shape))",
      "A transposed convolution's kernel is [height × width × out × in]; its last extent must be \(x.shape[3]).")
  }
  let height = padding.imageExtent(output: x.shape[1], kernel: kernel.shape[0], stride: stride)
  let width = padding.imageExtent(output: x.shape[2], kernel: kernel.shape[1], stride: stride)
  let image = Shape([x.shape[0], height, width, kernel.shape[2]])
  try image.checkSize("convtranspose2d")
  let before = { (extent: Int, tap: Int) in
    padding.outputExtent(image: extent, kernel: tap, stride: stride)?.before ?? 0
  }
  let form = ConvolutionForm(
    image: image, kernel: kernel.shape, output: x.shape, stride: [stride, stride],
    padding: [before(height, kernel.shape[0]), before(width, kernel.shape[1])])
  return try Tensor(Contract(form: .convolution(form), output: .input), [kernel, x])
}

private func checkConvolution(_ place: String, _ x: Shape, _ kernel: Shape, _ stride: Int) throws(Refusal) {
  guard x.rank == 4 else {
    throw Refusal(
      place, "x is \(x)", "Images are [batch × height × width × channels]; reshape(x, …) adds the missing axes.")
  }
  guard kernel.rank == 4, kernel[0] > 0, kernel[1] > 0 else {
    throw Refusal(place, "the kernel is \(kernel)", "A kernel has four axes, height and width of at least 1.")
  }
  guard (1...1024).contains(stride) else {
    throw Refusal(place, "stride \(stride)", "A stride is a whole number from 1 to 1024.")
  }
}
