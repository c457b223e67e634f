/// Σ x·w·y with any one of the three as the result: what products and convolutions have in common.
///
/// A form fixes every size, so each output is unambiguous: the result, the gradient for the input, the gradient for the weights.
public enum Contraction: Hashable, Sendable {
  /// x `[rows × inner]`, w `[inner × columns]`, y `[rows × columns]`.
  case matrix(rows: Int, inner: Int, columns: Int)
  /// x `[batch × height × width × channels]`, w `[height × width × in × out]`, y `[batch × height × width × channels]`.
  case convolution(ConvolutionForm)

  /// The three arrays of a form. Any one is computed from the two others, which are its operands in this order.
  public enum Output: Int, CaseIterable, Hashable, Sendable {
    /// `x`: rows, or images.
    case input
    /// `w`: a matrix, or a kernel.
    case weights
    /// `y`: what the forward pass gives.
    case result

    /// What it is computed from.
    public var others: [Output] { Output.allCases.filter { $0 != self } }
  }

  /// The shape that one of the arrays has.
  public func shape(of output: Output) -> Shape {
    switch self {
    case .matrix(let rows, let inner, let columns):
      return [[rows, inner], [inner, columns], [rows, columns]][output.rawValue]
    case .convolution(let form):
      return [form.image, form.kernel, form.output][output.rawValue]
    }
  }

  /// How many multiplications and additions one output takes; the same for all three.
  public var operationCount: Int {
    switch self {
    case .matrix(let rows, let inner, let columns): 2 * rows * inner * columns
    case .convolution(let form): 2 * form.output.count * form.kernel[0] * form.kernel[1] * form.kernel[2]
    }
  }
}

/// The sizes of a two-dimensional convolution.
public struct ConvolutionForm: Hashable, Sendable {
  /// `[batch × height × width × in]`
  public let image: Shape
  /// `[height × width × in × out]`
  public let kernel: Shape
  /// `[batch × height × width × out]`
  public let output: Shape
  /// How far the window moves, along height and width.
  public let stride: [Int]
  /// Rows of zeros before the first, columns of zeros before the first. What follows the last is implied by the sizes.
  public let padding: [Int]

  /// A form from all its sizes; `output` must be what the sizes give.
  public init(image: Shape, kernel: Shape, output: Shape, stride: [Int], padding: [Int]) {
    self.image = image
    self.kernel = kernel
    self.output = output
    self.stride = stride
    self.padding = padding
  }
}

/// How a convolution treats its borders, as TensorFlow defines it.
public enum Padding: String, CaseIterable, Hashable, Sendable {
  /// Output extent ⌈image / stride⌉; an odd row or column of zeros goes to the bottom or right.
  case same
  /// Only whole windows.
  case valid

  /// The output's extent and the zeros before the first element, along one axis; `nil` where no window fits.
  public func outputExtent(image: Int, kernel: Int, stride: Int) -> (extent: Int, before: Int)? {
    switch self {
    case .same:
      let extent = (image + stride - 1) / stride
      return (extent, max(0, (extent - 1) * stride + kernel - image) / 2)
    case .valid:
      return image < kernel ? nil : ((image - kernel) / stride + 1, 0)
    }
  }

  /// The image extent that a transposed convolution makes of an output extent: Keras' choice among those that fit.
  public func imageExtent(output: Int, kernel: Int, stride: Int) -> Int {
    switch self {
    case .same: output * stride
    case .valid: output * stride + max(kernel - stride, 0)
    }
  }
}
