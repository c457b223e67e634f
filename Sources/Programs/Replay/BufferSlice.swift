import Arrays

/// A part of a buffer where a program finds an input or leaves a result.
public struct BufferSlice: Sendable {
  /// The memory.
  public let buffer: Buffer
  /// Where the part begins, in numbers.
  public let offset: Int
  /// How many numbers it holds.
  public let count: Int

  /// A part of a buffer.
  public init(_ buffer: Buffer, offset: Int = 0, count: Int) {
    self.buffer = buffer
    self.offset = offset
    self.count = count
  }

  /// New memory for so many numbers, all 0.
  public init(count: Int) {
    self.init(Buffer(count: count), count: count)
    pointer.update(repeating: 0, count: count)
  }

  /// The first number.
  public var pointer: UnsafeMutablePointer<Real> { buffer.base + offset }

  /// The numbers, for reading and writing in place.
  public var numbers: UnsafeMutableBufferPointer<Real> { UnsafeMutableBufferPointer(start: pointer, count: count) }

  /// Whether a number belongs to both.
  public func overlaps(_ other: BufferSlice) -> Bool {
    buffer === other.buffer && offset < other.offset + other.count && other.offset < offset + count
  }

  /// A copy of the numbers that nothing changes.
  public func array(_ shape: Shape) -> NDArray {
    NDArray(shape: shape) { _ = $0.initialize(from: UnsafeBufferPointer(numbers)) }
  }

  /// Takes an array's numbers over.
  public func load(_ array: NDArray) { pointer.update(from: array.pointer, count: count) }
}
