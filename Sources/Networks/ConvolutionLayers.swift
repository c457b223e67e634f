import Arrays
import Autodiff
import Refusals

extension Layer {
  /// A convolution to `channels` channels with a square kernel.
  public static func conv(
    _ channels: Int, _ size: Int, stride: Int = 1, padding: Padding = .same, bias: Bool = true,
    initializer: Initializer? = nil, named name: InitializerName = .glorot
  ) -> Layer {
    convolution(
      .conv, channels, size, stride, padding, bias, initializer, name, kernel: { [size, size, $0, channels] }
    ) {
      (x, kernel) throws(Refusal) in try conv2d(x, kernel, stride: stride, padding: padding)
    }
  }

  /// A transposed convolution to `channels` channels with a square kernel `[height × width × out × in]`.
  public static func convTranspose(
    _ channels: Int, _ size: Int, stride: Int = 1, padding: Padding = .same, bias: Bool = true,
    initializer: Initializer? = nil, named name: InitializerName = .glorot
  ) -> Layer {
    convolution(
      .convTranspose, channels, size, stride, padding, bias, initializer, name, kernel: { [size, size, channels, $0] }
    ) { (x, kernel) throws(Refusal) in try convTranspose2d(x, kernel, stride: stride, padding: padding) }
  }

  private static func convolution(
    _ kind: LayerKind, _ channels: Int, _ size: Int, _ stride: Int, _ padding: Padding, _ bias: Bool,
    _ initializer: Initializer?, _ name: InitializerName, kernel: @escaping @Sendable (_ channels: Int) -> Shape,
    convolve: @escaping @Sendable (Tensor, _ kernel: Tensor) throws(Refusal) -> Tensor
  ) -> Layer {
    Layer(
      kind, .whole(channels), .whole(size), .whole(stride), .word(padding.rawValue), .flag(bias),
      .word(name.rawValue),
      recipes: { input throws(Refusal) in
        guard input.rank == 4 else {
          throw Refusal(
            kind.name, "the input is \(input)",
            "It takes [batch × height × width × channels]; put reshape(…) before it.")
        }
        return [Recipe("kernel", kernel(input[3]), initializer ?? name.initializer)]
          + (bias ? [Recipe("bias", [channels], .zeros)] : [])
      },
      apply: { x, parameters throws(Refusal) in
        let y = try convolve(x, parameters[0])
        return Result(bias ? try Tensor.pair(.add, y, parameters[1]) : y)
      }
    ).stretching(.linear)
  }

  /// Images made `factor` times as high and wide.
  public static func upsample(_ factor: Int, method: Resampling.Method = .nearest) -> Layer {
    Layer(.upsample, .whole(factor), .word(method.rawValue)) { x throws(Refusal) in
      try Autodiff.upsample(x, factor, method: method)
    }.stretching(.linear)
  }
}
