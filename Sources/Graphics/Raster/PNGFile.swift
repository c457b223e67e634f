import CZlib

extension Raster {
  /// The pixels as a PNG file (RFC 2083), as opaque ones where all of them are. `scale` is how many pixels make one of the page.
  public func png(scale: Double = 1) -> [UInt8] {
    let isOpaque = stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = PNGChunk.word(width) + PNGChunk.word(height) + [8, isOpaque ? 2 : 6, 0, 0, 0]
    file += PNGChunk("IHDR", header).bytes
    if scale != 1 {
      // Pixels a metre: 96 of the page are an inch.
      let density = PNGChunk.word(Int((96 * scale / 0.0254).rounded()))
      file += PNGChunk("pHYs", density + density + [1]).bytes
    }
    return file + PNGChunk("IDAT", deflated(rows(isOpaque))).bytes + PNGChunk("IEND", []).bytes
  }

  /// Each row after the byte that says how it is filtered: not at all (0), or as differences from the row above (2).
  private func rows(_ isOpaque: Bool) -> [UInt8] {
    let parts = isOpaque ? 3 : 4
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (1 + width * parts))
    var above = [UInt8](repeating: 0, count: width * parts)
    for y in 0..<height {
      var row: [UInt8] = []
      row.reserveCapacity(width * parts)
      for x in 0..<width {
        let place = (y * width + x) * 4
        row += bytes[place..<place + parts]
      }
      rows.append(2)
      for (byte, before) in zip(row, above) { rows.append(byte &- before) }
      above = row
    }
    return rows
  }
}

/// The bytes compressed as zlib does.
private func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var length = compressBound(uLong(bytes.count))
  var result = [UInt8](repeating: 0, count: Int(length))
  // With room for the bound it cannot fail but for want of memory, which ends the program anyway.
  compress2(&result, &length, bytes, uLong(bytes.count), 6)
  return Array(result.prefix(Int(length)))
}

/// One part of a PNG file: its length, its kind, what it holds, and a check sum.
private struct PNGChunk {
  let bytes: [UInt8]

  init(_ kind: String, _ content: [UInt8]) {
    let checked = Array(kind.utf8) + content
    let sum = crc32(0, checked, uInt(checked.count))
    bytes = PNGChunk.word(content.count) + checked + PNGChunk.word(Int(sum))
  }

  /// Four bytes, the most significant one first.
  static func word(_ number: Int) -> [UInt8] {
    (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
