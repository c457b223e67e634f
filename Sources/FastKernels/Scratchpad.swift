import Foundation
import Synchronization

/// Memory for what oneDNN computes on the way: a place for each block of a batch, shared by all primitives, as large as the largest has asked
/// for, handed to one call at a time.
///
/// Left to itself oneDNN keeps such memory for the thread that made a primitive; a primitive that another thread runs then writes where
/// it has no room.
final class Scratchpad: Sendable {
  /// The place of each block.
  static let ofBlocks = (0..<PreparedConvolution.mostBlocks).map { _ in Scratchpad() }

  /// The place of weights on their way.
  static let ofWeights = Scratchpad()

  private struct Room {
    var address: UInt = 0
    var size = 0
  }

  private let room = Mutex(Room())

  /// Hands out so many bytes, aligned to a page, until `body` returns.
  func withRoom(_ size: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
    room.withLock { room in
      if room.size < size { Scratchpad.grow(&room, to: size) }
      if let place = UnsafeMutableRawPointer(bitPattern: room.address) { body(place) }
    }
  }

  private static func grow(_ room: inout Room, to size: Int) {
    free(UnsafeMutableRawPointer(bitPattern: room.address))
    var place: UnsafeMutableRawPointer?
    guard posix_memalign(&place, 4096, size) == 0, let place else {
      fatalError("out of memory: \(size) bytes were asked for by a convolution. Use smaller arrays or fewer of them.")
    }
    room = Room(address: UInt(bitPattern: place), size: size)
  }
}
