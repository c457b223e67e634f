import Arrays
import Display

/// The part of a drawing over which a plot's axes reach.
struct PlotFrame {
  /// Where it is.
  let part: Rectangle
  /// Its axes.
  let x, y: Span
  /// Whether marks stand on the colours of a field, which are the same in every theme.
  var isOverField = false

  /// What a role's marks are drawn with.
  func ink(_ role: Role) -> Ink { isOverField ? .fixed(role.colour) : .role(role) }
  /// What surrounds them.
  var halo: Ink? { isOverField ? .fixed(Colour(252, 252, 252)) : nil }

  /// Where a point lies; `nil` for one that has no place. What lies far outside is brought nearer: it is not seen anyway.
  func point(_ x: some BinaryFloatingPoint, _ y: some BinaryFloatingPoint) -> Point? {
    guard let across = self.x.place(of: Double(x)), let up = self.y.place(of: Double(y)) else { return nil }
    return Point(
      part.x + min(max(across, -20), 20) * part.width, part.bottom - min(max(up, -20), 20) * part.height)
  }

  /// Where a number of the horizontal axis lies.
  func across(_ number: some BinaryFloatingPoint) -> Double? {
    x.place(of: Double(number)).map { part.x + min(max($0, -20), 20) * part.width }
  }

  /// Where a number of the vertical axis lies.
  func up(_ number: some BinaryFloatingPoint) -> Double? {
    y.place(of: Double(number)).map { part.bottom - min(max($0, -20), 20) * part.height }
  }

  /// Where points `[count × 2]` lie, those without a place as `nil`.
  func places(_ points: NDArray) -> [Point?] {
    points.withNumbers { numbers in
      (0..<numbers.count / 2).map { point(numbers[2 * $0], numbers[2 * $0 + 1]) }
    }
  }
}

extension Span {
  /// With room above bars, where their numbers stand; an axis that was given its range keeps it.
  func roomier(for plot: Plot) -> Span {
    let stands = plot.layers.contains {
      switch $0 {
      case .bars, .histogram: true
      default: false
      }
    }
    guard stands, plot.y.range == nil else { return self }
    // In places of this span: an eighteenth of it above, and as much below where something hangs down.
    let upper = Real(number(at: 1.055)), lower = low < 0 || scale == .logarithmic ? Real(number(at: -0.055)) : Real(low)
    guard upper.isFinite, lower < upper else { return self }
    return Span(Axis(scale: scale, range: lower...upper, counts: counts))
  }
}
