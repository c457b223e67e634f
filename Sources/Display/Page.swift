/// The room that a sink has for what it shows, in characters.
public struct Page: Hashable, Sendable {
  /// How wide a line may be.
  public let width: Int
  /// How many lines are seen at once.
  public let height: Int
  /// Whether it is a window, which breaks longer lines anywhere; elsewhere they stay as they are.
  public let isWindow: Bool

  /// A page of a size, at least 4 × 1.
  public init(width: Int, height: Int, isWindow: Bool = true) {
    (self.width, self.height, self.isWindow) = (max(4, width), max(1, height), isWindow)
  }

  /// Pipes and files: 80 × 24.
  public static let standard = Page(width: 80, height: 24, isWindow: false)
}
