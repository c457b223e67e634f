import Arrays
import Refusals

/// A tensor made to have mean 0 and variance 1, and what it was measured to have before.
public struct Normalized {
  /// (x - mean) / √(variance + ε), scaled and offset.
  public let output: Tensor
  /// The mean along the normalised axes, which stay with extent 1.
  public let mean: Tensor
  /// The population variance along the normalised axes, which stay with extent 1.
  public let variance: Tensor
}

/// Batch normalisation: each channel (last axis) over all the other axes, with the batch's own statistics.
///
/// Ioffe and Szegedy 2015. Scale and offset broadcast; ε = 1e-3 as in Keras.
public func batchNorm(
  _ x: Tensor, _ scale: Tensor, _ offset: Tensor, epsilon: Real = 1e-3, meanHistory: History = .keep
) throws(Refusal) -> Normalized {
  try check("batchnorm", x, "[batch × … × channels]", [scale, offset])
  return normalized(x, scale, offset, Array(0..<(x.shape.rank - 1)), epsilon, meanHistory)
}

/// Layer normalisation: each sample (first axis) over all its numbers.
///
/// Ba, Kiros and Hinton 2016, over every axis but the batch as WGAN-GP suggests. ε = 1e-3 as in Keras.
public func layerNorm(
  _ x: Tensor, _ scale: Tensor, _ offset: Tensor, epsilon: Real = 1e-3, meanHistory: History = .keep
) throws(Refusal) -> Normalized {
  try check("layernorm", x, "[batch × …]", [scale, offset])
  return normalized(x, scale, offset, Array(1..<x.shape.rank), epsilon, meanHistory)
}

/// Instance normalisation: each channel of each image over its own pixels.
///
/// Ulyanov, Vedaldi and Lempitsky 2016, arXiv 1607.08022. ε = 1e-3 as Keras' group normalisation with a group for each channel.
public func instanceNorm(
  _ x: Tensor, _ scale: Tensor, _ offset: Tensor, epsilon: Real = 1e-3
) throws(Refusal) -> Normalized {
  try check("instancenorm", x, "[batch × … × channels]", [scale, offset])
  guard x.shape.rank >= 3 else {
    throw Refusal("instancenorm", "x is \(x.shape): each channel is one number", "It takes images or sequences.")
  }
  return normalized(x, scale, offset, Array(1..<(x.shape.rank - 1)), epsilon)
}

/// (x - mean) / √(variance + ε), scaled and offset, by statistics that are kept: batch normalisation after training.
public func normalized(
  _ x: Tensor, by mean: Tensor, _ variance: Tensor, _ scale: Tensor, _ offset: Tensor, epsilon: Real
) -> Tensor {
  (x - mean) * (reciprocal(sqrt(variance + epsilon)) * scale) + offset
}

/// `history` says whether the variance depends on the mean it is taken from. Without, its gradient is the same, for the deviations add up to
/// 0; the gradient of that gradient is another.
private func normalized(
  _ x: Tensor, _ scale: Tensor, _ offset: Tensor, _ axes: [Int], _ epsilon: Real, _ history: History = .keep
) -> Normalized {
  let count = Real(axes.reduce(1) { $0 * x.shape[$1] })
  let mean = x.sum(axes: axes, keep: true) / count
  let centred = x - mean
  let spread = history == .keep ? centred : x - mean.detached
  let variance = spread.sumOfProducts(with: spread, axes: axes, keep: true) / count
  let steepness = reciprocal(sqrt(variance + epsilon))
  // The two small factors first where they stay small: one pass over x instead of two.
  let scaled = scale.shape.count <= steepness.shape.count ? centred * (steepness * scale) : centred * steepness * scale
  return Normalized(output: scaled + offset, mean: mean, variance: variance)
}

private func check(_ place: String, _ x: Tensor, _ axes: String, _ parts: [Tensor]) throws(Refusal) {
  let shape = x.shape
  guard shape.rank >= 2 else { throw Refusal(place, "x is \(shape)", "It takes \(axes), two axes at least.") }
  for part in parts where !part.shape.broadcasts(to: shape) {
    throw Refusal(
      place, "scale or offset \(part.shape) does not stretch to \(shape)",
      "Give one number for each channel: [\(shape[shape.rank - 1])].")
  }
}
