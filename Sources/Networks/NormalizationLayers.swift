import Arrays
import Autodiff
import Refusals

extension Layer {
  /// Batch normalisation over all axes but the last, with the batch's own statistics in training and sampling alike, unless it is evaluated for
  /// inference.
  ///
  /// It takes two numbers a channel at least: one alone is its own mean, and whatever it is, its channel's offset would come out.
  ///
  /// The moving mean and variance are kept as Keras keeps them (momentum 0.99), but no step reads them: fakes made with one
  /// set of statistics and a generator updated with another would be two generators.
  public static func batchNorm(epsilon: Real = 1e-3) -> Layer {
    Layer(
      .batchNorm, .number(epsilon),
      recipes: { input throws(Refusal) in
        let channels: Shape = [input.extents.last ?? 1]
        return [
          Recipe("scale", channels, .ones), Recipe("offset", channels, .zeros),
          Recipe("mean", channels, .zeros, isTrainable: false),
          Recipe("variance", channels, .ones, isTrainable: false),
        ]
      },
      apply: { x, parameters, mode throws(Refusal) in
        guard mode.isTraining else {
          let (mean, variance) = (parameters[2].detached, parameters[3].detached)
          return Result(
            normalized(x, by: mean, variance, parameters[0], parameters[1], epsilon: epsilon))
        }
        guard x.shape.count != x.shape.extents.last else {
          throw Refusal(
            "batchnorm", "one sample alone has no spread: whatever it is, the same would come out",
            "Give it more samples, as many as in training, and take a row of what comes out: generator(z)[0:1].")
        }
        let result = try Autodiff.batchNorm(
          x, parameters[0], parameters[1], epsilon: epsilon, meanHistory: mode.meanHistory)
        let moved = { (kept: Tensor, new: Tensor) in
          0.99 * kept.detached + 0.01 * new.detached.reshaped(kept.shape)
        }
        return Result(
          result.output,
          updates: [(2, moved(parameters[2], result.mean)), (3, moved(parameters[3], result.variance))])
      }
    ).mixing()
  }

  /// Layer normalisation: each sample over all its numbers, then one scale and offset a channel.
  public static func layerNorm(epsilon: Real = 1e-3) -> Layer {
    Layer(
      .layerNorm, .number(epsilon),
      recipes: { input throws(Refusal) in
        let channels: Shape = [input.extents.last ?? 1]
        return [Recipe("scale", channels, .ones), Recipe("offset", channels, .zeros)]
      },
      apply: { x, parameters, mode throws(Refusal) in
        Result(
          try Autodiff.layerNorm(
            x, parameters[0], parameters[1], epsilon: epsilon, meanHistory: mode.meanHistory
          ).output)
      })
  }
}
