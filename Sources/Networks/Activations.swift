import Arrays
import Autodiff

extension Layer {
  /// Each number where positive, else 0.
  public static let relu = Layer("relu") { x throws(ShapeError) in Autodiff.relu(x) }
  /// The hyperbolic tangent.
  public static let tanh = Layer("tanh") { x throws(ShapeError) in Autodiff.tanh(x) }
  /// The logistic function.
  public static let sigmoid = Layer("sigmoid") { x throws(ShapeError) in Autodiff.sigmoid(x) }
  /// log(1 + eˣ)
  public static let softplus = Layer("softplus") { x throws(ShapeError) in Autodiff.softplus(x) }
  /// Each number where positive, else `slope` times it.
  public static func leakyRelu(_ slope: Real) -> Layer {
    Layer("leakyrelu", "\(slope)") { x throws(ShapeError) in Autodiff.leakyRelu(x, slope: slope) }
  }
}
