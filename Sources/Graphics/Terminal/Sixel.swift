import CDrawing

/// Sixel graphics, as the library libsixel writes them.
enum Sixel {
  /// Whether the library is there.
  static var isThere: Bool { csixel_is_there() }

  /// The pixels as one escape sequence; `nil` where the library cannot.
  static func text(_ raster: Raster) -> String? {
    guard isThere else { return nil }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(raster.width * raster.height * 3)
    for place in stride(from: 0, to: raster.bytes.count, by: 4) { pixels += raster.bytes[place..<place + 3] }
    var bytes: [UInt8] = []
    let worked = withUnsafeMutablePointer(to: &bytes) { place in
      csixel_encode(
        pixels, Int32(raster.width), Int32(raster.height),
        { piece, count, context in
          guard let piece, let context, count > 0 else { return }
          context.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeRawBufferPointer(
            start: piece, count: Int(count))
        }, place)
    }
    return worked ? String(validating: bytes, as: UTF8.self) : nil
  }
}
