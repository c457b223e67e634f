import Arrays
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

  /// Reads a file, compressed or not, that must have `rank` dimensions and at most 2²⁸ numbers.
  public init(_ url: URL, rank: Int) throws(Refusal) {
    try self.init(FileBytes(url), rank: rank)
  }

  /// Reads a source, compressed or not, that must have `rank` dimensions and at most 2²⁸ numbers.
  public init<Source: ByteSource & ~Copyable>(_ source: consuming Source, rank: Int) throws(Refusal) {
    var input = BufferedBytes(source)
    switch try input.peek() {
    case nil: throw .damaged(input.name, "it is empty")
    case 0x1F:
      var content = try Gunzip(input)
      try self.init(content: &content, rank: rank)
    default: try self.init(content: &input, rank: rank)
    }
  }

  private init<Content: ByteSource & ~Copyable>(content: inout Content, rank: Int) throws(Refusal) {
    shape = try content.readIDXHeader(rank: rank)
    bytes = try content.readExactly(shape.count, announcedBy: "the IDX header")
  }
}

extension ByteSource where Self: ~Copyable {
  /// Reads the magic number and the extents, and checks them.
  fileprivate mutating func readIDXHeader(rank: Int) throws(Refusal) -> Shape {
    let magic = try readHeaderWord()
    guard magic >> 16 == 0 else {
      throw .damaged(name, "it begins with \(hexadecimal(magic)), and IDX begins with two zero bytes")
    }
    guard magic >> 8 == 0x08 else {
      let type = hexadecimal(UInt8(truncatingIfNeeded: magic >> 8))
      throw Refusal(
        name, "its numbers have IDX type \(type)", "Use a file of type 0x08, unsigned bytes.")
    }
    guard magic & 0xFF == rank else {
      let kinds = [1: "a list of labels has 1", 3: "images have 3"]
      throw Refusal(
        name, "it has \(magic & 0xFF) dimensions, and \(kinds[rank] ?? "\(rank) are expected")",
        "Were images and labels swapped? Check the file's name.")
    }
    var extents: [Int] = []
    for _ in 0..<rank { extents.append(Int(try readHeaderWord())) }
    let shape = Shape(extents)
    guard shape.count <= Shape.largestCount else {
      let count = shape.count == Int.max ? "more than 2⁶³" : String(shape.count)
      throw .damaged(
        name, "its IDX header announces \(shape), \(count) bytes, and \(Shape.largestCount) is the limit")
    }
    return shape
  }

  /// Four bytes, most significant first.
  private mutating func readHeaderWord() throws(Refusal) -> UInt32 {
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    let name = name
    return try withUnsafeMutableBytes(of: &bytes) { (room) throws(Refusal) in
      guard try fill(room) == 4 else { throw .damaged(name, "it ends inside the IDX header") }
      return room.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
  }
}
