import Arrays
import Autodiff

extension FunctionLibrary {
  /// Functions of pairs of numbers, after broadcasting.
  static var pairFunctions: [Function] {
    [
      Function(
        "minimum", "The smaller of each pair", group: "Elementwise", examples: ["minimum([1, 5], 3)"], .tensor("a"),
        .tensor("b")
      ) { _, a, b in .tensor(try .pair(.minimum, a, b)) },
      Function(
        "maximum", "The larger of each pair", group: "Elementwise", examples: ["maximum([1, 5], 3)"], .tensor("a"),
        .tensor("b")
      ) { _, a, b in .tensor(try .pair(.maximum, a, b)) },
      Function(
        "clip", "Each number, but low where it is lower and high where it is higher", group: "Elementwise",
        examples: ["clip([-3, 0.5, 3], -1, 1)"], .tensor("x"), .tensor("low"), .tensor("high")
      ) { _, x, low, high in
        if let bottom = low.single, let top = high.single, bottom > top {
          throw Problem("clip: low \(plain(bottom)) is above high \(plain(top))", hint: "Give the lower bound first.")
        }
        return .tensor(try .pair(.minimum, try .pair(.maximum, x, low), high))
      },
      Function(
        "where", "a where the condition is not 0, else b", group: "Elementwise",
        examples: ["where([1, 0] > 0, 10, 20)"], .tensor("condition"), .tensor("a"), .tensor("b")
      ) { context, condition, a, b in
        do throws(Problem) { _ = try condition.known() } catch {
          throw error.located(at: context.place(of: "condition"))
        }
        let pair = try Shape.broadcast(condition.shape, a.shape, in: "where")
        try Shape.broadcast(pair, b.shape, in: "where").checkSize("where")
        return .tensor(select(condition, a, b))
      },
      Function(
        "cosine", "The cosine of the angle between two tensors of one shape: 1 same direction, -1 opposite",
        group: "Reduce", examples: ["cosine([1, 0], [1, 1])"], .tensor("a"), .tensor("b")
      ) { _, a, b in
        guard a.shape == b.shape else {
          throw Problem("cosine: \(a.shape) and \(b.shape) differ", hint: "Both must have the same shape.")
        }
        return .tensor(try cosine(a, b))
      },
    ]
  }
}

/// Σ a·b/(‖a‖·‖b‖), of any sizes: both are brought to a largest number of 1 first, which changes no angle.
private func cosine(_ a: Tensor, _ b: Tensor) throws -> Tensor {
  let units = try [a, b].map { x in
    let scaled = x.shape.count == 0 ? x : x / (try abs(x.detached).maximum())
    return scaled / scaled.norm()
  }
  let cosine = units[0].sumOfProducts(with: units[1])
  // What rounding adds beyond 1 is taken off as a number, so that the derivatives stay those of the cosine.
  return cosine - (cosine - minimum(maximum(cosine, Tensor(-1)), Tensor(1))).detached
}

extension Tensor {
  /// The number, if it is one.
  var single: Real? { shape.count == 1 ? value?.item : nil }
}
