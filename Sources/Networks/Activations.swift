import Arrays
import Autodiff
import Refusals

extension Layer {
  /// Each number where positive, else 0.
  public static let relu: Layer = Layer(.relu) { x throws(Refusal) in Autodiff.relu(x) }.stretching(.atMost(1))
  /// The hyperbolic tangent.
  public static let tanh: Layer = Layer(.tanh) { x throws(Refusal) in Autodiff.tanh(x) }.stretching(.atMost(1))
  /// The logistic function.
  public static let sigmoid: Layer = Layer(.sigmoid) { x throws(Refusal) in Autodiff.sigmoid(x) }.stretching(
    .atMost(0.25))
  /// log(1 + eˣ)
  public static let softplus: Layer = Layer(.softplus) { x throws(Refusal) in Autodiff.softplus(x) }.stretching(
    .atMost(1))
  /// Each number where positive, else `slope` times it.
  public static func leakyRelu(_ slope: Real) -> Layer {
    Layer(.leakyRelu, .number(slope)) { x throws(Refusal) in Autodiff.leakyRelu(x, slope: slope) }
      .stretching(.atMost(max(1, abs(slope))))
  }
}
