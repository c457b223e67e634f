import Arrays
import Autodiff

extension FunctionLibrary {
  /// Many numbers to fewer, along axes.
  static var reducingFunctions: [Function] {
    [
      reducing("sum", "The sum along axes") { $0.sum(axes: $1, keep: $2) },
      reducing("mean", "The mean along axes") { $0.mean(axes: $1, keep: $2) },
      reducing("max", "The largest number along axes") { try $0.maximum(axes: $1, keep: $2) },
      reducing("min", "The smallest number along axes") { try $0.minimum(axes: $1, keep: $2) },
      reducing("variance", "The population variance along axes") { $0.variance(axes: $1, keep: $2) },
      Function(
        "norm", "The Euclidean norm along axes, sqrt(sum(x^2) + epsilon)", group: "Reduce",
        examples: ["norm([3, 4])", "norm(ones(2, 3, 3), axes: [1, 2])", "norm(zeros(2), epsilon: 0.01)"], .tensor("x"),
        .axes, .flag("keep"), .number("epsilon", default: 0)
      ) { context, x, axes, keep, epsilon in
        let axes = try context.axes(axes, of: x.shape)
        return .tensor(x.norm(axes: axes, keep: keep, epsilon: epsilon))
      },
    ]
  }

  private static func reducing(
    _ name: String, _ summary: String, _ reduce: @escaping (Tensor, [Int]?, Bool) throws -> Tensor
  ) -> Function {
    Function(
      name, summary, group: "Reduce",
      examples: ["\(name)([[1, 2], [3, 4]])", "\(name)([[1, 2], [3, 4]], axes: 0, keep: true)"], .tensor("x"), .axes,
      .flag("keep")
    ) { context, x, axes, keep in
      let axes = try context.axes(axes, of: x.shape)
      return .tensor(try reduce(x, axes, keep))
    }
  }

  /// What an array is like, as numbers.
  static var countFunctions: [Function] {
    [
      Function("shape", "The extents of the axes", group: "Count", examples: ["shape(zeros(2, 3))"], .tensor("x")) {
        _, x in .tensor(Tensor(NDArray(x.shape.extents.map { Real($0) }, shape: [x.shape.rank])))
      },
      Function("size", "How many numbers there are", group: "Count", examples: ["size(zeros(2, 3))"], .tensor("x")) {
        _, x in .number(Real(x.shape.count))
      },
    ]
  }
}
