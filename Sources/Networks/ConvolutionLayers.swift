import Arrays
import Autodiff
import Refusals

extension Layer {
  /// A convolution to `channels` channels with a square kernel.
  public static func conv(
    _ channels: Int, _ size: Int, stride: Int = 1, padding: Padding = .same, bias: Bool = true,
    initializer: Initializer = .glorotUniform
  ) -> Layer {
    Layer(
      .conv, .whole(channels), .whole(size), .whole(stride), .word(padding.rawValue), .flag(bias),
      recipes: { input throws(Refusal) in
        try checkImage("conv", input)
        let kernel = Recipe("kernel", [size, size, input[3], channels], initializer)
        return [kernel] + (bias ? [Recipe("bias", [channels], .zeros)] : [])
      },
      apply: { x, parameters throws(Refusal) in
        let y = try conv2d(x, parameters[0], stride: stride, padding: padding)
        return Result(bias ? try Tensor.pair(.add, y, parameters[1]) : y)
      }
    ).stretching(.linear)
  }

  /// A transposed convolution to `channels` channels with a square kernel `[height × width × out × in]`.
  public static func convTranspose(
    _ channels: Int, _ size: Int, stride: Int = 1, padding: Padding = .same, bias: Bool = true,
    initializer: Initializer = .glorotUniform
  ) -> Layer {
    Layer(
      .convTranspose, .whole(channels), .whole(size), .whole(stride), .word(padding.rawValue), .flag(bias),
      recipes: { input throws(Refusal) in
        try checkImage("convtranspose", input)
        let kernel = Recipe("kernel", [size, size, channels, input[3]], initializer)
        return [kernel] + (bias ? [Recipe("bias", [channels], .zeros)] : [])
      },
      apply: { x, parameters throws(Refusal) in
        let y = try convTranspose2d(x, parameters[0], stride: stride, padding: padding)
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

  private static func checkImage(_ place: String, _ input: Shape) throws(Refusal) {
    guard input.rank == 4 else {
      throw Refusal(
        place, "the input is \(input)", "It takes [batch × height × width × channels]; put reshape(…) before it.")
    }
  }
}
