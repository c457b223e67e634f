import Arrays
import Autodiff

extension FunctionLibrary {
  /// The same numbers, arranged otherwise.
  static var shapeFunctions: [Function] {
    [
      Function(
        "reshape", "The same numbers in the same order under another shape; one extent may be -1", group: "Shape",
        examples: ["reshape(range(6), 2, 3)", "reshape(range(6), [2, -1])"], .tensor("x"),
        .wholes("extents", within: -1...Limits.arrayCount)
      ) { _, x, extents in
        .tensor(try x.reshaped(checking: try Shape.checked(try inferring(extents, for: x.shape), in: "reshape")))
      },
      Function(
        "transpose", "The axes in reverse order", group: "Shape", examples: ["transpose([[1, 2], [3, 4]])"],
        .tensor("x")
      ) { _, x in .tensor(x.transposed) },
      Function(
        "permute", "The axes in the given order", group: "Shape", examples: ["shape(permute(zeros(2, 3, 4), 0, 2, 1))"],
        .tensor("x"), .wholes("order", within: -Limits.rank...Limits.rank)
      ) { _, x, order in .tensor(try x.permuted(order.map { $0 < 0 ? $0 + x.shape.rank : $0 })) },
      Function(
        "concat", "Tensors joined along an axis", group: "Shape", examples: ["concat([[1, 2]], [[3, 4]], axis: 0)"],
        .tensors("parts"), .axis
      ) { context, parts, axis in .tensor(try joined(parts, axis, context)) },
      Function(
        "flatten", "All axes but the first as one: images to rows", group: "Shape",
        examples: ["shape(flatten(zeros(4, 28, 28, 1)))"], .tensor("x")
      ) { _, x in .tensor(x.flattened) },
      Function(
        "vector", "All numbers of tensors, or lists of them, in one row: the gradient for all parameters as one vector",
        group: "Shape", examples: ["vector([[1, 2], [3, 4]])", "norm(vector([1], [2, 2]))"], .values("parts")
      ) { context, parts in .tensor(try vector(of: parts, context)) },
    ]
  }
}

extension Parameter where Input == Int {
  /// One axis, negative from the end; the first when left out.
  static var axis: Parameter {
    Parameter("axis", default: 0, shown: "0", labelOnly: true) { (value, context) throws(Problem) in
      try value.whole(in: "\(context.name), axis", within: -Limits.rank...Limits.rank)
    }
  }
}

/// The extents with -1 replaced by what is left of the numbers.
private func inferring(_ extents: [Int], for shape: Shape) throws(Problem) -> [Int] {
  guard extents.contains(-1) else { return extents }
  let known = Shape(extents.filter { $0 != -1 }).count
  guard extents.filter({ $0 == -1 }).count == 1, known > 0, shape.count % known == 0 else {
    throw Problem(
      "reshape: \(shape) does not divide into [\(extents.map(String.init).joined(separator: "×"))]",
      hint: "At most one extent may be -1, and the others must divide \(shape.count).")
  }
  return extents.map { $0 == -1 ? shape.count / known : $0 }
}

/// The numbers of tensors, however deep in lists, one after the other.
private func vector(of parts: [Value], _ context: CallContext) throws -> Tensor {
  var leaves: [Tensor] = []
  func gather(_ values: [Value]) throws(Problem) {
    for value in values {
      if case .list(let inner) = value { try gather(inner) } else { leaves.append(try value.tensor(in: context.name)) }
    }
  }
  try gather(parts)
  let rows = try leaves.map { try $0.reshaped(checking: [$0.shape.count]) }
  guard rows.count != 1 else { return rows[0] }
  guard !rows.isEmpty else { return Tensor(NDArray([], shape: [0])) }
  return try concatenated(rows, axis: 0)
}

private func joined(_ parts: [Tensor], _ axis: Int, _ context: CallContext) throws -> Tensor {
  guard let first = parts.first else {
    throw Problem("concat: there is nothing to join", hint: "Write concat(a, b, axis: 0).")
  }
  guard first.shape.rank > 0 else {
    throw Problem("concat: single numbers have no axis to be joined along", hint: "Write tensor([a, b]).")
  }
  let index = axis < 0 ? axis + first.shape.rank : axis
  guard (0..<first.shape.rank).contains(index) else {
    throw Problem(
      "concat: \(first.shape) has no axis \(axis)", hint: "Its axes are 0 to \(first.shape.rank - 1).",
      at: context.place(of: "axis"))
  }
  return try concatenated(parts, axis: index)
}
