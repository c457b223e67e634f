import Foundation

/// A number for people: at most so many significant digits, whole numbers without a point, `nan` and `inf` as such.
public func numberText(_ number: some BinaryFloatingPoint, digits: Int = 7) -> String {
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-inf" : "inf" }
  if number == number.rounded(), abs(number) < 16_777_216 { return String(Int(number)) }
  return String(format: "%.\(digits)g", Double(number))
}

/// A share for people: `12.5 %`.
public func percent(_ share: some BinaryFloatingPoint) -> String {
  numberText((share * 1000).rounded() / 10, digits: 4) + " %"
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

/// A large count for people, in groups of three: `5,190,657`.
public func grouped(_ count: Int) -> String {
  let digits = Array(String(count))
  return String(
    digits.enumerated().flatMap { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 && digits[index - 1] != "-" ? [",", digit] : [digit]
    })
}
