import Foundation
import Refusals

/// Bytes that become more as they arrive. Large blocks move without being copied (`realloc`), so no second copy exists.
struct GrowingBytes: ~Copyable {
  /// How much memory is added at a time.
  private static let step = 8 << 20

  /// How many bytes there are.
  private(set) var count = 0
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0

  deinit { free(memory) }

  /// Lets `write` fill room for up to `most` more bytes, and keeps as many as it says it wrote.
  mutating func append(
    atMost most: Int, file: String,
    write: (UnsafeMutableRawBufferPointer) throws(Refusal) -> Int
  ) throws(Refusal) -> Int {
    if count == capacity {
      let larger = capacity + min(most, GrowingBytes.step)
      guard let moved = realloc(memory, larger) else {
        throw Refusal(file, "there is no memory for \(larger) bytes of it", "Close other programs.")
      }
      (memory, capacity) = (moved, larger)
    }
    let room = UnsafeMutableRawBufferPointer(
      start: memory.map { $0 + count }, count: min(most, capacity - count))
    let written = try write(room)
    count += written
    return written
  }

  /// The bytes, handed over without copying.
  consuming func finish() -> Data {
    guard let memory else { return Data() }
    self.memory = nil
    return Data(bytesNoCopy: memory, count: count, deallocator: .free)
  }
}
