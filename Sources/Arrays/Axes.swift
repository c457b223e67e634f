import Refusals

extension Shape {
  /// Axes as a caller counts them (negative from the end) turned into ascending indices, each within the rank and named once.
  public func normalized(axes: [Int], in place: String) throws(Refusal) -> [Int] {
    var seen: Set<Int> = []
    for axis in axes {
      let index = axis < 0 ? axis + rank : axis
      guard (0..<rank).contains(index) else {
        throw Refusal(
          place, "\(self) has no axis \(axis)",
          rank == 0 ? "A single number has no axes." : "Its axes are 0 to \(rank - 1), or -\(rank) to -1 from the end.")
      }
      guard seen.insert(index).inserted else {
        throw Refusal(place, "axis \(axis) is named twice", "Name each axis once.")
      }
    }
    return seen.sorted()
  }

  /// This shape with the given (ascending) axes reduced: kept with extent 1, or left out.
  public func reducing(_ axes: [Int], keep: Bool) -> Shape {
    keep
      ? Shape(extents.enumerated().map { axes.contains($0.offset) ? 1 : $0.element })
      : Shape(extents.enumerated().filter { !axes.contains($0.offset) }.map(\.element))
  }
}
