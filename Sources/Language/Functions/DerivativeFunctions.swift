import Arrays
import Autodiff

extension FunctionLibrary {
  /// Derivatives, of any order.
  static var derivativeFunctions: [Function] {
    [
      Function(
        "gradient", "The gradient of a single number y for x, or for each of a list; it can be differentiated again",
        group: "Derivatives",
        examples: ["x = tensor([1, 2, 3])\ngradient(sum(x^2), x)", "x = 2\ngradient(gradient(x^3, x), x)"],
        .tensor("y"),
        .value("x")
      ) { context, y, x in try Derivative(of: y, for: x, context).gradient() },
      Function(
        "jacobian", "All derivatives of y for x: shape of y, then shape of x", group: "Derivatives",
        examples: ["x = tensor([1, 2, 3])\njacobian(x^2, x)"], .tensor("y"), .value("x")
      ) { context, y, x in try Derivative(of: y, for: x, context).jacobian() },
    ]
  }
}
