import Arrays
import Refusals
import Texts

/// Samples as points of a d-dimensional space, in double precision.
struct PointSet: Sendable {
  /// Row-major: `[count × dimension]`.
  let coordinates: [Double]
  let count: Int
  let dimension: Int

  init(coordinates: [Double], dimension: Int) {
    self.coordinates = coordinates
    self.dimension = dimension
    count = coordinates.count / dimension
  }

  /// Samples along the first axis, each flattened; an array of one axis holds numbers, so d = 1.
  init(_ samples: NDArray, named name: String, in place: String) throws(Refusal) {
    guard samples.shape.rank > 0 else {
      throw Refusal(
        place, "the \(name) samples are a single number", "Give samples along the first axis, [n × d].")
    }
    guard samples.count > 0 else {
      throw Refusal(
        place, "there are no \(name) samples, the shape is \(samples.shape)", "Give at least one sample.")
    }
    let numbers = samples.numbers.map(Double.init)
    self.init(coordinates: numbers, dimension: samples.count / samples.shape[0])
    if let i = numbers.firstIndex(where: { !$0.isFinite }) {
      throw Refusal(
        place, "\(name) sample \(i / dimension), counted from 0, holds \(numberText(numbers[i]))",
        "Samples are finite numbers: look for what made it.")
    }
  }

  /// Two sets of points in the same space.
  static func pair(
    _ a: NDArray, _ b: NDArray, named names: (String, String), in place: String
  ) throws(Refusal) -> (PointSet, PointSet) {
    let first = try PointSet(a, named: names.0, in: place)
    let second = try PointSet(b, named: names.1, in: place)
    guard first.dimension == second.dimension else {
      throw Refusal(
        place,
        "the \(names.0) samples have \(first.dimension) numbers each, the \(names.1) ones \(second.dimension)"
          + " (shapes \(a.shape) and \(b.shape))", "Both must be points of one space: [n × d] and [m × d].")
    }
    return (first, second)
  }

  var indices: Range<Int> { 0..<count }

  /// One axis of all points.
  func axis(_ axis: Int) -> [Double] { (0..<count).map { coordinates[$0 * dimension + axis] } }

  /// The first points, at most `count` of them.
  func prefix(_ count: Int) -> PointSet {
    PointSet(coordinates: Array(coordinates.prefix(count * dimension)), dimension: dimension)
  }

  /// The points at some indices.
  func at(_ indices: some Sequence<Int>) -> PointSet {
    PointSet(
      coordinates: indices.flatMap { coordinates[$0 * dimension..<($0 + 1) * dimension] }, dimension: dimension)
  }

  /// All points of both sets.
  func joined(with other: PointSet) -> PointSet {
    PointSet(coordinates: coordinates + other.coordinates, dimension: dimension)
  }

  /// The centre of mass.
  var mean: [Double] { (0..<dimension).map { axis($0).reduce(0, +) / Double(count) } }

  /// Every point moved by the same vector.
  func moved(by vector: [Double]) -> PointSet {
    PointSet(
      coordinates: coordinates.indices.map { coordinates[$0] + vector[$0 % dimension] }, dimension: dimension)
  }
}

extension NDArray {
  /// Whether every number is finite.
  var isFinite: Bool { withNumbers { $0.allSatisfy(\.isFinite) } }
}
