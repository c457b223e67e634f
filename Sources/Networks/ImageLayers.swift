import Arrays
import Autodiff
import Refusals

extension Layer {
  /// The largest number of each window of pixels.
  public static func maxPool(_ size: Int) -> Layer {
    Layer(.maxPool, .whole(size)) { x throws(Refusal) in try Autodiff.maxPool(x, size) }.stretching(.atMost(1))
  }

  /// The mean of each window of pixels. Of size² equal numbers the mean is as long as one: lengths shrink by the size.
  public static func averagePool(_ size: Int) -> Layer {
    Layer(.averagePool, .whole(size)) { x throws(Refusal) in try Autodiff.averagePool(x, size) }
      .stretching(.atMost(1 / Real(max(1, size))))
  }

  /// Each group of neighbouring channels in order.
  public static func groupSort(_ size: Int) -> Layer {
    Layer(.groupSort, .whole(size)) { x throws(Refusal) in try Autodiff.groupSort(x, size) }.stretching(.atMost(1))
  }

  /// In training steps each number is 0 with this probability, else made larger so that the mean stays; otherwise all pass as they are. Srivastava
  /// et al. 2014. What is dropped is drawn by the step's seed.
  public static func dropout(_ rate: Real) -> Layer {
    Layer(
      .dropout, .number(rate),
      recipes: { _ throws(Refusal) in
        guard rate >= 0, rate < 1 else {
          throw Refusal("dropout", "the rate is \(rate)", "It is a share of what is dropped: from 0 to below 1.")
        }
        return []
      },
      apply: { x, _, mode throws(Refusal) in
        guard let draw = mode.draw, rate > 0 else { return Result(x) }
        return Result(x * ((draw(x.shape) .>= Tensor(rate)) * (1 / (1 - rate))))
      }
    ).stretching(.atMost(1 / max(1 - rate, .leastNormalMagnitude)))
  }

  /// Each channel of each image over its own pixels, then one scale and offset a channel.
  public static func instanceNorm(epsilon: Real = 1e-3) -> Layer {
    Layer(
      .instanceNorm, .number(epsilon),
      recipes: { input throws(Refusal) in
        let channels: Shape = [input.extents.last ?? 1]
        return [Recipe("scale", channels, .ones), Recipe("offset", channels, .zeros)]
      },
      apply: { x, parameters throws(Refusal) in
        Result(try Autodiff.instanceNorm(x, parameters[0], parameters[1], epsilon: epsilon).output)
      })
  }
}
