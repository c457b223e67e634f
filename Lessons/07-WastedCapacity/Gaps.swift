import Arrays
import Experiments
import Foundation

/// Pairs of places where data are, and the empty middle between the two.
struct Gaps {
  /// A place in the plane.
  typealias Place = (x: Double, y: Double)

  /// Two places where data are.
  let pairs: [(Place, Place)]

  /// Neighbours on the circle of eight points, where the circle passes halfway between them.
  static let circle = Gaps((0..<8).map { (polar(1.4144, $0), polar(1.4144, $0 + 1)) }, eighth: true)

  /// Neighbours on the grid of twenty-five points.
  static let grid = Gaps(
    (-2...2).flatMap { row in
      (-2..<2).flatMap { column -> [(Place, Place)] in
        let (y, x, next) = (Double(row) * pitch, Double(column) * pitch, Double(column + 1) * pitch)
        return [((x, y), (next, y)), ((y, x), (y, next))]
      }
    })

  /// Places on the Swiss roll with the roll's empty middle between them: half a turn apart.
  static let roll = Gaps(
    (0..<32).map { index in
      let turn = 1.5 * Double.pi + 2 * Double.pi * Double(index) / 32
      return (spiral(turn), spiral(turn + Double.pi))
    })

  /// The middle of each pair.
  let middles: [Place]

  private init(_ pairs: [(Place, Place)], eighth: Bool = false) {
    self.pairs = pairs
    middles = pairs.indices.map { index in
      if eighth { return Gaps.polar(1.4144, Double(index) + 0.5) }
      let (a, b) = pairs[index]
      return ((a.x + b.x) / 2, (a.y + b.y) / 2)
    }
  }

  /// Half the length of a pair, on average: how far data are from the gap.
  var reach: Double {
    pairs.reduce(0) { $0 + hypot($1.0.x - $1.1.x, $1.0.y - $1.1.y) / 2 } / Double(pairs.count)
  }

  /// How much higher a critic scores the data than the gaps between, on average.
  func rise(_ score: ([Place]) throws -> [Double]) throws -> Double {
    let (first, second) = (try score(pairs.map(\.0)), try score(pairs.map(\.1)))
    let between = try score(middles)
    return pairs.indices.reduce(0) { $0 + (first[$1] + second[$1]) / 2 - between[$1] } / Double(pairs.count)
  }

  private static let pitch = 2 / 2.828
  private static func polar(_ radius: Double, _ eighths: some BinaryInteger) -> Place { polar(radius, Double(eighths)) }
  private static func polar(_ radius: Double, _ eighths: Double) -> Place {
    (radius * cos(eighths * .pi / 4), radius * sin(eighths * .pi / 4))
  }
  private static func spiral(_ turn: Double) -> Place { (turn * cos(turn) / 7.5, turn * sin(turn) / 7.5) }
}
