import Foundation
import Refusals

extension ByteSource where Self: ~Copyable {
  /// Reads until `room` is full or the source ends; returns how many bytes there were.
  mutating func fill(_ room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    var filled = 0
    while filled < room.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  /// Reads the rest of the source, which must be `count` bytes as `author` announced.
  ///
  /// The announcement is not believed: memory grows by 8 MiB as bytes come in, and reading stops at one byte too many.
  mutating func readExactly(_ count: Int, announcedBy author: String) throws(Refusal) -> Data {
    let name = name
    var content = GrowingBytes()
    while content.count < count {
      let most = count - content.count
      let filled = try content.append(atMost: most, file: name) { (room) throws(Refusal) in
        try fill(room)
      }
      guard filled > 0 else {
        throw .damaged(name, "\(author) announces \(count) bytes of data, and there are \(content.count)")
      }
    }
    var extra: UInt8 = 0
    let extraCount = try withUnsafeMutableBytes(of: &extra) { (room) throws(Refusal) in try fill(room) }
    guard extraCount == 0 else {
      throw .damaged(name, "\(author) announces \(count) bytes of data, and there are more")
    }
    return content.finish()
  }
}
