import Arrays
import Foundation

/// A number for people: at most so many significant digits, whole numbers without a point, `nan` and `inf` as such.
public func numberText(_ number: Real, digits: Int = 7) -> String {
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-inf" : "inf" }
  if number == number.rounded(), abs(number) < 16_777_216 { return String(Int(number)) }
  return String(format: "%.\(digits)g", Double(number))
}

/// A time for people: `3.2 ms`, `1.25 s`, `2 min 5 s`.
public func durationText(_ seconds: Double) -> String {
  switch seconds {
  case ..<0.001: String(format: "%.0f µs", seconds * 1e6)
  case ..<1: String(format: "%.3g ms", seconds * 1e3)
  case ..<60: String(format: "%.3g s", seconds)
  default: "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
  }
}

/// How long it is since then.
func seconds(since start: ContinuousClock.Instant) -> Double {
  let time = (ContinuousClock.now - start).components
  return Double(time.seconds) + Double(time.attoseconds) / 1e18
}
