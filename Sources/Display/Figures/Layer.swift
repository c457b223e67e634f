import Arrays

/// One thing drawn over a plot's axes.
public enum Layer: Equatable, Sendable {
  /// Points joined in their order. A gap is where a coordinate is not a number.
  case line(Series)
  /// A mark at each point.
  case points(Series)
  /// An arrow from each point.
  case arrows(Arrows)
  /// A line from each point to its partner, as in a transport plan.
  case pairs(Arrows)
  /// A bar for each number; they stand at 0, 1, 2, … of a horizontal axis of categories.
  case bars(Columns)
  /// How often numbers fall into cells of the horizontal axis.
  case histogram(Counts)
  /// Numbers over the plane as colours.
  case field(Field)
  /// A reference line across the plot.
  case rule(Rule)
  /// Boxes with words, joined by arrows.
  case diagram(Diagram)
}

/// Points under a name.
public struct Series: Equatable, Sendable {
  /// What the legend calls them; empty for nothing.
  public var name: String
  /// The points `[count × 2]`: x, y.
  public var points: NDArray
  /// Whose they are.
  public var role: Role
  /// How many of them are not numbers because the line ends there and another begins.
  public var gaps: Int

  /// A series from points `[count × 2]`.
  public init(_ name: String, _ points: NDArray, _ role: Role = .plain(0), gaps: Int = 0) {
    (self.name, self.points, self.role, self.gaps) = (name, points, role, gaps)
  }

  /// Numbers over their places; what has no partner is left out.
  public init(_ name: String, x: [Real], y: [Real], _ role: Role = .plain(0)) {
    let pairs = zip(x, y).flatMap { [$0, $1] }
    self.init(name, NDArray(pairs, shape: [pairs.count / 2, 2]), role)
  }
}

/// Directed lines between points.
public struct Arrows: Equatable, Sendable {
  /// What the legend calls them; empty for nothing.
  public var name: String
  /// Where they begin, `[count × 2]`.
  public var from: NDArray
  /// Where they end, `[count × 2]`.
  public var to: NDArray
  /// Whose they are.
  public var role: Role
  /// How many times as long as what they stand for they are drawn.
  public var stretch: Real

  /// Arrows between points `[count × 2]` of equal number.
  public init(_ name: String, from: NDArray, to: NDArray, _ role: Role = .plain(0), stretch: Real = 1) {
    (self.name, self.from, self.to, self.role, self.stretch) = (name, from, to, role, stretch)
  }
}

/// Numbers side by side.
public struct Columns: Equatable, Sendable {
  /// What the legend calls them; empty for nothing.
  public var name: String
  /// The numbers, one for each category of the horizontal axis.
  public var values: [Real]
  /// Whose they are.
  public var role: Role

  /// Bars of these lengths.
  public init(_ name: String, _ values: [Real], _ role: Role = .plain(0)) {
    (self.name, self.values, self.role) = (name, values, role)
  }
}

/// A histogram.
public struct Counts: Equatable, Sendable {
  /// What the legend calls it; empty for nothing.
  public var name: String
  /// The cells' edges, rising: one more than there are cells.
  public var edges: [Real]
  /// How many numbers each cell holds.
  public var counts: [Int]
  /// How many numbers are in no cell, being infinite or not a number.
  public var outside: Int
  /// How many numbers are in cells, or the most that can be counted.
  public var total: Int {
    counts.reduce(0) { sum, count in
      let (total, isTooMuch) = sum.addingReportingOverflow(count)
      return isTooMuch ? .max : total
    }
  }
  /// Whose it is.
  public var role: Role

  /// A histogram from its cells.
  public init(_ name: String, edges: [Real], counts: [Int], outside: Int = 0, _ role: Role = .plain(0)) {
    (self.name, self.edges, self.counts, self.outside, self.role) = (name, edges, counts, outside, role)
  }
}

/// A matrix over the plane.
public struct Field: Equatable, Sendable {
  /// What the numbers are; empty for nothing.
  public var name: String
  /// The numbers `[rows × columns]`, the top row first.
  public var numbers: NDArray
  /// From where to where it reaches across.
  public var x: ClosedRange<Real>
  /// From where to where it reaches upwards.
  public var y: ClosedRange<Real>
  /// Which colour a number has.
  public var map: ColourMap
  /// The numbers along which contour lines run.
  public var contours: [Real]

  /// A field from its parts.
  public init(
    _ name: String, _ numbers: NDArray, x: ClosedRange<Real>, y: ClosedRange<Real>, map: ColourMap,
    contours: [Real] = []
  ) {
    (self.name, self.numbers, self.x, self.y, self.map, self.contours) = (name, numbers, x, y, map, contours)
  }
}

/// A straight line that something is held against, such as log 2.
public struct Rule: Equatable, Sendable {
  /// Which way it runs.
  public enum Direction: Hashable, Sendable {
    /// Across, at a number of the vertical axis.
    case across
    /// Upwards, at a number of the horizontal axis.
    case upwards
  }

  /// What it is, such as `log 2`.
  public var name: String
  /// Where it runs.
  public var at: Real
  /// Which way it runs.
  public var direction: Direction

  /// A line at a number.
  public init(_ name: String, at: Real, _ direction: Direction = .across) {
    (self.name, self.at, self.direction) = (name, at, direction)
  }
}

/// Boxes joined by arrows: the layers of a network, the graph of an expression.
public struct Diagram: Equatable, Sendable {
  /// What the boxes say, each a few short lines.
  public var nodes: [[String]]
  /// Which box leads to which, by their indices. A box only leads to later ones.
  public var edges: [Edge]
  /// How it is told in characters, where that is not by boxes: lines that go in as what they say lies deeper.
  public var outline: [Line]

  /// A connection.
  public struct Edge: Hashable, Sendable {
    /// The box it leaves.
    public var from: Int
    /// The box it reaches.
    public var to: Int

    /// A connection between two boxes.
    public init(_ from: Int, _ to: Int) { (self.from, self.to) = (from, to) }
  }

  /// A line of an outline.
  public struct Line: Hashable, Sendable {
    /// How deep it lies: 0 for what is said first.
    public var level: Int
    /// What it says.
    public var text: String

    /// A line from its parts.
    public init(level: Int, text: String) { (self.level, self.text) = (level, text) }
  }

  /// A diagram from its boxes and connections.
  public init(_ nodes: [[String]], _ edges: [Edge], outline: [Line] = []) {
    (self.nodes, self.edges, self.outline) = (nodes, edges, outline)
  }
}
