import Refusals

/// Bytes in order, handed out a piece at a time.
public protocol ByteSource: ~Copyable {
  /// What errors call it: a file's path, usually.
  var name: String { get }
  /// Writes the next bytes to the front of `room` and returns how many there were; 0 only at the end.
  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int
}

/// Bytes that are in memory already.
public struct MemoryBytes: ByteSource {
  /// What errors call them.
  public let name: String
  private let bytes: [UInt8]
  private var position = 0

  /// A source that hands out `bytes` from the first.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    self.bytes = bytes
  }

  /// The next bytes, as many as fit.
  public mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    let count = min(room.count, bytes.count - position)
    room.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
