/// How much is said beside what a figure's plots draw: less where there is less room.
enum TextDetail: Hashable, CaseIterable {
  /// Each plot has a legend of its own, with the least and the greatest numbers.
  case whole
  /// One legend for all plots, over the numbers of all.
  case shared
  /// One legend for all, of names alone; boxes have no frames.
  case brief
  /// No legend, and bars with neither head nor scale.
  case bare
  /// A line for each plot.
  case strip

  /// The fewest rows over its axes with which a plot is still worth its legend.
  var leastRows: Int {
    switch self {
    case .whole: 5
    case .shared, .brief: 4
    case .bare, .strip: 2
    }
  }
}
