import Arrays
import Foundation

/// What no expression may exceed, so that nothing typed exhausts the machine.
public enum Limits {
  /// Characters in one cell.
  public static let sourceLength = 100_000
  /// How deep brackets, signs, powers, indices and calls may nest.
  public static let depth = 100
  /// Values in one list, lists inside it included.
  public static let listCount = 200_000
  /// Axes of one array.
  public static let rank = 32
  /// Numbers in one array: 2²⁸.
  public static let arrayCount = Shape.largestCount
  /// Additions and multiplications of one convolution or matrix product, 2³⁷: seconds, for it cannot be stopped halfway.
  public static let contractionWork = 0x1p37
  /// Rows of one jacobian: each takes a sweep through the whole graph.
  public static let jacobianRows = 16_384
  /// Bytes that all live arrays together may hold: half of the memory, and never so much that what one operation needs beside
  /// them would not fit.
  public static let memory = Int(max(available * 15 / 64, min(available / 2, available - 0x3p30)))

  /// The bytes that the program may have: the machine's, or less where its container or `ulimit -v` says so.
  private static var available: Double {
    var known = [Double(ProcessInfo.processInfo.physicalMemory)], limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 { known.append(Double(limit.rlim_cur)) }
    let container = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
    if let bytes = container.flatMap({ Double($0.filter(\.isNumber)) }) { known.append(bytes) }
    return known.min() ?? 0
  }

  /// The limits in words, for `help limits`.
  public static var helpText: String {
    """
    No expression ends the program or exhausts the machine. An entry may have
      \(sourceLength) characters and nest \(depth) levels deep;
      a list may hold \(listCount) values, an array \(arrayCount) numbers on \(rank) axes;
      one convolution or matrix product may take 2³⁷ additions and multiplications;
      a jacobian may have \(jacobianRows) rows;
      all arrays together may hold \(memory >> 20) MiB.
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

  /// Refuses to go on when live arrays, with what is asked for beside them, hold more than the machine should give.
  static func checkMemory(adding bytes: Double = 0) throws(Problem) {
    guard Double(ArrayMemory.liveBytes) + bytes > Double(memory) else { return }
    throw Problem(
      "arrays would hold more than \(memory >> 20) MiB",
      hint: "Use smaller arrays, or free those of large names: x = 0.")
  }
}

/// A number as people write it: `3`, `0.5`, `1e-05`, `infinity`; it reads back as the same number.
func plain(_ number: Real) -> String {
  if number.isInfinite { return number > 0 ? "infinity" : "-infinity" }
  return number == number.rounded() && abs(number) < 1e16 ? String(Int(number)) : number.description
}
