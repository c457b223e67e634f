import Arrays
import Autodiff

extension FunctionLibrary {
  /// Many numbers to fewer, along axes.
  static var reducingFunctions: [Function] {
    [
      reducing("sum", "The sum along axes") { try $0.sum(axes: $1, keep: $2).checkedCount(of: $0) },
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
        context, x in
        let extents = try x.shape.extents.map { try Value.exact($0, in: context.name) }
        return .tensor(Tensor(NDArray(extents, shape: [x.shape.rank])))
      },
      Function("size", "How many numbers there are", group: "Count", examples: ["size(zeros(2, 3))"], .tensor("x")) {
        context, x in .number(try Value.exact(x.shape.count, in: context.name))
      },
      Function(
        "histogram",
        "How many numbers of x lie in each of so many equal cells from low to high; those outside are not counted",
        group: "Count", examples: ["histogram([1, 2, 2, 3], 0, 4, cells: 4)"], .tensor("x"), .number("low"),
        .number("high"), .whole("cells", within: 1...10_000, default: 20)
      ) { _, x, low, high, cells in
        guard low < high, (high - low).isFinite else {
          throw Problem("histogram: from \(low) to \(high) there are no cells", hint: "Give a low and a higher number.")
        }
        var counts = [Int](repeating: 0, count: cells)
        for number in x.value?.numbers ?? [] where low <= number && number <= high {
          counts[min(cells - 1, Int((number - low) / (high - low) * Real(cells)))] += 1
        }
        return .tensor(Tensor(NDArray(counts.map { Real($0) }, shape: [cells])))
      },
    ]
  }
}

extension Tensor {
  /// This sum, unless it counts more zeros and ones than single precision can: from 2²⁴ on, adding 1 changes nothing.
  fileprivate func checkedCount(of x: Tensor) throws(Problem) -> Tensor {
    guard let sums = value, let numbers = x.value, sums.withNumbers({ $0.contains { $0 >= 0x1p24 } }),
      MemoryLayout<Real>.size == 4,
      numbers.withNumbers({ $0.allSatisfy { $0 == 0 || $0 == 1 } && $0.count { $0 == 1 } > 1 << 24 })
    else { return self }
    throw Problem(
      "sum: more than 2^24 = 16777216 ones are counted, and single precision does not hold every such number",
      hint: "Count in parts, or take the mean.")
  }
}
