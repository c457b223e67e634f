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

  /// The colour, from a palette of Okabe and Ito (2008) that colour-blind eyes tell apart.
  public var colour: Colour {
    switch self {
    case .real: Role.palette[0]
    case .fake: Role.palette[1]
    case .interpolate: Role.palette[2]
    case .slope: Role.palette[3]
    case .plain(let index): Role.palette[abs(index % Role.palette.count)]
    }
  }

  /// Blue, vermilion, bluish green, reddish purple, orange, sky blue.
  private static let palette = [
    Colour(0, 114, 178), Colour(213, 94, 0), Colour(0, 158, 115), Colour(204, 121, 167), Colour(230, 159, 0),
    Colour(86, 180, 233),
  ]
}
