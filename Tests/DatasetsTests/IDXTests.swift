import Arrays
import CZlib
import Datasets
import Files
import Foundation
import Synchronization
import Testing

@Suite struct IDXTests {
  static let pixels = (0..<24).map { UInt8($0) }
  static let images = idx([2, 3, 4], pixels)

  @Test(arguments: [images, GzipMember(images).bytes, GzipMember(images, level: 0).bytes])
  func readsItPlainAndCompressed(bytes: [UInt8]) throws {
    let array = try IDX(ByteStore(bytes, name: "i"), rank: 3)
    #expect(array.shape == [2, 3, 4])
    #expect(Array(array.bytes) == Self.pixels)
  }

  @Test func readsItFromTwoMembers() throws {
    let parts = GzipMember(Array(Self.images[..<9])).bytes + GzipMember(Array(Self.images[9...])).bytes
    #expect(Array(try IDX(ByteStore(parts, name: "i"), rank: 3).bytes) == Self.pixels)
  }

  @Test func readsAnEmptyList() throws {
    #expect(try IDX(ByteStore(idx([0], []), name: "i"), rank: 1).bytes.isEmpty)
  }

  static let malformed: [(String, [UInt8], Int, String)] = [
    ("empty", [], 3, "it is empty"),
    ("text", Array("P5 28 28".utf8), 3, "it begins with 0x50352032, and IDX begins with two zero bytes"),
    ("second byte", [0, 1] + images[2...], 3, "IDX begins with two zero bytes"),
    ("type float", idx(type: 0x0D, [2], [1, 2]), 1, "its numbers have IDX type 0x0D"),
    ("type 0", idx(type: 0, [2], [1, 2]), 1, "its numbers have IDX type 0x00"),
    ("images as labels", images, 1, "it has 3 dimensions, and a list of labels has 1"),
    ("labels as images", idx([2], [1, 2]), 3, "it has 1 dimensions, and images have 3"),
    ("rank 0", idx([], []), 1, "it has 0 dimensions"),
    ("an extra byte", images + [0], 3, "announces 24 bytes of data, and there are more"),
    ("a product past 2⁶³", idx([.max, .max, .max], pixels), 3, "more than 2⁶³ bytes"),
    ("a product that wraps to 0", idx([1 << 31, 1 << 31, 4], pixels), 3, "more than 2⁶³ bytes"),
    ("a product past the limit", idx([1 << 20, 28, 28], pixels), 3, "822083584 bytes, and 268435456 is the limit"),
    (
      "more announced than there is", idx([200_000, 28, 28], pixels), 3, "announces 156800000 bytes of data, and there"
    ),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: malformed, [false, true])
  func refusesByName(row: (name: String, bytes: [UInt8], rank: Int, rule: String), compressed: Bool) {
    let bytes = compressed && !row.bytes.isEmpty ? GzipMember(row.bytes).bytes : row.bytes
    let message = refusal { try IDX(ByteStore(bytes, name: "i"), rank: row.rank) }
    #expect(message.hasPrefix("\"i\": ") && message.contains(row.rule), "\(message)")
  }

  @Test func refusesEveryTruncation() {
    for count in 1..<Self.images.count {
      let prefix = Array(Self.images[..<count])
      let rule = count < 16 ? "ends inside the IDX header" : "announces 24 bytes of data, and there are \(count - 16)"
      for bytes in [prefix, GzipMember(prefix).bytes] {
        let message = refusal { try IDX(ByteStore(bytes, name: "i"), rank: 3) }
        #expect(message.contains(rule), "\(message)")
      }
    }
    let compressed = GzipMember(Self.images).bytes
    for count in 1..<compressed.count {
      let message = refusal { try IDX(ByteStore(Array(compressed[..<count]), name: "i"), rank: 3) }
      #expect(message.contains("it ends after \(count) bytes"), "\(message)")
    }
  }

  @Test func stopsABombAtTheAnnouncedSize() {
    let zeros = idx([1, 2, 3], [UInt8](repeating: 0, count: 80 << 20))
    let bomb = GzipMember([]).with { $0.compressed = deflated(zeros, level: 1) }.bytes
    let counted = CountedBytes(bomb)
    let message = refusal { try IDX(counted.store, rank: 3) }
    #expect(message.contains("announces 6 bytes of data, and there are more"), "\(message)")
    #expect(counted.count <= 1 << 17 && bomb.count > 5 << 16)
  }

  /// An honest header of more than a reader wants is refused by itself, before anything is decompressed.
  @Test func theHeaderDecidesFirst() {
    let size = 1 << 26
    let bomb = GzipMember([]).with {
      $0.compressed = deflated(idx([1 << 10, 1 << 8, 1 << 8], [UInt8](repeating: 0, count: size)), level: 1)
    }.bytes
    let counted = CountedBytes(bomb)
    let message = refusal { try IDX(counted.store, rank: 3, atMost: size - 1) }
    #expect(message.contains("67108864 bytes, and 67108863 is the limit"), "\(message)")
    #expect(counted.count <= 1 << 17)
  }

  /// Beyond 16 MiB more than the file has, content is read ahead before there is memory for it, and then read the same.
  @Test func largeContentIsReadAheadAndTheSame() throws {
    let (rows, columns) = (1 << 12, 6_000), data = (0..<rows * columns).map { UInt8(truncatingIfNeeded: $0 / 1000) }
    let member = GzipMember(idx([1, UInt32(rows), UInt32(columns)], data), level: 1)
    #expect(data.count > member.bytes.count + 16 << 20)
    #expect(Array(try IDX(ByteStore(member.bytes, name: "i"), rank: 3).bytes) == data)
    for (member, rule) in [
      (member.with { $0.checksum ^= 1 }, "its CRC-32 is not"), (member.with { $0.size ^= 1 }, "its size is not"),
      (GzipMember(idx([1, UInt32(rows), UInt32(columns)], data + [0]), level: 1), "and there are more"),
      (GzipMember(idx([1, UInt32(rows), UInt32(columns)], data.dropLast()), level: 1), "are \(data.count - 1)"),
    ] {
      let message = refusal { try IDX(ByteStore(member.bytes, name: "i"), rank: 3) }
      #expect(message.contains(rule), "\(message)")
    }
  }

  /// 200 MiB as announced, and yet wrong at the very end: no memory was taken for them. Tests beside this one take some too.
  @Test func aBombUnderAnHonestHeaderTakesNoMemory() {
    let block = deflated([UInt8](repeating: 0, count: 1 << 20), finish: Z_FULL_FLUSH)
    let bomb = GzipMember([]).with {
      $0.compressed = deflated(idx([200, 1 << 10, 1 << 10], []), finish: Z_FULL_FLUSH)
      for _ in 0..<200 { $0.compressed += block }
      $0.compressed += [3, 0]
    }.bytes
    let counted = CountedBytes(bomb), before = addressSpace()
    let message = refusal { try IDX(counted.store, rank: 3) }
    #expect(message.contains("its CRC-32 is not"), "\(message)")
    #expect(counted.largestSpace - before < 100 << 20)
  }

  @Test func refusesWhatIsNotARegularFile() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { try IDX(folder.url, rank: 1) }.contains("it is not a plain file"))
    #expect(refusal { try IDX(URL(fileURLWithPath: "/dev/zero"), rank: 1) }.contains("not a plain file"))
    let pipe = folder.url.appending(path: "pipe")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    #expect(refusal { try IDX(pipe, rank: 1) }.contains("not a plain file"))
    let absent = folder.url.appending(path: "absent")
    #expect(refusal { try IDX(absent, rank: 1) }.contains("it cannot be opened: No such file or directory"))
  }
}

/// Bytes that count how many of them were read, and how much memory was taken meanwhile.
private final class CountedBytes: Sendable {
  private let read = Mutex((count: 0, space: 0))
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { read.withLock { $0.count } }
  var largestSpace: Int { read.withLock { $0.space } }

  var store: ByteStore {
    ByteStore(size: bytes.count, name: "i") { start, buffer in
      self.read.withLock { $0 = ($0.count + buffer.count, max($0.space, addressSpace())) }
      buffer.copyBytes(from: self.bytes[start..<start + buffer.count])
    }
  }
}

/// How much memory the process has asked for, in bytes.
private func addressSpace() -> Int {
  let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").first
  return (pages.flatMap { Int($0) } ?? 0) * 4096
}
