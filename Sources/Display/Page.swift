/// The room that a sink has for what it shows, in characters.
public struct Page: Hashable, Sendable {
  /// How wide a line may be.
  public let width: Int
  /// How many lines are seen at once.
  public let height: Int

  /// A page of a size; what is smaller than can be read is enlarged to that.
  public init(width: Int, height: Int) { (self.width, self.height) = (max(20, width), max(6, height)) }

  /// Where nothing is known of a window: 80 × 24.
  public static let standard = Page(width: 80, height: 24)
}
