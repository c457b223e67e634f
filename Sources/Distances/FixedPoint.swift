import Foundation

/// Whole numbers of a small unit, in two's complement over a fixed count of 64-bit words: sums of floating-point numbers without rounding.
///
/// Numbers of unlike size cancel in distances: of 10¹⁶ and 2, taken together and apart again, doubles keep nothing of the 2. Here everything
/// is kept, from the last digit of the smallest number to the sum of the largest. Words lie where the caller has room, the lowest first.
struct FixedPoint {
  /// The unit is 2^unit.
  let unit: Int
  /// How many words a number takes.
  let words: Int

  /// A number's place.
  typealias Place = UnsafeMutablePointer<UInt64>

  /// Room for any sum of `terms` of the numbers, which are finite.
  init(summing numbers: [Double], terms: Int) {
    var (lowest, highest) = (Int.max, Int.min)
    for number in numbers where number != 0 {
      let (mantissa, exponent) = FixedPoint.parts(number)
      lowest = min(lowest, exponent + mantissa.trailingZeroBitCount)
      highest = max(highest, exponent + 64 - mantissa.leadingZeroBitCount)
    }
    self.init(unit: lowest, bits: lowest > highest ? 1 : highest - lowest + FixedPoint.bits(terms))
    // No number but 0: any unit will do.
  }

  private init(unit: Int, bits: Int) { (self.unit, words) = (unit == .max ? 0 : unit, (bits + 1 + 63) / 64) }

  /// Room for a difference of products, each of a number and a sum.
  func products() -> FixedPoint { FixedPoint(unit: 2 * unit, bits: 128 * words + 2) }

  private static func bits(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

  /// |x| = mantissa·2^exponent, exactly.
  private static func parts(_ x: Double) -> (mantissa: UInt64, exponent: Int) {
    let bits = x.magnitude.bitPattern
    let raw = Int(bits >> 52)
    return raw == 0 ? (bits, -1074) : (bits & (1 << 52 - 1) | 1 << 52, raw - 1075)
  }

  /// Adds x, or takes it away.
  func add(_ x: Double, to place: Place, negated: Bool = false) {
    guard x != 0 else { return }
    let (mantissa, shift) = units(x)
    let (word, bit) = (shift / 64, shift % 64)
    let isLess = (x < 0) != negated
    change(place, at: word, by: mantissa << UInt64(bit), isLess: isLess)
    if bit > 0 { change(place, at: word + 1, by: mantissa >> UInt64(64 - bit), isLess: isLess) }
  }

  /// Adds x·sum, or takes it away; the sum, of another format with half the unit's exponent, is not negative, nor is x.
  func add(_ x: Double, times sum: Place, _ format: FixedPoint, to place: Place, negated: Bool) {
    guard x != 0 else { return }
    let (mantissa, shift) = format.units(x)
    let (word, bit) = (shift / 64, UInt64(shift % 64))
    var (carry, lower) = (UInt64(0), UInt64(0))
    for index in 0...format.words {
      var product = (high: UInt64(0), low: UInt64(0))
      if index < format.words { product = sum[index].multipliedFullWidth(by: mantissa) }
      let (low, overflow) = product.low.addingReportingOverflow(carry)
      carry = product.high + (overflow ? 1 : 0)
      change(place, at: word + index, by: bit > 0 ? low << bit | lower >> (64 - bit) : low, isLess: negated)
      lower = low
    }
    if bit > 0 { change(place, at: word + format.words + 1, by: lower >> (64 - bit), isLess: negated) }
  }

  /// |x| in units, as mantissa·2^shift.
  private func units(_ x: Double) -> (mantissa: UInt64, shift: Int) {
    let (mantissa, exponent) = FixedPoint.parts(x)
    return exponent < unit ? (mantissa >> UInt64(unit - exponent), 0) : (mantissa, exponent - unit)
  }

  private func change(_ place: Place, at word: Int, by amount: UInt64, isLess: Bool) {
    var (word, amount) = (word, amount)
    while amount > 0, word < words {
      let (result, overflow) =
        isLess ? place[word].subtractingReportingOverflow(amount) : place[word].addingReportingOverflow(amount)
      place[word] = result
      (word, amount) = (word + 1, overflow ? 1 : 0)
    }
  }

  /// Takes another number away.
  func subtract(_ other: Place, from place: Place) {
    var borrow = false
    for index in 0..<words {
      let (first, a) = place[index].subtractingReportingOverflow(other[index])
      let (second, b) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      (place[index], borrow) = (second, a || b)
    }
  }

  /// The number to the nearest double but one.
  func double(_ place: Place) -> Double {
    let isNegative = place[words - 1] >> 63 == 1
    let magnitude = { (index: Int) -> UInt64 in
      guard isNegative else { return place[index] }
      // -n is ~n + 1, which carries up through words that are 0.
      return (0..<index).allSatisfy { place[$0] == 0 } ? 0 &- place[index] : ~place[index]
    }
    guard let top = (0..<words).last(where: { magnitude($0) != 0 }) else { return 0 }
    var size = scalbn(Double(magnitude(top)), unit + 64 * top)
    if top > 0 { size += scalbn(Double(magnitude(top - 1)), unit + 64 * (top - 1)) }
    return isNegative ? -size : size
  }
}
