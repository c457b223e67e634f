import Arrays
import Autodiff
import Refusals

/// Makes one tensor of a list: every element the same shape, stacked along a new first axis.
///
/// Elements with a history or a name keep it, so that `gradient(sum([x, x^2]), x)` works; plain numbers are copied.
struct Stacking {
  let place: String

  init(_ place: String) { self.place = place }

  func tensor(_ values: [Value]) throws(Problem) -> Tensor {
    let shape = try shape(of: .list(values), depth: 0)
    try fitting { () throws(Refusal) in try shape.checkSize(place) }
    var leaves: [Tensor] = []
    gather(values, into: &leaves)
    if leaves.allSatisfy(\.isPlainNumber) {
      return Tensor(NDArray(leaves.compactMap { $0.value?.item }, shape: shape))
    }
    return try fitting { () throws(Refusal) in
      let rows = try leaves.map { (leaf) throws(Refusal) in
        try leaf.reshaped(checking: Shape([1] + leaf.shape.extents))
      }
      return try concatenated(rows, axis: 0).reshaped(checking: shape)
    }
  }

  /// The shape of nested lists, or how they are ragged.
  private func shape(of value: Value, depth: Int) throws(Problem) -> Shape {
    guard case .list(let values) = value else { return try value.tensor(in: place).shape }
    guard let first = values.first else { return [0] }
    let shape = try self.shape(of: first, depth: depth + 1)
    for (index, element) in values.enumerated().dropFirst() {
      let other = try self.shape(of: element, depth: depth + 1)
      guard other == shape else {
        throw Problem(
          "\(place): the list is ragged: element 0 is \(shape), element \(index) is \(other)",
          hint: "All elements of a list must have the same shape.")
      }
    }
    guard depth < Limits.rank, shape.rank < Limits.rank else {
      throw Problem("\(place): more than \(Limits.rank) axes", hint: "Nest the lists less deeply.")
    }
    return Shape([values.count] + shape.extents)
  }

  private func gather(_ values: [Value], into leaves: inout [Tensor]) {
    for value in values {
      switch value {
      case .tensor(let tensor): leaves.append(tensor)
      case .list(let values): gather(values, into: &leaves)
      case .text, .object: continue
      }
    }
  }
}

extension Tensor {
  /// Whether it is a number typed inside a list, which no name stands for.
  fileprivate var isPlainNumber: Bool { label == Tensor.literalLabel && shape.rank == 0 }

  /// What tells a number typed inside a list from a value that may be differentiated by.
  static let literalLabel = "literal"
}

/// What a throwing door of the core gives, its refusal turned into a problem.
func fitting<R>(_ body: () throws(Refusal) -> R) throws(Problem) -> R {
  do { return try body() } catch { throw Problem(error) }
}
