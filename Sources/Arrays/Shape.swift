import Refusals

/// The extents of an array along its axes, slowest first: `[batch × height × width × channels]` for images.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The extent of each axis. Empty for a scalar.
  public let extents: [Int]
  /// How many elements an array of this shape has; `Int.max` when that overflows.
  public let count: Int

  /// A shape from its extents. A negative extent is a programming error; check what a user typed before.
  public init(_ extents: [Int]) {
    precondition(extents.allSatisfy { $0 >= 0 }, "an extent cannot be negative: \(extents)")
    self.extents = extents
    self.count = extents.contains(0) ? 0 : extents.reduce(1, Shape.saturatingProduct)
  }

  /// A shape written as a literal: `[64, 28, 28, 1]`.
  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The shape of a single number.
  public static let scalar = Shape([])

  /// How many axes there are.
  public var rank: Int { extents.count }

  /// The extent of one axis.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// How far apart neighbours along each axis lie in a dense, row-major array.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = Shape.saturatingProduct(strides[axis + 1], extents[axis + 1])
    }
    return strides
  }

  /// `[64×28×28×1]`, and `[]` for a scalar.
  public var description: String { "[" + extents.map(String.init).joined(separator: "×") + "]" }

  private static func saturatingProduct(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? Int.max : product
  }
}

extension Shape {
  /// The largest array that the kit makes, in elements: 2²⁸, one gibibyte in single precision.
  public static let largestCount = 1 << 28
  /// The most axes that an array has.
  public static let largestRank = 32

  /// Refuses a shape with more axes, or more elements, than an array has. An extent of 0 excuses no other: strides and
  /// counts along its axes must stay small too.
  public func checkSize(_ place: String) throws(Refusal) {
    guard rank <= Shape.largestRank else {
      throw Refusal(place, "it has \(rank) axes", "An array has at most \(Shape.largestRank) axes.")
    }
    let room = extents.reduce(1) { Shape.saturatingProduct($0, max(1, $1)) }
    guard room > Shape.largestCount else { return }
    throw Refusal(
      place, "\(self) would hold \(room == Int.max ? "more than 2⁶³" : String(room)) numbers",
      "An array holds at most \(Shape.largestCount); use smaller extents.")
  }
}
