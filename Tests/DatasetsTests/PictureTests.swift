import Arrays
import CZlib
import Datasets
import Files
import Testing

@Suite struct PictureTests {
  /// A PNG file of bytes `[height × width × channels]`, unfiltered.
  static func png(_ shape: Shape, _ pixels: [UInt8], depth: UInt8 = 8, palette: [UInt8] = []) -> [UInt8] {
    let kind: UInt8 = palette.isEmpty ? [0, 0, 4, 2, 6][shape[2]] : 3, row = pixels.count / shape[0]
    let lines = (0..<shape[0]).flatMap { [0] + pixels[$0 * row..<($0 + 1) * row] }
    var packed = [UInt8](repeating: 0, count: Int(compressBound(uLong(lines.count)))), size = uLong(packed.count)
    compress(&packed, &size, lines, uLong(lines.count))
    let header = word(shape[1]) + word(shape[0]) + [depth, kind, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + part("IHDR", header)
      + (palette.isEmpty ? [] : part("PLTE", palette)) + part("IDAT", Array(packed[..<Int(size)])) + part("IEND", [])
  }

  private static func word(_ number: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(number >> (8 * $0) & 255) } }

  private static func part(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    return word(content.count) + named + word(Int(crc32(0, named, UInt32(named.count))))
  }

  private func read(_ bytes: [UInt8]) throws -> NDArray { try PNG(ByteStore(bytes, name: "p.png")).array() }

  @Test(arguments: [1, 2, 3, 4]) func readsEveryPixel(channels: Int) throws {
    // Transparent pixels would lose their colour to rounding, opaque ones do not.
    let pixels = (0..<6 * channels).map { channels % 2 == 0 && $0 % channels == channels - 1 ? 255 : UInt8($0 * 9) }
    let array = try read(Self.png([2, 3, channels], pixels))
    #expect(array.shape == [2, 3, channels] && array.numbers == pixels.map { Real($0) })
  }

  @Test func palettesBecomeColours() throws {
    let array = try read(Self.png([1, 2, 1], [1, 0], palette: [1, 2, 3, 250, 251, 252]))
    #expect(array == NDArray([250, 251, 252, 1, 2, 3], shape: [1, 2, 3]))
  }

  @Test func sixteenBitsBecomeEight() throws {
    #expect(try read(Self.png([1, 2, 1], [0xFF, 0xFF, 0x00, 0x00], depth: 16)).numbers == [255, 0])
  }

  @Test func refusesEveryTruncationAndFlip() {
    let bytes = Self.png([2, 3, 1], [1, 2, 3, 4, 5, 6])
    for count in bytes.indices { #expect(refusal { try read(Array(bytes[..<count])) } != "", "\(count) bytes") }
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 0x04
      #expect(refusal { try read(other) } != "", "byte \(place)")
    }
    #expect(refusal { try read(bytes + [0]) }.contains("more follows after its end, at byte \(bytes.count)"))
  }

  /// Parts that are whole, and data in them that are too short.
  @Test func refusesAPictureWithoutAllItsRows() {
    var bytes = Self.png([2, 3, 1], [1, 2, 3, 4, 5, 6])
    bytes.replaceSubrange(8..<33, with: Self.png([9, 3, 1], [UInt8](repeating: 0, count: 27))[8..<33])
    #expect(refusal { try read(bytes) }.contains("libpng does not read it"))
    bytes.replaceSubrange(8..<33, with: Self.part("IHDR", Self.word(1 << 20) + Self.word(1 << 20) + [8, 6, 0, 0, 0]))
    #expect(refusal { try read(bytes) } != "")
  }
}
