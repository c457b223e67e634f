import Arrays
import Refusals

/// Samples sorted into heaps: each is in that whose mean it is nearest to. k-means (Lloyd 1982), begun by k-means++ (Arthur and Vassilvitskii 2007).
public struct Clusters: Sendable {
  /// The heap of each sample, from 0 on.
  public let labels: [Int]
  /// The heaps' means, `[heap × numbers]`.
  public let means: NDArray

  private static let mostRounds = 100

  /// Sorts samples `[count × …]` into so many heaps.
  public init(_ samples: NDArray, count heaps: Int, random: Random, stream: Random.Stream, step: Int) throws(Refusal) {
    let count = samples.shape.extents.first ?? 0
    guard samples.shape.rank > 0, samples.count > 0, (1...min(count, OwnData.mostClasses)).contains(heaps) else {
      throw Refusal(
        "clusters", "\(samples.shape) cannot be sorted into \(heaps) heaps",
        "Give samples along the first axis, and no more heaps than samples or than \(OwnData.mostClasses).")
    }
    let size = samples.count / count
    guard samples.withNumbers({ $0.allSatisfy(\.isFinite) }) else {
      throw Refusal("clusters", "some of the samples are no finite numbers", "Leave them out.")
    }
    let points = samples.numbers.map(Double.init)
    let draws = random.uniform([heaps], stream, step: step).numbers.map(Double.init)
    var centres = Clusters.firstCentres(points, size, draws), labels = [Int](repeating: 0, count: count)
    for round in 0..<Clusters.mostRounds {
      if Cancellation.isRequested { break }
      let found = (0..<count).map { Clusters.nearest(points[($0 * size)..<(($0 + 1) * size)], centres, size).heap }
      if round > 0, found == labels { break }
      labels = found
      centres = Clusters.means(points, labels, size, centres)
    }
    self.labels = labels
    means = NDArray(centres.map { Real($0) }, shape: [heaps, size])
  }

  /// The first at random, each other far from those before it: chosen with a chance that grows with the square of its distance.
  private static func firstCentres(_ points: [Double], _ size: Int, _ draws: [Double]) -> [Double] {
    let count = points.count / size
    func row(_ index: Int) -> ArraySlice<Double> { points[(index * size)..<((index + 1) * size)] }
    var centres = Array(row(min(count - 1, Int(draws[0] * Double(count)))))
    for draw in draws.dropFirst() {
      let distances = (0..<count).map { nearest(row($0), centres, size).distance }
      var left = draw * distances.reduce(0, +), index = 0
      while index < count - 1, left >= distances[index] {
        left -= distances[index]
        index += 1
      }
      centres += row(index)
    }
    return centres
  }

  private static func nearest(
    _ point: ArraySlice<Double>, _ centres: [Double], _ size: Int
  ) -> (heap: Int, distance: Double) {
    var best = (heap: 0, distance: Double.infinity)
    for heap in 0..<centres.count / size {
      var distance = 0.0
      for (place, number) in point.enumerated() {
        let gap = number - centres[heap * size + place]
        distance += gap * gap
      }
      if distance < best.distance { best = (heap, distance) }
    }
    return best
  }

  /// The mean of each heap; an empty one keeps its centre.
  private static func means(_ points: [Double], _ labels: [Int], _ size: Int, _ before: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: before.count), counts = [Int](repeating: 0, count: before.count / size)
    for (index, label) in labels.enumerated() {
      counts[label] += 1
      for place in 0..<size { sums[label * size + place] += points[index * size + place] }
    }
    return sums.indices.map { counts[$0 / size] == 0 ? before[$0] : sums[$0] / Double(counts[$0 / size]) }
  }
}
