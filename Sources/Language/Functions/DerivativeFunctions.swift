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
      Function(
        "detach", "The same numbers without their history, so that no gradient passes; of a list, of each in it",
        group: "Derivatives",
        examples: ["x = 3\ngradient(x*detach(x), x)", "w = 1\nw = detach(w - 0.1*gradient(w^2, w))"], .value("x")
      ) { _, x in try detached(x) },
    ]
  }

  private static func detached(_ value: Value) throws(Problem) -> Value {
    switch value {
    case .tensor(let tensor): return .tensor(tensor.cutOff)
    case .list(let values): return .list(try values.map { (value) throws(Problem) in try detached(value) })
    case .text, .object:
      throw Problem("detach: \(value.kind) has no history", hint: "Give it a tensor, or a list of them.")
    }
  }
}

extension Tensor {
  /// The same numbers as a leaf of their own, that no name stands for.
  fileprivate var cutOff: Tensor { value.map { Tensor($0) } ?? detached }
}
