import Arrays
import Synchronization

/// Memory that a kernel keeps between calls for what it computes on the way; one call at a time has it.
final class Scratch: Sendable {
  private let buffer: Buffer
  private let turn = Mutex(())

  /// Room for `count` numbers.
  init(count: Int) { buffer = Buffer(count: count) }

  /// Hands out the memory, after any other call has finished with it.
  func withMemory(_ body: (UnsafeMutablePointer<Real>) -> Void) {
    turn.withLock { _ in body(buffer.base) }
  }
}
