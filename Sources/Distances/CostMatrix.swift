import Arrays

/// What moving one unit of mass costs.
public enum TransportCost: Sendable {
  /// ‖x - y‖, of which the Wasserstein-1 distance is made.
  case distance
  /// ‖x - y‖², of which the Wasserstein-2 distance is made.
  case squaredDistance
}

/// What it costs to move one unit of mass from each point to each other point.
struct CostMatrix {
  let rows: Int
  let columns: Int
  /// Row-major: `[rows × columns]`.
  let values: [Double]

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// ‖xᵢ - yⱼ‖ for every pair, or its square.
  init(from x: PointSet, to y: PointSet, _ cost: TransportCost = .distance) throws(CancellationError) {
    var values: [Double] = []
    values.reserveCapacity(x.count * y.count)
    try CostMatrix.forEachRow(from: x, to: y, cost) { values.append(contentsOf: $0) }
    (self.rows, self.columns, self.values) = (x.count, y.count, values)
  }

  /// The matrix row by row, without keeping it; asks before each whether to stop.
  static func forEachRow(
    from x: PointSet, to y: PointSet, _ cost: TransportCost = .distance, _ visit: ([Double]) -> Void
  ) throws(CancellationError) {
    // Coordinate by coordinate, so that the inner loop runs along neighbours in memory and the compiler widens it.
    let axes = (0..<y.dimension).map(y.axis)
    for row in x.indices {
      try Cancellation.check()
      var squares = [Double](repeating: 0, count: y.count)
      for (axis, places) in axes.enumerated() {
        add(squaresOf: x.coordinates[row * x.dimension + axis], minus: places, to: &squares)
      }
      visit(cost == .distance ? squares.map { $0.squareRoot() } : squares)
    }
  }

  private static func add(squaresOf here: Double, minus places: [Double], to sums: inout [Double]) {
    places.withUnsafeBufferPointer { places in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in 0..<sums.count {
          let gap = here - places[i]
          sums[i] += gap * gap
        }
      }
    }
  }
}
