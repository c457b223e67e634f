import Foundation

/// Lines from an input that is not a terminal: no prompt, no echo, nothing remembered.
struct PlainInput {
  private var bytes: [UInt8] = []
  private var ended = false

  /// The next line; a last line needs no newline.
  mutating func next() -> LineEvent {
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) { return take(end, and: 1) }
      if ended { return bytes.isEmpty ? .endOfInput : take(bytes.count, and: 0) }
      searched = bytes.count
      guard fill() else { return .interrupted }
    }
  }

  private mutating func take(_ count: Int, and newline: Int) -> LineEvent {
    defer { bytes.removeFirst(count + newline) }
    return .line(String(decoding: bytes[..<count], as: UTF8.self))
  }

  /// Reads some more, and says whether nobody asked to stop meanwhile.
  private mutating func fill() -> Bool {
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count > 0 {
        bytes += block.prefix(count)
        return true
      }
      if count < 0 && errno == EINTR {
        if Interruption.requested { return false }
        continue
      }
      if count < 0 && errno == EAGAIN {
        var file = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        poll(&file, 1, -1)
        continue
      }
      ended = true
      return true
    }
  }
}
