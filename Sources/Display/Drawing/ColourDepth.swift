import Foundation

/// How many colours a terminal has.
public enum ColourDepth: Hashable, Sendable, CaseIterable {
  /// None: what matters is told by characters alone.
  case none
  /// The 256 of xterm: a cube of 6 × 6 × 6 and 24 greys.
  case indexed
  /// All of sRGB.
  case full

  /// The escape sequence that sets the colour of what is written and the one behind it; `nil` for the terminal's own.
  func sequence(ink: Colour?, ground: Colour?) -> String {
    guard self != .none else { return "" }
    let parts = [ink.map { "38;" + code($0) }, ground.map { "48;" + code($0) }].compactMap(\.self)
    return "\u{1B}[0" + parts.map { ";" + $0 }.joined() + "m"
  }

  /// Ends colour.
  static let reset = "\u{1B}[0m"

  private func code(_ colour: Colour) -> String {
    self == .full
      ? "2;\(colour.red);\(colour.green);\(colour.blue)" : "5;\(ColourDepth.index(of: colour))"
  }

  /// The nearest, to the eye, of the 256 colours that every terminal with so many has in common. A wrong hue is worse than a wrong lightness.
  static func index(of colour: Colour) -> Int {
    let wanted = colour.perceived
    func distance(_ other: (lightness: Double, a: Double, b: Double)) -> Double {
      let (light, a, b) = (wanted.lightness - other.lightness, wanted.a - other.a, wanted.b - other.b)
      return light * light + 6 * (a * a + b * b)
    }
    return (palette.min { distance($0.perceived) < distance($1.perceived) }?.index) ?? 16
  }

  /// The cube and the greys, without the sixteen that every terminal colours as it likes.
  private static let palette: [(index: Int, perceived: (lightness: Double, a: Double, b: Double))] = {
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = (0..<216).map { (16 + $0, Colour(steps[$0 / 36], steps[$0 / 6 % 6], steps[$0 % 6])) }
    let greys = (0..<24).map { index -> (Int, Colour) in
      let level = UInt8(8 + 10 * index)
      return (232 + index, Colour(level, level, level))
    }
    return (cube + greys).map { ($0.0, $0.1.perceived) }
  }()
}

extension Colour {
  /// How much light it is, from 0 to 1 (Rec. 709).
  var relativeLuminance: Double {
    let parts = [red, green, blue].map { level -> Double in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// How well it is told from another colour, from 1 to 21, as WCAG has it.
  func contrast(with other: Colour) -> Double {
    let (one, other) = (relativeLuminance, other.relativeLuminance)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// Half of both.
  func mixed(with other: Colour) -> Colour {
    func half(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Int(a) + Int(b)) / 2) }
    return Colour(half(red, other.red), half(green, other.green), half(blue, other.blue))
  }
}
