import Arrays
import CDrawing
import CZlib
import Files
import Refusals
import Texts

/// A picture in a PNG file: `[height × width × channels]`, from 0 to 255.
///
/// Grey pictures have one channel, coloured ones three, and transparency is one more. Pictures with a palette become coloured, and 16 bits become 8.
/// The file's parts are checked here, their order, lengths and CRC-32; libpng, which is loaded with the first picture, decodes them.
public struct PNG: Sendable {
  /// The shape of the picture.
  public let shape: Shape
  private let bytes: [UInt8]
  private let place: String

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let largest = 1 << 28

  /// Reads a file's parts, and from them how large the picture is.
  public init(_ store: ByteStore) throws(Refusal) {
    place = store.place
    guard store.size > PNG.signature.count else {
      throw .damaged(store.place, "it has \(store.size) bytes, no PNG has so few")
    }
    try ArrayMemory.ask(for: Double(store.size), store.place)
    bytes = try store.contents(limit: PNG.largest)
    let (width, height) = try PNG.extent(bytes, store.place)
    guard cpng_is_there() else {
      throw Refusal(
        store.place, "libpng is not on this computer",
        "Install it (sudo apt-get install libpng16-16), or save the picture as .npy.")
    }
    var found = cpng_picture()
    let known = bytes.withUnsafeBytes { cpng_look($0.baseAddress, $0.count, &found) }
    guard known, Int(found.width) == width, Int(found.height) == height else {
      throw .damaged(store.place, "libpng does not read it: \(PNG.message(found))")
    }
    shape = Shape([height, width, Int(found.channels)])
    try shape.checkSize(store.place)
  }

  /// The picture's numbers.
  public func array() throws(Refusal) -> NDArray {
    try ArrayMemory.ask(for: 5 * Double(shape.count), place)
    var found = cpng_picture(), pixels = [UInt8](repeating: 0, count: shape.count)
    let isRead = bytes.withUnsafeBytes { bytes in
      pixels.withUnsafeMutableBytes { cpng_read(bytes.baseAddress, bytes.count, $0.baseAddress, $0.count, &found) }
    }
    guard isRead else { throw .damaged(place, "libpng does not read it: \(PNG.message(found))") }
    return NDArray(shape: shape) { room in
      for index in room.indices { room[index] = Real(pixels[index]) }
    }
  }

  private static func message(_ picture: cpng_picture) -> String {
    var picture = picture
    return withUnsafeBytes(of: &picture.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The extent that the header says, after all parts were checked: IHDR first, IEND last and nothing behind it.
  private static func extent(_ bytes: [UInt8], _ place: String) throws(Refusal) -> (width: Int, height: Int) {
    guard bytes.starts(with: signature) else { throw .damaged(place, "it does not begin as PNG") }
    func word(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    var position = signature.count, extent: (width: Int, height: Int)?, last = ""
    while position < bytes.count {
      guard last != "IEND" else { throw .damaged(place, "more follows after its end, at byte \(position)") }
      guard bytes.count - position >= 12 else {
        throw .damaged(place, "it ends inside a part that begins at byte \(position)")
      }
      let length = word(position)
      guard length <= bytes.count - position - 12 else {
        throw .damaged(
          place, "a part at byte \(position) would have \(length) bytes, and \(bytes.count - position - 12) are left")
      }
      last = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
      let sum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress.map { $0 + position + 4 }, length + 4) }
      guard Int(sum) == word(position + 8 + length) else {
        throw .damaged(place, "its part \(quoted(last)) at byte \(position) has another CRC-32 than its content")
      }
      if extent == nil {
        guard last == "IHDR", length == 13 else {
          throw .damaged(place, "its first part is \(quoted(last)), no header")
        }
        extent = (word(position + 8), word(position + 12))
      }
      position += 12 + length
    }
    guard let extent, last == "IEND" else {
      throw .damaged(place, "it ends after \(bytes.count) bytes, before its last part")
    }
    guard (1...1 << 20).contains(extent.width), (1...1 << 20).contains(extent.height) else {
      throw .damaged(place, "its header says \(extent.width)×\(extent.height) pixels")
    }
    return extent
  }
}
