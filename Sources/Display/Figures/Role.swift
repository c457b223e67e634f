/// Whose points, lines or bars they are. It gives them a mark and a colour of their own, the same in every figure.
public enum Role: Hashable, Sendable {
  /// Real samples.
  case real
  /// The generator's samples.
  case fake
  /// Points between real and fake samples, x̂.
  case interpolate
  /// The slope that samples get.
  case slope
  /// Anything else, told apart by a number.
  case plain(Int)

  /// The mark in characters: told apart without colour.
  public var mark: Character {
    switch self {
    case .real: "o"
    case .fake: "x"
    case .interpolate: "+"
    case .slope: "→"
    case .plain(let index): Role.marks[abs(index % Role.marks.count)]
    }
  }

  private static let marks: [Character] = ["*", "#", "%", "@", "&", "="]

  /// The colour on paper, from a palette of Okabe and Ito (2008) that colour-blind eyes tell apart.
  public var colour: Colour { Role.palette[place] }

  /// The colour of characters in a terminal, whose background is not known: between dark and bright enough to be read on both, in the hues of the
  /// other palette, and among the 256 that terminals have in common.
  public var terminalColour: Colour { Role.terminalPalette[place] }

  /// Which colour of a palette is its own.
  private var place: Int {
    switch self {
    case .real: 0
    case .fake: 1
    case .interpolate: 2
    case .slope: 3
    case .plain(let index): Int(index.magnitude % UInt(Role.palette.count))
    }
  }

  /// Blue, vermilion, bluish green, reddish purple, orange, sky blue.
  private static let palette = [
    Colour(0, 114, 178), Colour(213, 94, 0), Colour(0, 158, 115), Colour(204, 121, 167), Colour(230, 159, 0),
    Colour(86, 180, 233),
  ]

  /// Blue, vermilion, teal, magenta, dark yellow, grey.
  private static let terminalPalette = [
    Colour(0, 135, 255), Colour(215, 95, 0), Colour(0, 135, 135), Colour(255, 0, 175), Colour(175, 135, 0),
    Colour(135, 135, 135),
  ]
}
