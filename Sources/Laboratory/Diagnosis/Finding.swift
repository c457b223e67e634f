/// Something that is wrong with a run, as a rule of `diagnose` sees it.
public struct Finding: Hashable, Sendable {
  /// How sure it is.
  public enum Sureness: String, CaseIterable, Comparable, Sendable {
    /// Beyond the healthy range; likely, from half the way to where it is certain; certain.
    case possible, likely, certain

    /// Less sure.
    public static func < (one: Sureness, other: Sureness) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The rule that found it.
  public let rule: String
  /// What is wrong, in a few words.
  public let title: String
  /// The quantity that gives it away.
  public let quantity: Quantity
  /// What that is here.
  public let value: Double
  /// What it is in a healthy run.
  public let healthy: ClosedRange<Double>
  /// What was seen and what follows from it, in a sentence or two.
  public let evidence: String
  /// How sure it is.
  public let sureness: Sureness
  /// Lines that can be typed, to try.
  public let remedies: [String]
  /// The lesson that explains it, by its number.
  public let lesson: Int
}
