import Arrays
import Files
import Foundation
import Refusals

extension IDX {
  /// The types of numbers that the format has, by their code.
  private static let types: [UInt8: NumberType] = [
    0x08: NumberType(kind: .unsigned, size: 1, isBigEndian: true),
    0x09: NumberType(kind: .signed, size: 1, isBigEndian: true),
    0x0B: NumberType(kind: .signed, size: 2, isBigEndian: true),
    0x0C: NumberType(kind: .signed, size: 4, isBigEndian: true),
    0x0D: NumberType(kind: .float, size: 4, isBigEndian: true),
    0x0E: NumberType(kind: .float, size: 8, isBigEndian: true),
  ]

  /// The numbers of any IDX file, compressed or not: of every type and with as many dimensions as it has.
  public static func array(_ file: ByteStore) throws(Refusal) -> NDArray {
    guard file.size > 0 else { throw .damaged(file.place, "it is empty") }
    guard try file.bytes(count: 1) == [0x1F] else {
      let size = try headerSize(try file.bytes(count: min(4, file.size)), file.place)
      let header = try file.bytes(count: min(size, file.size))
      let (type, shape) = try announced(header, file.place)
      guard file.size == size + shape.count * type.size else {
        throw .announced(file.place, "the IDX header", shape.count * type.size, "\(file.size - size)")
      }
      return try type.numbers(of: file, from: size, shape: shape)
    }
    let content = try Gunzip(file)
    var header = try content.next(4)
    header += try content.next(try headerSize(header, file.place) - 4)
    let (type, shape) = try announced(header, file.place)
    let bytes = try content.rest(shape.count * type.size, announcedBy: "the IDX header")
    let store = ByteStore(size: bytes.count, place: file.place) { (start, room) throws(Refusal) in
      bytes.copyBytes(to: room, from: bytes.startIndex + start..<bytes.startIndex + start + room.count)
    }
    return try type.numbers(of: store, from: 0, shape: shape)
  }

  private static func headerSize(_ magic: [UInt8], _ place: String) throws(Refusal) -> Int {
    guard magic.count == 4 else { throw .damaged(place, "it ends inside the IDX header") }
    guard magic[0] == 0, magic[1] == 0, types[magic[2]] != nil else {
      throw .damaged(place, "it does not begin as IDX: two zero bytes, a type from 0x08 to 0x0E, the dimensions")
    }
    guard (1...Shape.largestRank).contains(Int(magic[3])) else {
      throw .damaged(place, "its IDX header says \(magic[3]) dimensions, 1 to \(Shape.largestRank) are read")
    }
    return 4 + 4 * Int(magic[3])
  }

  /// What a whole header says: memory for it is asked for.
  private static func announced(_ header: [UInt8], _ place: String) throws(Refusal) -> (NumberType, Shape) {
    guard header.count >= 4, header.count == 4 + 4 * Int(header[3]), let type = types[header[2]] else {
      throw .damaged(place, "it ends inside the IDX header")
    }
    let shape = Shape(
      stride(from: 4, to: header.count, by: 4).map { start in
        header[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      })
    try shape.checkSize(place)
    try shape.checkRoom(place)
    return (type, shape)
  }
}

extension Gunzip {
  /// The next bytes of the content, fewer only at its end.
  fileprivate func next(_ count: Int) throws(Refusal) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let made = try bytes.withUnsafeMutableBufferPointer { (room) throws(Refusal) in
      try read(into: UnsafeMutableRawBufferPointer(room))
    }
    return Array(bytes[..<made])
  }
}
