import Arrays
import Refusals

/// The largest number of each window of `size × size` pixels of images `[batch × height × width × channels]`; windows lie side by side, and a row or column
/// that fills none is left out, as in Keras.
public func maxPool(_ x: Tensor, _ size: Int) throws(Refusal) -> Tensor {
  try windows(x, size, in: "maxpool").maximum(axes: [2, 4])
}

/// The mean of each window of `size × size` pixels, as `maxPool` has them.
public func averagePool(_ x: Tensor, _ size: Int) throws(Refusal) -> Tensor {
  try windows(x, size, in: "averagepool").mean(axes: [2, 4])
}

/// `[batch × rows × size × columns × size × channels]`
private func windows(_ x: Tensor, _ size: Int, in place: String) throws(Refusal) -> Tensor {
  guard x.shape.rank == 4 else {
    throw Refusal(
      place, "x is \(x.shape)", "Images are [batch × height × width × channels]; reshape(x, …) adds the missing axes.")
  }
  let (height, width) = (x.shape[1] / max(1, size), x.shape[2] / max(1, size))
  guard size >= 1, height > 0, width > 0 else {
    throw Refusal(place, "windows of \(size)×\(size) on \(x.shape)", "A window lies within the image.")
  }
  let whole = x.slice(axis: 1, from: 0, count: height * size).slice(axis: 2, from: 0, count: width * size)
  return try whole.reshaped(checking: [x.shape[0], height, size, width, size, x.shape[3]])
}

/// The numbers of each group of `size` neighbours along the last axis in order, the smallest first. Its slope is that of a permutation, so that a
/// network of such layers can keep every length. Anil, Lucas and Grosse 2019, arXiv 1811.05381.
public func groupSort(_ x: Tensor, _ size: Int) throws(Refusal) -> Tensor {
  guard let count = x.shape.extents.last, size >= 2, count % size == 0 else {
    throw Refusal(
      "groupsort", "groups of \(size) in \(x.shape)",
      "The last extent is a multiple of the group's size, which is 2 at least.")
  }
  let outer = Array(x.shape.extents.dropLast()), axis = outer.count + 1
  let groups = try x.reshaped(checking: Shape(outer + [count / size, size]))
  var parts = (0..<size).map { groups.slice(axis: axis, from: $0, count: 1) }
  for round in 0..<size {
    for first in stride(from: round % 2, to: size - 1, by: 2) {
      let (a, b) = (parts[first], parts[first + 1])
      (parts[first], parts[first + 1]) = (minimum(a, b), maximum(b, a))
    }
  }
  return try concatenated(parts, axis: axis).reshaped(checking: x.shape)
}
