import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Convolutions to very small images as matrix products: what the windows cover, row by row, times the kernel as a matrix.
  ///
  /// A convolution's own code works along the rows of its output and goes through the whole kernel for every image. Where a row has two
  /// places its registers stay half empty, and where the kernel does not fit into a core's cache it is fetched again and again. A product
  /// sees all windows of all images as one matrix. The windows are laid out once, for the convolution and for its kernel's gradient.
  public func multiplyingIm2col() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      guard case .contraction(.convolution(let form), let wanted)? = values[number].anatomy, form.isSmall(wanted) else {
        return nil
      }
      switch wanted {
      case .input: return try rewriting.image(form, kernel: inputs[0], result: inputs[1])
      case .weights: return try rewriting.kernel(form, image: inputs[0], result: inputs[1])
      case .result: return try rewriting.result(form, image: inputs[0], kernel: inputs[1])
      }
    }
  }
}

extension ConvolutionForm {
  /// Whether an output is better computed as a product: for images of at most 2×2, and of at most 4×4 under kernels of a mebibyte or more.
  /// In the latter the gradient for the image is not: adding the windows back costs what the product saves.
  fileprivate func isSmall(_ wanted: Contraction.Output) -> Bool {
    let places = output[1] * output[2]
    let isLarge = kernel.count >= 1 << 18
    return image[3] >= 16 && kernel[3] >= 16 && (places <= 4 || (places <= 16 && isLarge && wanted != .input))
  }

  /// The product that takes the convolution's place.
  fileprivate var product: Contraction { .matrix(rows: im2colShape[0], inner: im2colShape[1], columns: kernel[3]) }
  fileprivate var kernelMatrix: Shape { [im2colShape[1], kernel[3]] }
  fileprivate var resultMatrix: Shape { [im2colShape[0], kernel[3]] }
}

extension Rewriting {
  fileprivate mutating func result(_ form: ConvolutionForm, image: Int, kernel: Int) throws(Refusal) -> Int {
    let columns = try add(.im2col(form, adjoint: false), image)
    let result = try add(.contraction(form.product, output: .result), columns, reshaped(kernel, to: form.kernelMatrix))
    return reshaped(result, to: form.output)
  }

  fileprivate mutating func kernel(_ form: ConvolutionForm, image: Int, result: Int) throws(Refusal) -> Int {
    let columns = try add(.im2col(form, adjoint: false), image)
    let kernel = try add(.contraction(form.product, output: .weights), columns, reshaped(result, to: form.resultMatrix))
    return reshaped(kernel, to: form.kernel)
  }

  fileprivate mutating func image(_ form: ConvolutionForm, kernel: Int, result: Int) throws(Refusal) -> Int {
    let (kernel, result) = (reshaped(kernel, to: form.kernelMatrix), reshaped(result, to: form.resultMatrix))
    return try add(.im2col(form, adjoint: true), add(.contraction(form.product, output: .input), kernel, result))
  }
}
