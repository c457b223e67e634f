import Arrays
import CZlib
import Files
import Refusals
import Texts

/// The members of a zip file, as NumPy's `savez` writes it: stored or deflated, below 4 GiB.
///
/// What the directory at the file's end says is held against the members' own headers, and each member's CRC-32 against its content.
public struct Zip: Sendable {
  /// One file in it.
  public struct Member: Sendable {
    /// Its name.
    public let name: String
    let isDeflated: Bool
    let checksum: UInt32
    let packed, size: Int
    /// Where its header begins.
    let header: Int
  }

  /// The members in the directory's order.
  public let members: [Member]
  private let store: ByteStore
  /// Where the directory begins: members end before it.
  private let directory: Int

  private static let endSize = 22, entrySize = 46, headerSize = 30
  private static let mostMembers = 10_000

  /// Reads the directory.
  public init(_ store: ByteStore) throws(Refusal) {
    self.store = store
    let end = try Zip.end(of: store)
    (members, directory) = (try Zip.entries(store, end), end.start)
  }

  private typealias End = (count: Int, size: Int, start: Int, place: Int)

  /// The record at the end that says where the directory is; a comment may follow it.
  private static func end(of store: ByteStore) throws(Refusal) -> End {
    guard store.size >= endSize else {
      throw .damaged(store.place, "it has \(store.size) bytes, and a zip file ends with \(endSize)")
    }
    let tail = Words(
      try store.bytes(from: max(0, store.size - endSize - 65_535), count: min(store.size, endSize + 65_535)))
    let first = store.size - tail.bytes.count
    for place in stride(from: tail.bytes.count - endSize, through: 0, by: -1)
    where tail.word(place) == 0x0605_4B50 && tail.half(place + 20) == tail.bytes.count - place - endSize {
      let (count, size, start) = (tail.half(place + 10), Int(tail.word(place + 12)), Int(tail.word(place + 16)))
      guard count < 0xFFFF, start < 0xFFFF_FFFF else {
        throw Refusal(store.place, "it is a zip file of 4 GiB or more", "Save the arrays in several files.")
      }
      guard tail.half(place + 4) == 0, tail.half(place + 8) == count else {
        throw .damaged(store.place, "it is one part of several")
      }
      guard start + size == first + place else {
        throw .damaged(
          store.place,
          "its directory should end at byte \(start + size), and the record after it is at byte \(first + place)")
      }
      return (count, size, start, first + place)
    }
    throw .damaged(store.place, "it has no end of a zip file: it was cut off, or is none")
  }

  private static func entries(_ store: ByteStore, _ end: End) throws(Refusal) -> [Member] {
    guard end.count <= mostMembers else {
      throw Refusal(
        store.place, "it has \(end.count) members, the limit is \(mostMembers)", "Save fewer arrays in a file.")
    }
    let words = Words(try store.bytes(from: end.start, count: end.size))
    var members: [Member] = [], place = 0
    for number in 0..<end.count {
      func fault(_ what: String) -> Refusal {
        .damaged(store.place, "entry \(number + 1) of its directory, at byte \(end.start + place), \(what)")
      }
      guard place + entrySize <= end.size, words.word(place) == 0x0201_4B50 else { throw fault("is none") }
      let lengths = [28, 30, 32].map { words.half(place + $0) }
      guard place + entrySize + lengths.reduce(0, +) <= end.size else { throw fault("ends after it") }
      let name = String(decoding: words.bytes[place + entrySize..<place + entrySize + lengths[0]], as: UTF8.self)
      let (packed, size) = (Int(words.word(place + 20)), Int(words.word(place + 24)))
      guard packed < 0xFFFF_FFFF, size < 0xFFFF_FFFF else {
        throw Refusal(store.place, "\(quoted(name)) has 4 GiB or more", "Save it as a .npy file.")
      }
      guard words.half(place + 8) & 1 == 0 else { throw fault("is of a member under a password") }
      let method = words.half(place + 10)
      guard method == 0 || method == 8 else {
        throw fault("has compression method \(method): stored and deflated are read")
      }
      members.append(
        Member(
          name: name, isDeflated: method == 8, checksum: words.word(place + 16), packed: packed, size: size,
          header: Int(words.word(place + 42))))
      place += entrySize + lengths.reduce(0, +)
    }
    guard place == end.size else { throw .damaged(store.place, "its directory goes on after its last entry") }
    return members
  }

  /// A member's content, whose checksum has to be right. Memory is asked for first, and never more than deflate can make of its bytes.
  public func content(_ member: Member) throws(Refusal) -> [UInt8] {
    let place = "\(store.place), \(quoted(member.name))"
    guard member.header + Zip.headerSize <= directory else { throw .damaged(place, "its header lies outside the file") }
    let words = Words(try store.bytes(from: member.header, count: Zip.headerSize))
    guard words.word(0) == 0x0403_4B50 else {
      throw .damaged(place, "there is no header of a member at byte \(member.header)")
    }
    let (nameLength, extra) = (words.half(26), words.half(28))
    let start = member.header + Zip.headerSize + nameLength + extra
    guard start <= directory, member.packed <= directory - start else {
      throw .damaged(place, "its \(member.packed) bytes from byte \(start) on do not end before the directory")
    }
    let name = try store.bytes(from: member.header + Zip.headerSize, count: nameLength)
    guard name.elementsEqual(member.name.utf8), words.half(8) == (member.isDeflated ? 8 : 0) else {
      throw .damaged(place, "its own header, at byte \(member.header), is of another member")
    }
    guard member.isDeflated ? member.size <= 1032 * member.packed + 64 : member.size == member.packed else {
      throw .damaged(place, "its \(member.packed) bytes cannot be the \(member.size) that are announced")
    }
    try ArrayMemory.ask(for: Double(member.packed) + Double(member.size), place)
    let packed = try store.bytes(from: start, count: member.packed)
    let content = member.isDeflated ? try inflated(packed, to: member.size, place) : packed
    let sum = content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    guard UInt32(truncatingIfNeeded: sum) == member.checksum else {
      throw .damaged(place, "its CRC-32 is not that of its content")
    }
    return content
  }

  /// Deflated bytes, which must give so many.
  private func inflated(_ packed: [UInt8], to size: Int, _ place: String) throws(Refusal) -> [UInt8] {
    var stream = z_stream(),
      status = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw Refusal(place, "zlib has no memory left to read it", "Close other programs.") }
    defer { inflateEnd(&stream) }
    var packed = packed, made = 0
    // One byte more than announced, so that a longer content is noticed.
    let content = [UInt8](unsafeUninitializedCapacity: size + 1) { room, count in
      packed.withUnsafeMutableBufferPointer { bytes in
        (stream.next_in, stream.avail_in) = (bytes.baseAddress, UInt32(bytes.count))
        (stream.next_out, stream.avail_out) = (room.baseAddress, UInt32(size + 1))
        status = inflate(&stream, Z_FINISH)
        made = size + 1 - Int(stream.avail_out)
      }
      count = made
    }
    guard status == Z_STREAM_END, made == size, stream.avail_in == 0 else {
      let reason =
        stream.msg.map { String(cString: $0) }
        ?? "it gives \(made == size + 1 ? "more" : "\(made)") bytes, \(size) are announced"
      throw .damaged(place, "its compressed data are not right: \(reason)")
    }
    return content
  }
}

/// Bytes read as little-endian numbers.
private struct Words {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func half(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
  func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
}
