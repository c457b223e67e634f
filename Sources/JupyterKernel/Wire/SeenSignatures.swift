import Synchronization

/// The last signatures that came, on any channel: a message that was recorded and is sent again is refused.
final class SeenSignatures: Sendable {
  private struct Memory {
    var known: Set<[UInt8]> = []
    var order: [[UInt8]] = []
    var oldest = 0
  }

  private let memory = Mutex(Memory())
  private let most: Int

  /// A memory of so many.
  init(most: Int = 1 << 16) { self.most = most }

  /// Whether a signature comes for the first time; an empty one, which signs nothing, always does.
  func isNew(_ signature: [UInt8]) -> Bool {
    guard !signature.isEmpty else { return true }
    return memory.withLock { memory in
      guard memory.known.insert(signature).inserted else { return false }
      if memory.order.count < most {
        memory.order.append(signature)
      } else {
        memory.known.remove(memory.order[memory.oldest])
        memory.order[memory.oldest] = signature
        memory.oldest = (memory.oldest + 1) % most
      }
      return true
    }
  }
}
