import Arrays
import Display
import Foundation

/// The rule as a picture: wherever on a function's graph the point of a double cone with sides of slope ±1 is put, a 1-Lipschitz function stays
/// between its sides; the same function three times as steep does not.
enum ConeFigure {
  /// The function, whose steepest slope is below 1.
  static func value(_ x: Real) -> Real { 0.6 * sin(1.5 * x) }
  /// Where the cone's point is put.
  static let place: Real = 0.3
  /// By how much the second graph is steeper.
  static let multiple: Real = 3

  private static let reach: Real = 3

  /// Both graphs with the cone.
  static var figure: Figure {
    Figure("", [plot("D: within the cone", 1), plot("3·D: outside", multiple)], sharesAxes: true)
  }

  /// The steepest secant from the cone's point to any other place of a graph.
  static func steepest(_ multiple: Real) -> Double {
    let steps = places.filter { $0 != place }
    return steps.map { abs(Double(multiple * (value($0) - value(place)) / ($0 - place))) }.max() ?? .nan
  }

  private static var places: [Real] { (0...60).map { Real($0) / 10 - reach } }

  /// The part within the axes of a line of slope 1 or -1 through a point.
  private static func side(through tip: (x: Real, y: Real), _ slope: Real) -> [Real] {
    let ends = [-slope * reach, slope * reach].map { min(max(tip.x + slope * ($0 - tip.y), -reach), reach) }
    return ends.flatMap { [$0, tip.y + slope * ($0 - tip.x)] }
  }

  private static func plot(_ title: String, _ multiple: Real) -> Plot {
    let axis = { Axis($0, range: -reach...reach) }
    let tip = (x: place, y: multiple * value(place))
    // Two lines that cross, as far as the axes reach, with a gap between them.
    let sides = side(through: tip, 1) + [.nan, .nan] + side(through: tip, -1)
    let graph = Series("D(x)", x: places, y: places.map { multiple * value($0) }, .plain(0))
    return Plot(
      title, x: axis("x"), y: axis(""), isSquare: true,
      [
        .line(Series("slope ±1", NDArray(sides, shape: [5, 2]), .plain(1), gaps: 1)), .line(graph),
        .points(Series("x₁", x: [tip.x], y: [tip.y], .plain(3))),
      ])
  }
}
