import CZlib
import Files
import Refusals

/// The content of a gzip file (RFC 1952), every member's, end to end, decompressed as it is asked for.
///
/// zlib checks each member: magic number, method, reserved flags, the header's checksum, the data, their CRC-32 and their size. Nothing may
/// follow the last member. Memory: a window of 64 KiB and zlib's own 40, whatever the file claims.
public final class Gunzip {
  /// The file, compressed.
  let file: ByteStore
  // zlib remembers both addresses, so they must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let window = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  /// How much of the file the window has seen.
  private var end = 0
  /// The member that is read, from 1, and whether its end has not come yet.
  private var member = 1
  private var isInside = true

  /// The content of a file.
  public init(_ file: ByteStore) throws(Refusal) {
    guard file.size > 0 else { throw .damaged(file.place, "it is empty") }
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's bits: gzip and nothing else.
    try require(inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)))
  }

  /// Another reader that goes on from the same place.
  init(copying other: Gunzip) throws(Refusal) {
    (file, end, member, isInside) = (other.file, other.position, other.member, other.isInside)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    try require(inflateCopy(stream, other.stream))
    stream.pointee.avail_in = 0
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    window.deallocate()
  }

  /// How many of the file's bytes were used.
  private var position: Int { end - Int(stream.pointee.avail_in) }

  /// Fills the room with the next bytes of the content; fewer only at its end, which is reported when the last member was right.
  public func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    var made = 0
    while made < room.count {
      if !isInside { guard try beginMember() else { break } }
      try refill()
      let part = UInt32(clamping: room.count - made)
      stream.pointee.next_out = room.baseAddress?.advanced(by: made).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = part
      let isStarved = stream.pointee.avail_in == 0, status = inflate(stream, Z_NO_FLUSH)
      made += Int(part - stream.pointee.avail_out)
      if status == Z_STREAM_END {
        isInside = false
      } else if isStarved, stream.pointee.avail_out == part {
        throw .damaged(file.place, "it ends after \(end) bytes, inside gzip member \(member)")
      } else {
        try require(status)
      }
    }
    return made
  }

  /// Whether there is another member, which then begins.
  private func beginMember() throws(Refusal) -> Bool {
    guard position < file.size else { return false }
    member += 1
    isInside = true
    try require(inflateReset(stream))
    return true
  }

  /// Hands zlib the next piece of the file when it has used the last one.
  private func refill() throws(Refusal) {
    guard stream.pointee.avail_in == 0 else { return }
    let piece = UnsafeMutableRawBufferPointer(rebasing: window[..<min(window.count, file.size - end)])
    try file.read(from: end, into: piece)
    end += piece.count
    stream.pointee.next_in = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(piece.count)
  }

  /// Throws the rule that zlib found broken.
  private func require(_ status: Int32) throws(Refusal) {
    guard status != Z_OK, status != Z_BUF_ERROR else { return }
    guard status != Z_MEM_ERROR else {
      throw Refusal(file.place, "zlib has no memory left to read it", "Close other programs.")
    }
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib's status \(status)"
    throw .damaged(file.place, "gzip member \(member), near byte \(position): \(Gunzip.rules[reason] ?? reason)")
  }

  /// The rules of the format that zlib's words stand for; what else it says is about the compressed data.
  private static let rules = [
    "incorrect header check": "it does not begin with gzip's 0x1F8B",
    "unknown compression method": "its compression method is not 8 (deflate), the only one there is",
    "unknown header flags set": "reserved flags are set",
    "header crc mismatch": "its header checksum is not that of its header",
    "incorrect data check": "its CRC-32 is not that of its content",
    "incorrect length check": "its size is not that of its content",
  ]
}
