import Datasets
import Testing

@Suite struct GunzipTests {
  static let content = (0..<3000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
  static let member = GzipMember(content)

  static let legal: [(String, [UInt8], [UInt8])] = [
    ("plain member", member.bytes, content),
    ("file name", member.with { $0.fileName = "images.idx" }.bytes, content),
    ("comment", member.with { $0.comment = "clothes" }.bytes, content),
    ("extra field", member.with { $0.extraField = [1, 2, 3] }.bytes, content),
    ("empty extra field", member.with { $0.extraField = [] }.bytes, content),
    ("header checksum", member.with { $0.hasHeaderChecksum = true }.bytes, content),
    (
      "every field",
      member.with { ($0.extraField, $0.fileName, $0.comment, $0.hasHeaderChecksum) = ([9], "a", "b", true) }.bytes,
      content
    ),
    ("stored blocks", GzipMember(content, level: 0).bytes, content),
    ("two members", member.bytes + GzipMember([1, 2]).bytes, content + [1, 2]),
    ("an empty member between", member.bytes + GzipMember([]).bytes + GzipMember([5]).bytes, content + [5]),
    ("nothing inside", GzipMember([]).bytes, []),
  ]

  @Test(arguments: legal) func readsEveryLegalForm(name: String, bytes: [UInt8], content: [UInt8]) throws {
    #expect(try gunzipped(bytes) == content)
  }

  static let malformed: [(String, [UInt8], String)] = [
    ("empty", [], "it is empty"),
    ("first magic byte", member.with { $0.magic = [0x1E, 0x8B] }.bytes, "does not begin with gzip's 0x1F8B"),
    ("second magic byte", member.with { $0.magic = [0x1F, 0x8C] }.bytes, "does not begin with gzip's 0x1F8B"),
    ("method", member.with { $0.method = 7 }.bytes, "its compression method is not 8"),
    ("reserved flag 5", member.with { $0.reservedFlags = 0x20 }.bytes, "reserved flags are set"),
    ("reserved flag 7", member.with { $0.reservedFlags = 0x80 }.bytes, "reserved flags are set"),
    (
      "header checksum", member.with { ($0.hasHeaderChecksum, $0.headerChecksumError) = (true, 1) }.bytes,
      "its header checksum is not that of its header"
    ),
    (
      "extra field past the end", member.with { ($0.extraField, $0.announcedExtraSize) = ([1], 65535) }.bytes,
      "it ends after"
    ),
    (
      "checksum", member.with { $0.checksum ^= 1 << 31 }.bytes,
      "gzip member 1, near byte \(member.bytes.count - 4): its CRC-32 is not that of its content"
    ),
    ("size", member.with { $0.size += 1 }.bytes, "its size is not that of its content"),
    ("data", member.with { $0.compressed[0] |= 0b110 }.bytes, "invalid block type"),
    ("a tail", member.bytes + [7], "it ends after \(member.bytes.count + 1) bytes, inside gzip member 2"),
    (
      "a tail of zeros", member.bytes + [0, 0, 0],
      "gzip member 2, near byte \(member.bytes.count + 2): it does not begin with gzip's 0x1F8B"
    ),
    ("half a magic number", member.bytes + [0x1F], "inside gzip member 2"),
    ("a second member's checksum", member.bytes + member.with { $0.checksum += 1 }.bytes, "its CRC-32 is not"),
  ]

  @Test(arguments: malformed) func refusesByName(name: String, bytes: [UInt8], rule: String) {
    let message = refusal { try gunzipped(bytes) }
    #expect(message.hasPrefix("\"a.gz\": ") && message.contains(rule), "\(message)")
    #expect(message.hasSuffix("fetch it again."))
  }

  @Test func refusesEveryTruncation() {
    let whole = Self.member.with { ($0.extraField, $0.fileName, $0.hasHeaderChecksum) = ([9], "a", true) }.bytes
    for count in 1..<whole.count {
      let message = refusal { try gunzipped(Array(whole[..<count])) }
      #expect(message.contains("it ends after \(count) bytes, inside gzip member 1"), "\(message)")
    }
  }

  @Test func refusesEveryTruncationOfASecondMember() {
    let whole = Self.member.bytes + GzipMember([1, 2, 3]).bytes
    for count in Self.member.bytes.count + 1..<whole.count {
      let message = refusal { try gunzipped(Array(whole[..<count])) }
      #expect(message.contains("it ends after \(count) bytes, inside gzip member 2"), "\(message)")
    }
  }

  @Test func neverHandsOverOtherContent() {
    let right = GzipMember(Array(Self.content[..<60])).bytes
    for bit in 0..<8 * right.count {
      var bytes = right
      bytes[bit / 8] ^= 1 << (bit % 8)
      if let content = try? gunzipped(bytes) { #expect(content == Array(Self.content[..<60]), "bit \(bit)") }
    }
  }
}
