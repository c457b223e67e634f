import Arrays
import Datasets
import Foundation
import Refusals
import Testing

@Suite struct IDXTests {
  static let pixels = (0..<24).map { UInt8($0) }
  static let images = idx([2, 3, 4], pixels)

  @Test(arguments: [images, GzipMember(images).bytes, GzipMember(images, level: 0).bytes])
  func readsItPlainAndCompressed(bytes: [UInt8]) throws {
    let array = try IDX(MemoryBytes(bytes, name: "i"), rank: 3)
    #expect(array.shape == [2, 3, 4])
    #expect(Array(array.bytes) == Self.pixels)
  }

  @Test func readsItFromTwoMembers() throws {
    let parts = GzipMember(Array(Self.images[..<9])).bytes + GzipMember(Array(Self.images[9...])).bytes
    #expect(Array(try IDX(MemoryBytes(parts, name: "i"), rank: 3).bytes) == Self.pixels)
  }

  @Test func readsAnEmptyList() throws {
    #expect(try IDX(MemoryBytes(idx([0], []), name: "i"), rank: 1).bytes.isEmpty)
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
    let message = refusal { try IDX(MemoryBytes(bytes, name: "i"), rank: row.rank) }
    #expect(message.hasPrefix("i: ") && message.contains(row.rule), "\(message)")
  }

  @Test func refusesEveryTruncation() {
    for count in 1..<Self.images.count {
      let prefix = Array(Self.images[..<count])
      let rule = count < 16 ? "ends inside the IDX header" : "announces 24 bytes of data, and there are \(count - 16)"
      for bytes in [prefix, GzipMember(prefix).bytes] {
        let message = refusal { try IDX(MemoryBytes(bytes, name: "i"), rank: 3) }
        #expect(message.contains(rule), "\(message)")
      }
    }
    let compressed = GzipMember(Self.images).bytes
    for count in 1..<compressed.count {
      let message = refusal { try IDX(MemoryBytes(Array(compressed[..<count]), name: "i"), rank: 3) }
      #expect(message.contains("it ends after \(count) bytes"), "\(message)")
    }
  }

  @Test func stopsABombAtTheAnnouncedSize() {
    let zeros = idx([1, 2, 3], [UInt8](repeating: 0, count: 80 << 20))
    let bomb = GzipMember([]).with { $0.compressed = deflated(zeros, level: 1) }.bytes
    let counter = Counter()
    let message = refusal { try IDX(CountedBytes(bytes: MemoryBytes(bomb, name: "i"), counter: counter), rank: 3) }
    #expect(message.contains("announces 6 bytes of data, and there are more"), "\(message)")
    #expect(counter.bytes <= 1 << 16 && bomb.count > 5 << 16)
  }

  @Test func refusesWhatIsNotARegularFile() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { try IDX(folder.url, rank: 1) }.contains("it is a folder, a pipe or a device"))
    #expect(refusal { try IDX(URL(fileURLWithPath: "/dev/zero"), rank: 1) }.contains("a folder, a pipe or a device"))
    let pipe = folder.url.appending(path: "pipe")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    #expect(refusal { try IDX(pipe, rank: 1) }.contains("a folder, a pipe or a device"))
    let absent = folder.url.appending(path: "absent")
    #expect(refusal { try IDX(absent, rank: 1) }.contains("it cannot be opened: No such file or directory"))
  }
}

/// How many bytes a reader took from a source.
private final class Counter {
  var bytes = 0
}

/// A source that keeps count.
private struct CountedBytes: ByteSource {
  var bytes: MemoryBytes
  let counter: Counter
  var name: String { bytes.name }

  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    let count = try bytes.read(into: room)
    counter.bytes += count
    return count
  }
}
