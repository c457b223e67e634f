import Foundation
import Synchronization

/// Buffers that were freed lately, by capacity, so that a training step does not ask the system for the same
/// memory over and over. It keeps at most `mostKept` bytes.
final class BufferPool: Sendable {
  static let shared = BufferPool()

  private struct Shelves {
    var free: [Int: [UInt]] = [:]
    var keptBytes = 0
    var liveBytes = 0
    var taken = 0
  }

  private static let mostKept = 64 << 20
  /// What a live buffer costs beside its numbers: the tensor that has it, its shape, its history.
  private static let overhead = 320
  private let shelves = Mutex(Shelves())

  /// How many bytes live buffers hold, with what goes with them.
  var liveBytes: Int { shelves.withLock { $0.liveBytes } }

  /// How many buffers were ever asked for.
  var taken: Int { shelves.withLock { $0.taken } }

  func take(_ count: Int) -> (UnsafeMutablePointer<Real>, capacity: Int) {
    let capacity = BufferPool.roundedUp(count)
    let bytes = capacity * MemoryLayout<Real>.stride
    let kept: UInt? = shelves.withLock { shelves in
      shelves.liveBytes += bytes + BufferPool.overhead
      shelves.taken += 1
      guard let address = shelves.free[capacity]?.popLast() else { return nil }
      shelves.keptBytes -= bytes
      return address
    }
    if let kept, let pointer = UnsafeMutablePointer<Real>(bitPattern: kept) { return (pointer, capacity) }
    return (BufferPool.allocate(capacity), capacity)
  }

  func give(_ pointer: UnsafeMutablePointer<Real>, _ capacity: Int) {
    let bytes = capacity * MemoryLayout<Real>.stride
    let kept = shelves.withLock { shelves in
      shelves.liveBytes -= bytes + BufferPool.overhead
      guard shelves.keptBytes + bytes <= BufferPool.mostKept else { return false }
      shelves.free[capacity, default: []].append(UInt(bitPattern: pointer))
      shelves.keptBytes += bytes
      return true
    }
    if !kept { free(pointer) }
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Real> {
    var memory: UnsafeMutableRawPointer?
    let status = posix_memalign(&memory, 64, capacity * MemoryLayout<Real>.stride)
    guard status == 0, let memory else {
      fatalError("out of memory: \(capacity) numbers were asked for. Use smaller arrays or fewer of them.")
    }
    return memory.bindMemory(to: Real.self, capacity: capacity)
  }

  /// Four sizes to each power of two, so that buffers are reused often and waste a fifth at most.
  private static func roundedUp(_ count: Int) -> Int {
    guard count > 64 else { return 64 }
    let step = max(16, 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount - 3))
    return (count + step - 1) / step * step
  }
}
