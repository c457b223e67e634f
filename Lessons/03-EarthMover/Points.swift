import Arrays
import Autodiff

/// A point of the plane.
struct Point {
  let x, y: Double

  func distance(to other: Point) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }
}

/// The first rows of a tensor `[count × 2]`, as an array and as points.
struct Points {
  let array: NDArray
  let all: [Point]

  init(_ tensor: Tensor, _ count: Int) {
    let numbers = Array((tensor.value?.numbers ?? []).prefix(2 * count))
    array = NDArray(numbers, shape: [numbers.count / 2, 2])
    all = (0..<numbers.count / 2).map { Point(x: Double(numbers[2 * $0]), y: Double(numbers[2 * $0 + 1])) }
  }

  subscript(index: Int) -> Point { all[index] }

  /// The steepest of all secants of a function whose values at the points are given.
  static func steepest(_ points: [Point], _ values: [Double]) -> Double {
    var most = 0.0
    for i in points.indices {
      for j in points.indices.dropFirst(i + 1) {
        let distance = points[i].distance(to: points[j])
        if distance > 0 { most = max(most, abs(values[i] - values[j]) / distance) }
      }
    }
    return most
  }
}
