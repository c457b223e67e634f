import Arrays
import Files
import Foundation
import Refusals

/// An array of bytes as an IDX file holds it, the format of MNIST and its relatives.
///
/// A file is two zero bytes, the type (0x08, unsigned bytes), the number of dimensions, each extent in four bytes
/// (big-endian), and the numbers in row-major order; as it is, or compressed with gzip.
public struct IDX: Equatable, Sendable {
  /// The extents, slowest first: `[images × rows × columns]`, or `[labels]`.
  public let shape: Shape
  /// The numbers in row-major order.
  public let bytes: Data

  /// Reads a file, compressed or not, that must have `rank` dimensions and so many numbers at most.
  public init(_ url: URL, rank: Int, atMost limit: Int = Shape.largestCount) throws(Refusal) {
    try self.init(ByteStore(path: url.path, name: url.path), rank: rank, atMost: limit)
  }

  /// Reads a file's bytes, compressed or not, that must have `rank` dimensions and so many numbers at most: the header decides before
  /// anything more is read.
  public init(_ file: ByteStore, rank: Int, atMost limit: Int = Shape.largestCount) throws(Refusal) {
    guard file.size > 0 else { throw .damaged(file.place, "it is empty") }
    let headerSize = 4 + 4 * rank
    guard try file.bytes(count: 1) == [0x1F] else {
      let header = try file.bytes(count: min(headerSize, file.size))
      shape = try IDX.shape(header[...], rank, limit, file.place)
      guard file.size == headerSize + shape.count else {
        let found = file.size > headerSize + shape.count ? "more" : "\(file.size - headerSize)"
        throw .announced(file.place, "the IDX header", shape.count, found)
      }
      bytes = Data(try file.bytes(from: headerSize, count: shape.count))
      return
    }
    let content = try Gunzip(file)
    var header = [UInt8](repeating: 0, count: headerSize)
    let made = try header.withUnsafeMutableBufferPointer { (room) throws(Refusal) in
      try content.read(into: UnsafeMutableRawBufferPointer(room))
    }
    shape = try IDX.shape(header[..<made], rank, limit, file.place)
    bytes = try content.rest(shape.count, announcedBy: "the IDX header")
  }

  /// The shape that a header says, checked.
  private static func shape(
    _ header: ArraySlice<UInt8>, _ rank: Int, _ limit: Int, _ file: String
  ) throws(Refusal) -> Shape {
    let words = stride(from: 0, to: header.count - 3, by: 4).map { start in
      header[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    guard let magic = words.first else { throw .damaged(file, "it ends inside the IDX header") }
    guard magic >> 16 == 0 else {
      throw .damaged(file, "it begins with \(hexadecimal(magic)), and IDX begins with two zero bytes")
    }
    guard magic >> 8 == 0x08 else {
      let type = hexadecimal(UInt8(truncatingIfNeeded: magic >> 8))
      throw Refusal(file, "its numbers have IDX type \(type)", "Use a file of type 0x08, unsigned bytes.")
    }
    guard magic & 0xFF == rank else {
      let kinds = [1: "a list of labels has 1", 3: "images have 3"]
      throw Refusal(
        file, "it has \(magic & 0xFF) dimensions, and \(kinds[rank] ?? "\(rank) are expected")",
        "Were images and labels swapped? Check the file's name.")
    }
    guard words.count == 1 + rank else { throw .damaged(file, "it ends inside the IDX header") }
    let shape = Shape(words.dropFirst().map { Int($0) })
    guard shape.count <= limit else {
      let count = shape.count == Int.max ? "more than 2⁶³" : String(shape.count)
      throw .damaged(file, "its IDX header announces \(shape), \(count) bytes, and \(limit) is the limit")
    }
    return shape
  }
}

/// A number as `0x1F8B0800`, with two digits a byte.
private func hexadecimal(_ value: some FixedWidthInteger) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "0x" + String(repeating: "0", count: max(0, value.bitWidth / 4 - digits.count)) + digits
}
