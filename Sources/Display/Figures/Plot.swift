import Arrays

/// Layers over common axes: one field of a figure.
public struct Plot: Equatable, Sendable {
  /// What stands above it; empty for nothing.
  public var title: String
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, the first one at the bottom.
  public var layers: [Layer]
  /// Whether one unit is as long across as upwards, as in the plane of the samples.
  public var isSquare: Bool

  /// A plot from its parts.
  public init(
    _ title: String = "", x: Axis = Axis(), y: Axis = Axis(), isSquare: Bool = false, _ layers: [Layer]
  ) {
    (self.title, self.x, self.y, self.layers, self.isSquare) = (title, x, y, layers, isSquare)
  }

  /// An image `[height × width]`, black at `low` and white at `high`, without axes.
  public static func image(_ numbers: NDArray, low: Real = -1, high: Real = 1, title: String = "") -> Plot {
    let (height, width) = (Real(numbers.shape[0]), Real(numbers.shape[1]))
    return Plot(
      title, x: .hidden, y: .hidden, isSquare: true,
      [.field(Field("", numbers, x: 0...width, y: 0...height, map: .grey(low: low, high: high)))])
  }

  /// An image `[height × width]` whose numbers are colours, as `ColourMap.packed` makes them, without axes.
  static func image(packed numbers: NDArray, title: String) -> Plot {
    let (height, width) = (Real(numbers.shape[0]), Real(numbers.shape[1]))
    return Plot(
      title, x: .hidden, y: .hidden, isSquare: true,
      [.field(Field("", numbers, x: 0...width, y: 0...height, map: .packed))])
  }

  /// A matrix `[rows × columns]` as colours, its rows and columns counted from the upper left corner.
  public static func matrix(_ name: String, _ numbers: NDArray, x: Axis = Axis("column"), y: Axis = Axis("row")) -> Plot
  {
    var (x, y) = (x, y)
    // Rows are counted downwards, as the places of an axis are not.
    y.scale = .categories((0..<numbers.shape[0]).reversed().map(String.init))
    x.scale = .categories((0..<numbers.shape[1]).map(String.init))
    return Plot("", x: x, y: y, isSquare: true, [.field(Field(matrix: name, numbers))])
  }
}
