import Arrays

/// How numbers are spread, counted in equal cells of which none loses a number.
public struct Histogram: Sendable {
  /// The middle of each cell.
  public let centres: [Real]
  /// How many numbers each cell holds.
  public let counts: [Int]
  /// How many numbers are in none, being infinite or not a number.
  public let outside: Int

  /// Counts finite numbers in cells that reach a little further than they do on either side, by `margin`.
  public init(_ numbers: [Real], margin: Double, cells: Int) {
    let finite = numbers.lazy.filter(\.isFinite)
    // In double precision: the distance of the greatest from the least has room, and so has the margin beside them.
    let low = Double(finite.min() ?? 0) - margin
    let width = (Double(finite.max() ?? 0) + margin - low) / Double(cells)
    var counts = [Int](repeating: 0, count: cells)
    for number in finite {
      let place = width > 0 ? (Double(number) - low) / width : 0
      counts[Int(min(max(place, 0), Double(cells - 1)))] += 1
    }
    (self.counts, outside) = (counts, numbers.count - counts.reduce(0, +))
    centres = (0..<cells).map { Real(low + (Double($0) + 0.5) * width) }
  }
}
