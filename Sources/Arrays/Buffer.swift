import Foundation

/// Memory for numbers, 64-byte aligned. It returns to the pool when the last array that uses it goes.
///
/// A buffer is written once, by the operation that makes it, and only read afterwards: that is why it may be shared.
public final class Buffer: @unchecked Sendable {
  /// The first element.
  public let base: UnsafeMutablePointer<Real>
  private let capacity: Int

  /// Room for `count` numbers, not yet set.
  public init(count: Int) {
    (base, capacity) = BufferPool.shared.take(count)
  }

  deinit { BufferPool.shared.give(base, capacity) }
}
