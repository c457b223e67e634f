/// Numbers with a shape: dense, row-major, never changed once made.
public struct NDArray: Sendable {
  /// The extents of the axes.
  public let shape: Shape
  private let buffer: Buffer

  /// An array whose numbers `fill` writes, all of them.
  public init(shape: Shape, fill: (UnsafeMutableBufferPointer<Real>) throws -> Void) rethrows {
    self.shape = shape
    self.buffer = Buffer(count: shape.count)
    try fill(UnsafeMutableBufferPointer(start: buffer.base, count: shape.count))
  }

  /// An array from its numbers in row-major order; there must be as many as the shape has elements.
  public init(_ numbers: some Collection<Real>, shape: Shape) {
    precondition(numbers.count == shape.count, "\(numbers.count) numbers do not fill \(shape)")
    self.init(shape: shape) { _ = $0.initialize(from: numbers) }
  }

  /// A single number, of shape `[]`.
  public init(_ number: Real) {
    self.init(CollectionOfOne(number), shape: .scalar)
  }

  /// An array with the same number everywhere.
  public init(repeating number: Real, shape: Shape) {
    self.init(shape: shape) { $0.baseAddress?.fill(with: number, count: shape.count) }
  }

  /// The same numbers under another shape of as many elements; nothing is copied.
  public func reshaped(_ shape: Shape) -> NDArray { NDArray(shape: shape, sharing: self) }

  private init(shape: Shape, sharing other: NDArray) {
    precondition(shape.count == other.count, "\(other.shape) cannot become \(shape)")
    self.shape = shape
    self.buffer = other.buffer
  }

  /// How many numbers there are.
  public var count: Int { shape.count }

  /// The first number's place in memory, valid while this array lives.
  public var pointer: UnsafePointer<Real> { UnsafePointer(buffer.base) }

  /// The numbers in row-major order, for reading in place.
  public func withNumbers<R>(_ body: (UnsafeBufferPointer<Real>) throws -> R) rethrows -> R {
    try withExtendedLifetime(buffer) { try body(UnsafeBufferPointer(start: pointer, count: count)) }
  }

  /// The numbers in row-major order, copied.
  public var numbers: [Real] { withNumbers { Array($0) } }

  /// The number of an array with one element.
  public var item: Real {
    precondition(count == 1, "item needs one number, the shape is \(shape)")
    return withNumbers { $0[0] }
  }

  /// The number at a position, one index an axis.
  public subscript(_ position: Int...) -> Real {
    precondition(position.count == shape.rank, "\(shape) takes \(shape.rank) indices")
    let index = zip(position, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }
    return withNumbers { $0[index] }
  }
}

extension NDArray: Equatable {
  /// Equal shapes and equal numbers (NaN equals nothing, as usual).
  public static func == (a: NDArray, b: NDArray) -> Bool {
    a.shape == b.shape && a.withNumbers { x in b.withNumbers { y in x.elementsEqual(y) } }
  }
}

extension NDArray: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A single number.
  public init(floatLiteral value: Double) { self.init(Real(value)) }
  /// A single number.
  public init(integerLiteral value: Int) { self.init(Real(value)) }
}

extension UnsafeMutablePointer<Real> {
  /// The same number `count` times, unless it is time to stop.
  func fill(with number: Real, count: Int) {
    let piece = 1 << 22
    for first in stride(from: 0, to: count, by: piece) {
      if first > 0, Cancellation.isRequested { return }
      (self + first).initialize(repeating: number, count: Swift.min(piece, count - first))
    }
  }
}
