import Refusals

extension Shape {
  /// The shape that NumPy's broadcasting gives two arrays: axes align from the right, and an extent of 1 stretches.
  public static func broadcast(_ a: Shape, _ b: Shape, in place: String) throws(Refusal) -> Shape {
    if a == b { return a }
    let rank = max(a.rank, b.rank)
    var extents = [Int](repeating: 1, count: rank)
    for axis in 0..<rank {
      let x = a.aligned(axis, toRank: rank)
      let y = b.aligned(axis, toRank: rank)
      guard x == y || x == 1 || y == 1 else {
        throw Refusal(
          place, "shapes \(a) and \(b) do not broadcast: \(x) against \(y)",
          "Extents must be equal or 1, counted from the right; reshape one of them.")
      }
      extents[axis] = x == 1 ? y : x
    }
    return Shape(extents)
  }

  /// Whether an array of this shape can be stretched to the target by broadcasting alone.
  public func broadcasts(to target: Shape) -> Bool {
    guard rank <= target.rank else { return false }
    return (0..<target.rank).allSatisfy { axis in
      let extent = aligned(axis, toRank: target.rank)
      return extent == 1 || extent == target[axis]
    }
  }

  /// The axes of `target` along which this shape is stretched, leading ones included.
  public func stretchedAxes(in target: Shape) -> [Int] {
    (0..<target.rank).filter { axis in
      axis < target.rank - rank || (aligned(axis, toRank: target.rank) == 1 && target[axis] != 1)
    }
  }

  /// The strides that read a dense array of this shape as if it had the target's: 0 where it is stretched.
  public func strides(broadcastTo target: Shape) -> [Int] {
    let own = strides
    let lead = target.rank - rank
    return (0..<target.rank).map { axis in
      axis < lead || extents[axis - lead] == 1 ? 0 : own[axis - lead]
    }
  }

  private func aligned(_ axis: Int, toRank target: Int) -> Int {
    let own = axis - (target - rank)
    return own < 0 ? 1 : extents[own]
  }
}
