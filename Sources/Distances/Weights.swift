import Arrays
import Foundation
import Refusals
import Texts

/// A discrete distribution: how much of the whole lies at each of the positions 0, 1, 2, …
struct Weights {
  /// The weights, the largest from 1 to 2; a power of two, which changes no digit, has made them so.
  let numbers: [Double]
  /// The share at each position, rounded; none is negative and they add up to 1.
  let shares: [Double]

  /// A distribution from numbers that are not negative. `name` and `place` say in an error which argument of which function was refused.
  init(
    _ numbers: some Collection<some BinaryFloatingPoint>, named name: String, in place: String
  ) throws(Refusal) {
    let weights = numbers.map { Double($0) }
    if let reason = Weights.objection(to: weights, name) { throw Refusal(place, reason.problem, reason.remedy) }
    self.init(weights)
  }

  /// The shares of counts, of which there is at least one above 0.
  init(counts: [Int]) { self.init(counts.map(Double.init)) }

  private init(_ weights: [Double]) {
    let exponent = Int(weights.reduce(0, max).exponent)
    numbers = exponent == 0 ? weights : weights.map { scalbn($0, -exponent) }
    let total = numbers.compensatedSum
    shares = numbers.map { $0 / total }
  }

  private static func objection(to weights: [Double], _ name: String) -> (problem: String, remedy: String)? {
    guard !weights.isEmpty else { return ("\(name) holds no weights", "Give at least one number above 0.") }
    if let i = weights.firstIndex(where: { !$0.isFinite }) {
      return ("\(name) holds \(numberText(weights[i])) at position \(i)", "Weights are finite numbers.")
    }
    if let i = weights.firstIndex(where: { $0 < 0 }) {
      return (
        "\(name) holds \(numberText(weights[i])) at position \(i)",
        "Weights are not negative; for samples use sample sets."
      )
    }
    guard weights.contains(where: { $0 > 0 }) else {
      return ("all \(weights.count) weights of \(name) are 0", "At least one must be above 0, to share out the whole.")
    }
    return nil
  }
}

/// Two distributions over the same positions, and how they differ there without rounding: shares of unlike size, or almost alike, cancel.
struct WeightPair {
  let p: Weights
  let q: Weights

  /// How many positions there may be: more are compared by samples.
  static let mostPositions = 1 << 20

  init(_ p: Weights, _ q: Weights) { (self.p, self.q) = (p, q) }

  /// Two distributions from their weights.
  init(
    _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>, in place: String
  ) throws(Refusal) {
    guard p.count == q.count else {
      throw Refusal(
        place, "the first distribution has \(p.count) weights, the second \(q.count)",
        "Both need one weight for each position; write 0 where there is nothing.")
    }
    guard p.count <= WeightPair.mostPositions else {
      throw Refusal(
        place, "there are \(p.count) weights", "At most \(WeightPair.mostPositions) are compared: add up neighbours.")
    }
    // Both as doubles, scaled, as shares and side by side, the differences, and what orders them.
    try ArrayMemory.ask(for: 120 * Double(p.count), place)
    self.init(try Weights(p, named: "the first", in: place), try Weights(q, named: "the second", in: place))
  }

  /// p - q at each position.
  var differences: [Double] {
    var differences: [Double] = []
    forEachDifference(in: p.numbers.indices, isSum: false) { differences.append($1) }
    return differences
  }

  /// Visits positions in an order, each with p - q there or, `isSum`, with the sum of p - q as far as it. Ends early when it is time to stop.
  ///
  /// p - q is (pᵢ·Σq - qᵢ·Σp) / (Σp·Σq) in whole numbers: only the division rounds.
  func forEachDifference(in order: some Sequence<Int>, isSum: Bool, _ visit: (Int, Double) -> Void) {
    let sums = FixedPoint(summing: p.numbers + q.numbers, terms: p.numbers.count)
    let products = sums.products()
    let room = FixedPoint.Place.allocate(capacity: 2 * sums.words + products.words)
    room.initialize(repeating: 0, count: 2 * sums.words + products.words)
    defer { room.deallocate() }
    let (allOfP, allOfQ, difference) = (room, room + sums.words, room + 2 * sums.words)
    var pace = Pace()
    for (numbers, sum) in [(p.numbers, allOfP), (q.numbers, allOfQ)] {
      for number in numbers {
        guard pace.goesOn() else { return }
        sums.add(number, to: sum)
      }
    }
    let whole = sums.double(allOfP) * sums.double(allOfQ)
    for index in order {
      guard pace.goesOn() else { return }
      if !isSum { difference.update(repeating: 0, count: products.words) }
      products.add(p.numbers[index], times: allOfQ, sums, to: difference, negated: false)
      products.add(q.numbers[index], times: allOfP, sums, to: difference, negated: true)
      visit(index, products.double(difference) / whole)
    }
  }
}
