import Foundation

/// A colour of the sRGB space, 0 to 255 each.
public struct Colour: Hashable, Sendable {
  /// How red, green and blue it is.
  public var red, green, blue: UInt8

  /// A colour from its parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// A grey, from 0 (black) to 1 (white).
  public init(grey: Double) {
    let level = UInt8((min(max(grey, 0), 1) * 255).rounded())
    self.init(level, level, level)
  }

  /// The colour of a lightness (0 to 1), a chroma and a hue (in turns) in the perceptually even OKLab space (Ottosson 2020), brought
  /// into sRGB by less chroma where it lies outside.
  public init(lightness: Double, chroma: Double, hue: Double) {
    var chroma = chroma
    while chroma > 0, !Colour.linear(lightness, chroma, hue).allSatisfy({ (-1e-4...1.0001).contains($0) }) {
      chroma -= 0.005
    }
    let levels = Colour.linear(lightness, max(0, chroma), hue).map { part -> UInt8 in
      let part = min(max(part, 0), 1)
      let level = part <= 0.0031308 ? 12.92 * part : 1.055 * pow(part, 1 / 2.4) - 0.055
      return UInt8((level * 255).rounded())
    }
    self.init(levels[0], levels[1], levels[2])
  }

  /// Linear red, green and blue.
  private static func linear(_ lightness: Double, _ chroma: Double, _ hue: Double) -> [Double] {
    let (a, b) = (chroma * cos(2 * .pi * hue), chroma * sin(2 * .pi * hue))
    let long = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
    let medium = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
    let short = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
    return [
      4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
      -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
      -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]
  }

  /// Where it lies in the OKLab space: lightness, and how far it is from grey in two directions.
  var perceived: (lightness: Double, a: Double, b: Double) {
    let linear = [red, green, blue].map { level -> Double in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let (r, g, b) = (linear[0], linear[1], linear[2])
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
      0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
      1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    )
  }

  /// How bright it is, from 0 to 1, about as eyes see it.
  public var luminance: Double { (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255 }

  /// As web pages write it: `#0072b2`.
  public var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
