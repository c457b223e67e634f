/// A place on a drawing, from its top left corner.
public struct Point: Hashable, Sendable {
  /// How far to the right and how far down.
  public var x, y: Double

  /// A place from its coordinates.
  public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// A part of a drawing.
public struct Rectangle: Hashable, Sendable {
  /// Its left and top edge.
  public var x, y: Double
  /// Its size.
  public var width, height: Double

  /// A part from its corner and size.
  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// Its right edge.
  public var right: Double { x + width }
  /// Its bottom edge.
  public var bottom: Double { y + height }
  /// Its middle.
  public var middle: Point { Point(x + width / 2, y + height / 2) }
  /// Its corners, round it.
  public var corners: [Point] { [Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)] }

  /// The same less a border.
  public func inset(_ border: Double) -> Rectangle {
    Rectangle(x + border, y + border, max(0, width - 2 * border), max(0, height - 2 * border))
  }
}
