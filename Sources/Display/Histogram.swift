import Arrays

extension Counts {
  /// A histogram of finite numbers in equal cells from the least to the greatest, or within a range; what lies outside is in the last
  /// cell on its side, which is as far as it can be told.
  public init(
    _ name: String, of numbers: [Real], cells: Int = 40, within range: ClosedRange<Real>? = nil,
    _ role: Role = .plain(0)
  ) {
    let range = range.flatMap { $0.lowerBound < $0.upperBound ? $0 : nil }
    let inside = range.map { range in
      numbers.map { $0.isFinite ? min(max($0, range.lowerBound), range.upperBound) : $0 }
    }
    let ends = range.map { [$0.lowerBound, $0.upperBound] } ?? []
    let histogram = Histogram((inside ?? numbers) + ends, margin: 0, cells: max(1, cells))
    var counts = histogram.counts
    // The ends were only there to say where the cells begin and end.
    if range != nil {
      counts[0] -= 1
      counts[counts.count - 1] -= 1
    }
    self.init(name, edges: histogram.edges, counts: counts, outside: histogram.outside, role)
  }
}

/// How numbers are spread, counted in equal cells of which none loses a number.
public struct Histogram: Sendable {
  /// The middle of each cell.
  public let centres: [Real]
  /// The cells' edges, rising: one more than there are cells.
  public let edges: [Real]
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
    edges = (0...cells).map { Real(low + Double($0) * width) }
    centres = (0..<cells).map { Real(low + (Double($0) + 0.5) * width) }
  }
}
