import Display

/// The colours of a drawing: on white paper or on a dark screen.
public struct Theme: Sendable {
  /// Its name.
  public let name: String
  private let paper, text, muted, faint: Colour
  /// How much lighter the colours of roles are than on white.
  private let lift: Double

  /// On white, as on paper.
  public static let light = Theme(
    name: "light", paper: Colour(255, 255, 255), text: Colour(28, 28, 32), muted: Colour(92, 92, 102),
    faint: Colour(228, 228, 233), lift: 0)
  /// On a dark screen.
  public static let dark = Theme(
    name: "dark", paper: Colour(24, 25, 30), text: Colour(232, 232, 238), muted: Colour(166, 167, 178),
    faint: Colour(54, 56, 66), lift: 0.3)

  /// The colour of an ink.
  public func colour(_ ink: Ink) -> Colour {
    switch ink {
    case .paper: paper
    case .text: text
    case .muted: muted
    case .faint: faint
    case .role(let role): lifted(role.colour)
    case .fixed(let colour): colour
    }
  }

  private func lifted(_ colour: Colour) -> Colour {
    func lifted(_ part: UInt8) -> UInt8 { UInt8(Double(part) + (255 - Double(part)) * lift) }
    return Colour(lifted(colour.red), lifted(colour.green), lifted(colour.blue))
  }
}
