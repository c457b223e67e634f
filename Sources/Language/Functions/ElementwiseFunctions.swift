import Arrays
import Autodiff

extension FunctionLibrary {
  /// Functions of one number, applied to each.
  static var elementwiseFunctions: [Function] {
    [
      each("exp", "e to the power of each number", "exp(1)", exp),
      each("log", "The natural logarithm of each number", "log(2)", log),
      each("sqrt", "The square root of each number", "sqrt(2)", sqrt),
      each("square", "Each number times itself", "square(3)", square),
      each("abs", "Each number without its sign", "abs(-3)", abs),
      each("sign", "-1, 0 or 1, as each number is negative, zero or positive", "sign(-3)", sign),
      each("tanh", "The hyperbolic tangent of each number, between -1 and 1", "tanh(0.5)", tanh),
      each("sigmoid", "The logistic function 1/(1 + exp(-x)), between 0 and 1", "sigmoid(0)", sigmoid),
      each("softplus", "log(1 + exp(x)), a smooth relu", "softplus(0)", softplus),
      each("relu", "Each number where positive, else 0", "relu([-1, 2])", relu),
      Function(
        "leakyrelu", "Each number where positive, else slope times it", group: "Elementwise",
        examples: ["leakyrelu([-1, 2])", "leakyrelu([-1, 2], slope: 0.1)"], .tensor("x"),
        .number("slope", default: 0.2)
      ) { _, x, slope in .tensor(leakyRelu(x, slope: slope)) },
      each("sin", "The sine of each number, in radians", "sin(pi/2)", sin),
      each("cos", "The cosine of each number, in radians", "cos(0)", cos),
    ]
  }

  private static func each(
    _ name: String, _ summary: String, _ example: String, _ function: @escaping (Tensor) -> Tensor
  ) -> Function {
    Function(name, summary, group: "Elementwise", examples: [example], .tensor("x")) { _, x in .tensor(function(x)) }
  }
}
