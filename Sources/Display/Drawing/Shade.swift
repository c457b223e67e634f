import Arrays

/// Brightness drawn with characters alone: two pixels, one above the other, in one character.
enum Shade {
  private static let steps: [Character] = [" ", "░", "▒", "▓", "█"]
  /// What stands for a number that is none.
  static let notANumber: Character = "×"

  /// Both pixels' brightness, 0 (black) to 1 (white), as a character.
  static func plain(_ upper: Real, _ lower: Real) -> Character {
    if upper.isNaN || lower.isNaN { return notANumber }
    if upper - lower > 0.4 { return "▀" }
    if lower - upper > 0.4 { return "▄" }
    return steps[min(steps.count - 1, Int(min(max((upper + lower) / 2, 0), 1) * Real(steps.count)))]
  }
}
