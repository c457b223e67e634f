/// The room that a sink has for what it shows, in characters.
public struct Page: Hashable, Sendable {
  /// How wide a line may be.
  public let width: Int
  /// How many lines are seen at once.
  public let height: Int
  /// Whether it is a window, which breaks longer lines anywhere; elsewhere they stay as they are.
  public let isWindow: Bool

  /// How many pixels a character has.
  public let cell: CellSize

  /// A page of a size, at least 4 × 1.
  public init(width: Int, height: Int, isWindow: Bool = true, cell: CellSize = .usual) {
    (self.width, self.height, self.isWindow, self.cell) = (max(4, width), max(1, height), isWindow, cell)
  }

  /// The same with another number of lines.
  public func with(height: Int) -> Page { Page(width: width, height: height, isWindow: isWindow, cell: cell) }

  /// Pipes and files: 80 × 24.
  public static let standard = Page(width: 80, height: 24, isWindow: false)
}

/// How many pixels a character of a terminal has.
public struct CellSize: Hashable, Sendable {
  /// Across and down.
  public let width, height: Int

  /// A size, at least 2 × 4 and at most 256 × 256: what a terminal says is not to be trusted.
  public init(width: Int, height: Int) {
    (self.width, self.height) = (min(max(2, width), 256), min(max(4, height), 256))
  }

  /// Where a terminal does not say.
  public static let usual = CellSize(width: 9, height: 18)
}
