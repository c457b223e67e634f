import Refusals

/// A source read through a window of 64 KiB, so that a format can look at single bytes and peek at the next ones.
struct BufferedBytes<Source: ByteSource & ~Copyable>: ~Copyable {
  private var source: Source
  private var window = [UInt8](repeating: 0, count: 1 << 16)
  private var unread = 0..<0
  /// How many bytes were consumed.
  private(set) var position = 0

  init(_ source: consuming Source) { self.source = source }

  /// What errors call the source.
  var name: String { source.name }

  /// The next byte, or `nil` at the end.
  mutating func byte() throws(Refusal) -> UInt8? {
    guard try fill() else { return nil }
    defer { consume(1) }
    return window[unread.lowerBound]
  }

  /// The next byte without consuming it, or `nil` at the end.
  mutating func peek() throws(Refusal) -> UInt8? {
    try fill() ? window[unread.lowerBound] : nil
  }

  /// Hands the bytes at hand (none at the end of the source) to `body`, which says how many it used.
  mutating func withBytes<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) throws(Refusal) -> (used: Int, result: Result)
  ) throws(Refusal) -> Result {
    _ = try fill()
    let unread = unread
    let (used, result) = try window.withUnsafeMutableBufferPointer { (bytes) throws(Refusal) in
      try body(UnsafeMutableBufferPointer(rebasing: bytes[unread]))
    }
    consume(used)
    return result
  }

  private mutating func consume(_ count: Int) {
    unread = unread.lowerBound + count..<unread.upperBound
    position += count
  }

  /// Makes at least one byte available; false at the end.
  private mutating func fill() throws(Refusal) -> Bool {
    guard unread.isEmpty else { return true }
    let count = try window.withUnsafeMutableBufferPointer { (room) throws(Refusal) in
      try source.read(into: UnsafeMutableRawBufferPointer(room))
    }
    unread = 0..<count
    return count > 0
  }
}

extension BufferedBytes: ByteSource where Source: ~Copyable {
  /// The next bytes, as many as are at hand and fit.
  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    try withBytes { (bytes) throws(Refusal) in
      let count = min(room.count, bytes.count)
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
      return (count, count)
    }
  }
}
