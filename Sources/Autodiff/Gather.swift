import Arrays

/// Rows of a tensor by their indices, or (adjoint) rows added back to where they came from. Each is the other's pullback.
struct Gather: Operation {
  /// Which row of the whole each row of the part is.
  let indices: [Int]
  /// How many rows the whole has.
  let count: Int
  let adjoint: Bool

  var name: String { adjoint ? "addrows" : "rows" }

  func shape(of inputs: [Shape]) -> Shape {
    Shape([adjoint ? count : indices.count] + inputs[0].extents.dropFirst())
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let size = inputs[0].extents.dropFirst().reduce(1, *)
    return Kernel { [self] operands, output in
      guard adjoint else {
        for (row, index) in indices.enumerated() {
          (output + row * size).update(from: operands[0] + index * size, count: size)
        }
        return
      }
      output.update(repeating: 0, count: count * size)
      for (row, index) in indices.enumerated() {
        for place in 0..<size { output[index * size + place] += operands[0][row * size + place] }
      }
    }
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    .made(Gather(indices: indices, count: count, adjoint: !adjoint), g)
  }
}

extension Tensor {
  /// The rows at some indices, in their order; an index may be there more than once. Every index is that of a row.
  public func rows(at indices: [Int]) -> Tensor {
    precondition(shape.rank > 0 && indices.allSatisfy { (0..<shape[0]).contains($0) }, "rows of \(shape)")
    return .made(Gather(indices: indices, count: shape[0], adjoint: false), self)
  }
}
