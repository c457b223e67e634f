import Arrays

/// What no expression may exceed, so that nothing typed exhausts the machine.
public enum Limits {
  /// Characters in one cell.
  public static let sourceLength = 100_000
  /// How deep brackets, signs, powers, indices and calls may nest.
  public static let depth = 100
  /// Values in one list, lists inside it included.
  public static let listCount = 200_000
  /// Axes of one array.
  public static let rank = Shape.largestRank
  /// Numbers in one array: 2²⁸.
  public static let arrayCount = Shape.largestCount
  /// Additions and multiplications of one convolution or matrix product, 2³⁷: seconds, for it cannot be stopped halfway.
  public static let contractionWork = 0x1p37
  /// Rows of one jacobian: each takes a sweep through the whole graph.
  public static let jacobianRows = 16_384
  /// The limits in words, for `help limits`.
  public static var helpText: String {
    """
    No expression ends the program or exhausts the machine. An entry may have
      \(sourceLength) characters and nest \(depth) levels deep;
      a list may hold \(listCount) values, an array \(arrayCount) numbers on \(rank) axes;
      one convolution or matrix product may take 2³⁷ additions and multiplications;
      a jacobian may have \(jacobianRows) rows;
      all arrays together may hold \(ArrayMemory.limit >> 20) MiB.
    Ctrl-C stops a long expression within half a second.
    """
  }

  /// Refuses a product or convolution that would take too long.
  static func check(work: Double, in place: String) throws(Problem) {
    guard work > contractionWork else { return }
    throw Problem(
      "\(place): this takes \(plain(Real(work))) additions and multiplications, more than 2³⁷",
      hint: "Use smaller arrays, or a part of them: x[0:64].")
  }
}

/// A number as people write it: `3`, `0.5`, `1e-05`, `infinity`; it reads back as the same number.
func plain(_ number: Real) -> String {
  if number.isInfinite { return number > 0 ? "infinity" : "-infinity" }
  return number == number.rounded() && abs(number) < 1e16 ? String(Int(number)) : number.description
}
