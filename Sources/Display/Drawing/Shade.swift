import Arrays

/// Brightness drawn with characters: two cells, one above the other, in one character.
///
/// With colour, the upper half block takes the upper cell's grey as its own and the lower one's as its background. The character is
/// chosen so that it says as much as it can without colour.
enum Shade {
  private static let steps: [Character] = [" ", "░", "▒", "▓", "█"]
  /// What stands for a cell that is not a number.
  static let notANumber: Character = "×"

  /// Both cells' brightness, 0 (black) to 1 (white), as plain text.
  static func plain(_ upper: Real, _ lower: Real) -> Character {
    if upper.isNaN || lower.isNaN { return notANumber }
    if upper - lower > 0.4 { return "▀" }
    if lower - upper > 0.4 { return "▄" }
    return steps[index((upper + lower) / 2, below: steps.count)]
  }

  /// Both cells' brightness as a coloured half block, or the mark in red.
  static func coloured(_ upper: Real, _ lower: Real) -> String {
    if upper.isNaN || lower.isNaN { return "\u{1B}[38;5;196;48;5;232m\(notANumber)" }
    return "\u{1B}[38;5;\(grey(upper));48;5;\(grey(lower))m▀"
  }

  /// Ends colour.
  static let reset = "\u{1B}[0m"

  /// One of the 24 greys of the 256-colour palette.
  private static func grey(_ brightness: Real) -> Int { 232 + index(brightness, below: 24) }

  private static func index(_ brightness: Real, below count: Int) -> Int {
    min(count - 1, Int(min(max(brightness, 0), 1) * Real(count)))
  }
}
