import Foundation

/// Equal cells over a box of one or two axes that holds every sample it was made for: none can be lost.
public struct SampleGrid: Hashable, Sendable {
  /// Cells along each axis; 1 where all samples share a coordinate.
  public let bins: [Int]
  /// The box's lower corner.
  public let lower: [Double]
  /// The box's upper corner, which belongs to the last cell.
  public let upper: [Double]

  /// The smallest box around all points, each axis with extent cut into `bins` cells.
  init(around points: PointSet, bins: Int) {
    let axes = (0..<points.dimension).map(points.axis)
    lower = axes.map { $0.reduce(.infinity, min) }
    upper = axes.map { $0.reduce(-.infinity, max) }
    self.bins = zip(lower, upper).map { $0 < $1 ? bins : 1 }
  }

  /// How many cells there are in all.
  public var cells: Int { bins.reduce(1, *) }

  /// The extent of a cell along each axis; 0 where all samples share a coordinate.
  public var widths: [Double] { bins.indices.map { (upper[$0] - lower[$0]) / Double(bins[$0]) } }

  /// How many of the points fall into each cell, row-major. The counts add up to the number of points: a point on the
  /// upper border belongs to the last cell, and the box holds them all.
  func counts(_ points: PointSet) -> [Int] {
    var counts = [Int](repeating: 0, count: cells)
    for index in points.indices { counts[cell(points, index)] += 1 }
    return counts
  }

  private func cell(_ points: PointSet, _ index: Int) -> Int {
    bins.indices.reduce(0) { cell, axis in
      let extent = upper[axis] - lower[axis]
      let place = extent == 0 ? 0 : (points.coordinates[index * points.dimension + axis] - lower[axis]) / extent
      return cell * bins[axis] + min(bins[axis] - 1, max(0, Int(place * Double(bins[axis]))))
    }
  }

  /// Bins along an axis for so many samples: ⌈2 n^(1 / (d + 2))⌉, Rice's rule on a line and its rate for more axes
  /// (Scott 1992, section 3.4).
  static func bins(samples: Int, dimension: Int) -> Int {
    Int((2 * pow(Double(samples), 1 / Double(dimension + 2)) - 1e-9).rounded(.up))
  }
}
