import Arrays

/// A picture as data: plots with their axes, units and marks. It is drawn when somebody looks, where they look.
public struct Figure: Equatable, Sendable {
  /// What stands above it; empty for nothing.
  public var title: String
  /// What is drawn, row by row. Several are small multiples.
  public var plots: [Plot]
  /// How many plots stand side by side where there is room.
  public var columns: Int
  /// Whether all plots have the axes of the one that reaches furthest, so that they compare by eye.
  public var sharesAxes: Bool
  /// What is said below, a sentence each.
  public var notes: [String]

  /// A figure from its plots, all in one row unless `columns` are given.
  public init(
    _ title: String = "", _ plots: [Plot], columns: Int? = nil, sharesAxes: Bool = false, notes: [String] = []
  ) {
    (self.title, self.plots, self.sharesAxes, self.notes) = (title, plots, sharesAxes, notes)
    self.columns = max(1, columns ?? plots.count)
  }
}
