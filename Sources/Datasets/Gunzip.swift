import CZlib
import Refusals

/// The content of a gzip file (RFC 1952): every member's, end to end, decompressed as it is read.
///
/// It is strict: magic, method, reserved flags, header checksum, checksum and size of each member are checked, and
/// nothing may follow the last member. It holds 64 KiB of input and zlib's own 40 KiB, whatever the file claims.
public struct Gunzip<Source: ByteSource & ~Copyable>: ByteSource, ~Copyable {
  private var input: BufferedBytes<Source>
  private var inflater: Inflater
  private var isInside = false
  /// Counted from 1; the one being read, or the last one.
  private var member = 0
  private var checksum: UInt = 0
  private var size: UInt32 = 0

  /// The content of the gzip file that `source` hands out.
  public init(_ source: consuming Source) throws(Refusal) {
    try self.init(BufferedBytes(source))
  }

  init(_ input: consuming BufferedBytes<Source>) throws(Refusal) {
    guard let inflater = Inflater() else {
      throw Refusal(input.name, "zlib has no memory left to read it", "Close other programs.")
    }
    self.inflater = inflater
    self.input = input
  }

  /// What errors call the file.
  public var name: String { input.name }

  /// The next bytes of the content. The end is reported only after the last checksum and size were right.
  public mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    while !room.isEmpty {
      if !isInside {
        guard try beginMember() else { return 0 }
      }
      let count = try inflate(into: room)
      if count > 0 { return count }
    }
    return 0
  }

  /// Reads the next member's header; false where the file ends properly instead.
  private mutating func beginMember() throws(Refusal) -> Bool {
    if member > 0, try input.peek() == nil { return false }
    member += 1
    try input.skipGzipHeader(member: member)
    inflater.restart()
    (checksum, size, isInside) = (0, 0, true)
    return true
  }

  private mutating func inflate(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    let (made, outcome, isStarved) = try input.withBytes { (bytes) throws(Refusal) in
      let (used, made, outcome) = inflater.inflate(bytes, into: room)
      return (used, (made, outcome, bytes.isEmpty))
    }
    checksum = crc32(checksum, room.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(made))
    size &+= UInt32(made)
    switch outcome {
    case .failed(let reason):
      throw .damaged(name, "the compressed data of gzip member \(member) are invalid (\(reason))")
    case .finished: try endMember()
    case .unfinished:
      guard made > 0 || !isStarved else {
        throw .cutShort(name, "the compressed data", member, input.position)
      }
    }
    return made
  }

  /// Checks the eight bytes after a member's data: CRC-32 and size modulo 2³², little-endian.
  private mutating func endMember() throws(Refusal) {
    isInside = false
    let storedChecksum = try input.littleEndian(4, part: "the checksum and size", member: member)
    let storedSize = try input.littleEndian(4, part: "the checksum and size", member: member)
    let computed = UInt32(checksum)
    guard storedChecksum == computed else {
      throw .mismatch(name, "the CRC-32 of gzip member \(member)", hexadecimal(storedChecksum), hexadecimal(computed))
    }
    guard storedSize == size else {
      throw .mismatch(name, "the size of gzip member \(member)", "\(storedSize)", "\(size)")
    }
  }
}

extension Refusal {
  /// A gzip file that ends inside one of its parts.
  static func cutShort(_ file: String, _ part: String, _ member: Int, _ position: Int) -> Refusal {
    .damaged(file, "it ends after \(position) bytes, inside \(part) of gzip member \(member)")
  }

  /// A number in a gzip file that differs from what the bytes give.
  static func mismatch(_ file: String, _ what: String, _ stored: String, _ computed: String) -> Refusal {
    .damaged(file, "\(what) is stored as \(stored), the bytes give \(computed)")
  }
}

/// A number as `0x1F8B0800`, with two digits a byte.
func hexadecimal(_ value: some FixedWidthInteger) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "0x" + String(repeating: "0", count: max(0, value.bitWidth / 4 - digits.count)) + digits
}
