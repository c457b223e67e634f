import Arrays

/// Which colour a number has.
public enum ColourMap: Equatable, Sendable {
  /// From black at `low` to white at `high`, as pixels.
  case grey(low: Real, high: Real)
  /// From dark to bright in even steps of lightness: for densities and norms, which begin at nothing.
  case sequential(low: Real, high: Real)
  /// Each number is a colour: 65,536 times its red, 256 times its green and its blue, from 0 to 255 each.
  case packed
  /// Blue below `zero`, orange above it, and near white at it: for values whose sign matters. It reaches as far on both sides.
  case diverging(zero: Real, reach: Real)

  /// The least and the greatest number that have a colour of their own.
  public var range: (low: Real, high: Real) {
    switch self {
    case .grey(let low, let high), .sequential(let low, let high): (low, high)
    case .packed: (0, 16_777_215)
    case .diverging(let zero, let reach): (zero - reach, zero + reach)
    }
  }

  /// Where a number lies between the ends, from 0 to 1; NaN for one that is none. Everything lies in the middle where the ends are the same.
  public func place(of number: Real) -> Real {
    if self == .packed { return ColourMap.unpacked(number).map { Real($0.luminance) } ?? .nan }
    let (low, high) = range
    guard high > low else {
      return number.isNaN || low.isNaN || high.isNaN ? .nan : number < low ? 0 : number > high ? 1 : 0.5
    }
    // Halved where the distance of both ends is itself too large for a number.
    let unit: Real = (high - low).isFinite ? 1 : 0.5
    let place = (number * unit - low * unit) / (high * unit - low * unit)
    if place.isNaN { return number.isNaN ? .nan : number > high ? 1 : 0 }
    return min(max(place, 0), 1)
  }

  /// The colour of a number; `nil` for one that is none.
  public func colour(of number: Real) -> Colour? {
    if self == .packed { return ColourMap.unpacked(number) }
    let place = place(of: number)
    return place.isNaN ? nil : colour(at: place)
  }

  /// The colour of a place between the ends, from 0 to 1.
  public func colour(at place: Real) -> Colour {
    let place = Double(min(max(place, 0), 1))
    switch self {
    case .grey, .packed: return Colour(grey: place)
    case .sequential: return Colour(lightness: 0.2 + 0.72 * place, chroma: 0.13, hue: 0.78 - 0.52 * place)
    case .diverging:
      let side = 2 * place - 1
      return Colour(lightness: 0.96 - 0.5 * abs(side), chroma: 0.15 * abs(side), hue: side < 0 ? 0.7 : 0.16)
    }
  }
}

// MARK: - Colours as numbers

extension ColourMap {
  /// Whether it is for pixels.
  public var isOfPixels: Bool {
    switch self {
    case .grey, .packed: true
    case .sequential, .diverging: false
    }
  }

  /// Red, green and blue between `low` and `high` as one number; not a number where one of them is none.
  static func packed(_ parts: some Collection<Real>, low: Real, high: Real) -> Real {
    let places = parts.map { ColourMap.grey(low: low, high: high).place(of: $0) }
    guard places.allSatisfy({ !$0.isNaN }) else { return .nan }
    return places.reduce(0) { $0 * 256 + ($1 * 255).rounded() }
  }

  /// The colour that a number stands for; `nil` for one that stands for none.
  static func unpacked(_ number: Real) -> Colour? {
    guard number >= 0, number <= 16_777_215 else { return nil }
    let whole = Int(number)
    return Colour(UInt8(whole >> 16 & 255), UInt8(whole >> 8 & 255), UInt8(whole & 255))
  }
}
