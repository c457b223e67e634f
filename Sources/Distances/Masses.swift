import Refusals

/// How much each point of two sides holds or wants, in whole units: nothing is lost to rounding, and both sides have the same in all.
struct Masses {
  /// What each point that gives holds.
  let from: [Int]
  /// What each point that receives wants.
  let to: [Int]

  /// What each side has in all.
  var total: Int { from.reduce(0, +) }

  /// The same for each point of a side, in the fewest units.
  init(equal givers: Int, _ takers: Int) {
    let divisor = Masses.greatestDivisor(givers, takers)
    from = [Int](repeating: takers / divisor, count: givers)
    to = [Int](repeating: givers / divisor, count: takers)
  }

  /// Shares of the whole, to 2⁻⁴⁸ of it.
  init(from givers: [Double], to takers: [Double]) {
    from = Masses.units(givers)
    to = Masses.units(takers)
  }

  private static let whole = 1 << 48

  /// What rounding leaves over goes to the largest, which hardly changes by it.
  private static func units(_ shares: [Double]) -> [Int] {
    var units = shares.map { Int(($0 * Double(whole)).rounded()) }
    let largest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    if !units.isEmpty { units[largest] += whole - units.reduce(0, +) }
    return units
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }
}
