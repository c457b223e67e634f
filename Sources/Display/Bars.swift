import Arrays

/// A number as the length of a bar, to an eighth of a character.
public enum Bars {
  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar that fills `width` characters when `value` reaches `full`.
  public static func bar(_ value: Real, full: Real, width: Int) -> String {
    guard value.isFinite, full > 0, value > 0 else { return "" }
    let length = Int((min(1, value / full) * Real(width * 8)).rounded())
    let whole = String(repeating: "█", count: length / 8)
    return length % 8 == 0 ? whole : whole + String(eighths[length % 8 - 1])
  }
}
