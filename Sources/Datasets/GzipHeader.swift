import CZlib
import Refusals

/// What a gzip header's flag byte says follows (RFC 1952, section 2.3.1).
private struct GzipFlags: OptionSet {
  let rawValue: UInt8
  static let headerChecksum = GzipFlags(rawValue: 1 << 1)
  static let extraField = GzipFlags(rawValue: 1 << 2)
  static let fileName = GzipFlags(rawValue: 1 << 3)
  static let comment = GzipFlags(rawValue: 1 << 4)
  static let reserved = GzipFlags(rawValue: 0b1110_0000)
}

extension BufferedBytes where Source: ~Copyable {
  /// Reads past one member's header, checking every rule that it can break. Names and comments are skipped unseen.
  mutating func skipGzipHeader(member: Int) throws(Refusal) {
    var header = GzipHeaderBytes(member: member)
    try checkMagic(&header)
    let method = try header.next(&self)
    guard method == 8 else {
      throw .damaged(
        name, "gzip member \(member) has compression method \(method), and only 8 (deflate) exists")
    }
    let flags = GzipFlags(rawValue: try header.next(&self))
    guard flags.isDisjoint(with: .reserved) else {
      throw .damaged(name, "gzip member \(member) has reserved flags set (\(hexadecimal(flags.rawValue)))")
    }
    for _ in 0..<6 { _ = try header.next(&self) }  // time, extra flags, operating system
    if flags.contains(.extraField) {
      let count = Int(try header.next(&self)) + Int(try header.next(&self)) << 8
      for _ in 0..<count { _ = try header.next(&self, part: "the extra field (\(count) bytes)") }
    }
    if flags.contains(.fileName) { while try header.next(&self, part: "the file name") != 0 {} }
    if flags.contains(.comment) { while try header.next(&self, part: "the comment") != 0 {} }
    if flags.contains(.headerChecksum) { try checkHeader(header) }
  }

  /// A number of `count` bytes, least significant first.
  mutating func littleEndian(_ count: Int, part: String, member: Int) throws(Refusal) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count {
      guard let byte = try byte() else { throw .cutShort(name, part, member, position) }
      value |= UInt32(byte) << (8 * index)
    }
    return value
  }

  private mutating func checkMagic(_ header: inout GzipHeaderBytes) throws(Refusal) {
    let start = position
    guard try peek() != nil else { throw .damaged(name, "it is empty") }
    let first = try header.next(&self)
    // One byte of the magic number alone is a file cut short; anything else is not gzip.
    let second = first == 0x1F ? try header.next(&self) : 0
    guard first == 0x1F, second == 0x8B else {
      throw header.member == 1
        ? .damaged(name, "it does not begin with gzip's 0x1F8B")
        : .damaged(
          name, "after gzip member \(header.member - 1), at byte \(start), follows something that is not gzip"
        )
    }
  }

  private mutating func checkHeader(_ header: GzipHeaderBytes) throws(Refusal) {
    let computed = UInt16(truncatingIfNeeded: header.checksum)
    let stored = UInt16(try littleEndian(2, part: "the header's checksum", member: header.member))
    guard stored == computed else {
      let what = "the header checksum of gzip member \(header.member)"
      throw .mismatch(name, what, hexadecimal(stored), hexadecimal(computed))
    }
  }
}

/// A header's bytes, one by one, with the checksum of those read so far.
private struct GzipHeaderBytes {
  let member: Int
  var checksum: UInt = 0

  mutating func next<Source: ByteSource & ~Copyable>(
    _ input: inout BufferedBytes<Source>, part: @autoclosure () -> String = "the header"
  ) throws(Refusal) -> UInt8 {
    guard var byte = try input.byte() else { throw .cutShort(input.name, part(), member, input.position) }
    checksum = crc32(checksum, &byte, 1)
    return byte
  }
}
