import Arrays

/// Both spans of a plot: where on it a point lies.
public struct Frame: Equatable, Sendable {
  /// Across.
  public var x: Span
  /// Upwards.
  public var y: Span

  /// The spans that hold all that a plot shows, with a little room around points and lines.
  public init(_ plot: Plot) {
    let isFilled = plot.layers.contains(where: \.fillsItsFrame)
    x = Span(plot.x, over: plot.layers.flatMap(\.ends.x), margin: isFilled ? 0 : 0.03)
    let y = plot.layers.flatMap(\.ends.y)
    let stands = plot.layers.contains(where: \.standsOnZero)
    var axis = plot.y
    axis.counts = axis.counts || plot.layers.contains(where: \.counts)
    let span = Span(axis, over: y, margin: isFilled ? 0 : 0.05)
    // Bars stand on the axis: no room below their foot.
    if stands, plot.y.range == nil, case .logarithmic = plot.y.scale {
      // On a logarithmic axis there is no foot: the least bar gets a length, too.
      self.y = span.lengthenedDownwards(by: 0.15)
      return
    }
    self.y = stands && plot.y.range == nil && plot.y.scale == .linear ? Span(axis, over: y) : span
  }

  /// Where a point lies from the lower left (0, 0) to the upper right (1, 1) corner; `nil` when it has no place, and beyond the corners when it is
  /// outside.
  public func place(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    guard let x = self.x.place(of: x), let y = self.y.place(of: y) else { return nil }
    return (x, y)
  }
}

extension Figure {
  /// The spans of each plot; the same for all where they share their axes.
  public var frames: [Frame] {
    let own = plots.map(Frame.init)
    guard sharesAxes, let first = own.first else { return own }
    let all = own.dropFirst().reduce(first) { Frame($0.x.union($1.x), $0.y.union($1.y)) }
    return own.map { _ in all }
  }
}

extension Frame {
  fileprivate init(_ x: Span, _ y: Span) { (self.x, self.y) = (x, y) }
}

extension Layer {
  /// The numbers that its frame must hold, in both directions.
  fileprivate var ends: (x: [Double], y: [Double]) {
    switch self {
    case .line(let series), .points(let series): series.points.columnEnds
    case .arrows(let arrows), .pairs(let arrows):
      (arrows.from.columnEnds.x + arrows.to.columnEnds.x, arrows.from.columnEnds.y + arrows.to.columnEnds.y)
    case .bars(let columns): ([], [0] + columns.values.map(Double.init))
    case .histogram(let counts): (counts.edges.map(Double.init), [0] + counts.counts.map(Double.init))
    case .field(let field):
      (
        [Double(field.x.lowerBound), Double(field.x.upperBound)],
        [Double(field.y.lowerBound), Double(field.y.upperBound)]
      )
    case .rule(let rule): rule.direction == .across ? ([], [Double(rule.at)]) : ([Double(rule.at)], [])
    case .diagram: ([], [])
    }
  }

  /// Whether it covers its frame to the edges.
  fileprivate var fillsItsFrame: Bool {
    switch self {
    case .field: true
    default: false
    }
  }

  /// Whether its heights are how many there are of something.
  fileprivate var counts: Bool { if case .histogram = self { true } else { false } }

  /// Whether it begins at nothing.
  fileprivate var standsOnZero: Bool {
    switch self {
    case .bars, .histogram: true
    default: false
    }
  }
}

extension NDArray {
  /// The least and the greatest finite and the least positive number in each of two columns.
  fileprivate var columnEnds: (x: [Double], y: [Double]) { (ends(of: 0), ends(of: 1)) }

  private func ends(of column: Int) -> [Double] {
    guard shape.rank == 2, shape[1] == 2 else { return [] }
    var least = Double.infinity, greatest = -Double.infinity, leastPositive = Double.infinity
    withNumbers { numbers in
      for index in stride(from: column, to: numbers.count, by: 2) where numbers[index].isFinite {
        let number = Double(numbers[index])
        (least, greatest) = (min(least, number), max(greatest, number))
        if number > 0 { leastPositive = min(leastPositive, number) }
      }
    }
    return [least, greatest, leastPositive].filter(\.isFinite)
  }
}
