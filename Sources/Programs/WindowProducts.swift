import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Convolutions to very small images as matrix products: what the windows cover, row by row, times the kernel as a matrix.
  ///
  /// A convolution's own code works along the rows of its output and goes through the whole kernel for every image. Where a row has two
  /// places its registers stay half empty, and where the kernel does not fit into a core's cache it is fetched again and again. A product
  /// sees all windows of all images as one matrix. The windows are laid out once, for the convolution and for its kernel's gradient.
  public func multiplyingWindows() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      guard case .face(.convolution(let form), let slot)? = values[number].anatomy, form.isSmall(slot) else {
        return nil
      }
      switch slot {
      case 0: return try rewriting.image(form, kernel: inputs[0], result: inputs[1])
      case 1: return try rewriting.kernel(form, image: inputs[0], result: inputs[1])
      default: return try rewriting.result(form, image: inputs[0], kernel: inputs[1])
      }
    }
  }
}

extension ConvolutionForm {
  /// Whether a face is better computed as a product: for images of at most 2×2, and of at most 4×4 under kernels of a mebibyte or more.
  /// In the latter the gradient for the image is not: adding the windows back costs what the product saves.
  fileprivate func isSmall(_ slot: Int) -> Bool {
    let places = output[1] * output[2]
    let isLarge = kernel.count >= 1 << 18
    return image[3] >= 16 && kernel[3] >= 16 && (places <= 4 || (places <= 16 && isLarge && slot != 0))
  }

  /// The product that takes the convolution's place.
  fileprivate var product: Contraction { .matrix(rows: windows[0], inner: windows[1], columns: kernel[3]) }
  fileprivate var kernelMatrix: Shape { [windows[1], kernel[3]] }
  fileprivate var resultMatrix: Shape { [windows[0], kernel[3]] }
}

extension Rewriting {
  fileprivate mutating func result(_ form: ConvolutionForm, image: Int, kernel: Int) throws(Refusal) -> Int {
    let windows = try add(.windows(form, adjoint: false), image)
    let result = try add(.face(form.product, slot: 2), windows, reshaped(kernel, to: form.kernelMatrix))
    return reshaped(result, to: form.output)
  }

  fileprivate mutating func kernel(_ form: ConvolutionForm, image: Int, result: Int) throws(Refusal) -> Int {
    let windows = try add(.windows(form, adjoint: false), image)
    let kernel = try add(.face(form.product, slot: 1), windows, reshaped(result, to: form.resultMatrix))
    return reshaped(kernel, to: form.kernel)
  }

  fileprivate mutating func image(_ form: ConvolutionForm, kernel: Int, result: Int) throws(Refusal) -> Int {
    let (kernel, result) = (reshaped(kernel, to: form.kernelMatrix), reshaped(result, to: form.resultMatrix))
    return try add(.windows(form, adjoint: true), add(.face(form.product, slot: 0), kernel, result))
  }
}
