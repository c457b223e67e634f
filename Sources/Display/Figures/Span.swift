import Arrays
import Foundation

/// From where to where an axis reaches, and where between its ends a number lies: what every way of drawing measures by.
public struct Span: Equatable, Sendable {
  /// The number at the left or lower end.
  public let low: Double
  /// The number at the right or upper end; always greater than `low`, and both are finite.
  public let high: Double
  /// How numbers become places.
  public let scale: Axis.Scale
  /// Whether it counts, so that between whole numbers nothing is said.
  public let counts: Bool

  /// The axis's own range where it has one, else as far as these numbers reach and `margin` of that further on each side.
  ///
  /// Any numbers will do: what is not finite, or not positive on a logarithmic axis, is passed over, and equal numbers get room around them.
  public init(_ axis: Axis, over numbers: [Double] = [], margin: Double = 0) {
    (scale, counts) = (axis.scale, axis.counts)
    if case .categories(let names) = axis.scale {
      (low, high) = (-0.5, Double(max(1, names.count)) - 0.5)
      return
    }
    let isLogarithmic = axis.scale == .logarithmic
    let known = numbers.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let ends = (known.min() ?? (isLogarithmic ? 0.1 : 0), known.max() ?? 1)
    guard let range = axis.range else {
      (low, high) = Span.apart(ends, isLogarithmic, margin: margin)
      return
    }
    let upper = Span.finite(range.upperBound), lower = Span.finite(range.lowerBound)
    // An end that a logarithmic axis cannot have is left to the numbers.
    let isPossible = !isLogarithmic || lower > 0
    (low, high) = Span.apart(
      (isPossible ? lower : min(ends.0, max(upper, ends.0)), isPossible ? upper : max(upper, ends.1)), isLogarithmic,
      margin: 0)
  }

  private static func finite(_ number: Real) -> Double {
    Double(min(max(number, -Real.greatestFiniteMagnitude), Real.greatestFiniteMagnitude))
  }

  /// Both ends with room around them.
  private static func apart(_ ends: (Double, Double), _ isLogarithmic: Bool, margin: Double) -> (Double, Double) {
    let (low, high) = ends
    if isLogarithmic {
      guard high / low > 1.0001 else { return (low / 3.1622776601683795, high * 3.1622776601683795) }
      let room = pow(high / low, margin)
      return (max(low / room, .leastNormalMagnitude), high * room)
    }
    guard high - low > 1e-6 * max(abs(low), abs(high)), high > low else {
      let room = max(abs(low), abs(high)) > 0 ? 0.1 * max(abs(low), abs(high)) : 1
      return (low - room, high + room)
    }
    return (low - margin * (high - low), high + margin * (high - low))
  }

  /// Where a number lies, 0 at the lower end and 1 at the upper; beyond them less than 0 or more than 1. `nil` for one that has no place: one
  /// that is not finite, or not positive on a logarithmic axis.
  public func place(of number: Double) -> Double? {
    guard number.isFinite else { return nil }
    guard scale == .logarithmic else { return (number - low) / (high - low) }
    return number > 0 ? log(number / low) / log(high / low) : nil
  }

  /// The number at a place, 0 being the lower end and 1 the upper.
  public func number(at place: Double) -> Double {
    scale == .logarithmic ? low * pow(high / low, place) : low + place * (high - low)
  }

  /// The smallest span that covers both.
  public func union(_ other: Span) -> Span {
    Span(min(low, other.low), max(high, other.high), scale, counts && other.counts)
  }

  /// The same span with so much of its length more below.
  func lengthenedDownwards(by share: Double) -> Span {
    Span(
      max(number(at: -share), scale == .logarithmic ? .leastNormalMagnitude : -.greatestFiniteMagnitude), high, scale,
      counts)
  }

  private init(_ low: Double, _ high: Double, _ scale: Axis.Scale, _ counts: Bool) {
    (self.low, self.high, self.scale, self.counts) = (low, high, scale, counts)
  }
}
