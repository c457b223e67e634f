/// Σ x·w·y with any one of the three as the result: what products and convolutions have in common.
///
/// A form fixes every size, so each of its three faces is unambiguous. Slot 0 is `x` (rows or images), slot 1 is `w`
/// (weights), slot 2 is `y` (results).
public enum Contraction: Hashable, Sendable {
  /// x `[rows × inner]`, w `[inner × columns]`, y `[rows × columns]`.
  case matrix(rows: Int, inner: Int, columns: Int)
  /// x `[batch × height × width × channels]`, w `[height × width × in × out]`, y `[batch × height × width × channels]`.
  case convolution(ConvolutionForm)

  /// The shape that a slot has.
  public func shape(ofSlot slot: Int) -> Shape {
    switch self {
    case .matrix(let rows, let inner, let columns):
      return [[rows, inner], [inner, columns], [rows, columns]][slot]
    case .convolution(let form):
      return [form.image, form.kernel, form.output][slot]
    }
  }

  /// How many multiplications and additions one face takes; the same for all three.
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
