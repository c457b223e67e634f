import Display

/// Pixels, row by row from the top left: red, green, blue and how opaque, 0 to 255 each.
public struct Raster: Equatable, Sendable {
  /// How many pixels it is wide and high.
  public let width, height: Int
  /// The pixels, four bytes each.
  public private(set) var bytes: [UInt8]

  /// Nothing but transparent pixels; at least one.
  public init(width: Int, height: Int) {
    (self.width, self.height) = (max(1, width), max(1, height))
    bytes = [UInt8](repeating: 0, count: self.width * self.height * 4)
  }

  /// Pixels from their bytes, of which there must be as many as they need.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == width * height * 4, "\(bytes.count) bytes are not \(width) × \(height) pixels")
    (self.width, self.height, self.bytes) = (width, height, bytes)
  }

  /// Colours one pixel.
  mutating func set(_ x: Int, _ y: Int, _ colour: Colour, opacity: UInt8 = 255) {
    let place = (y * width + x) * 4
    bytes[place] = colour.red
    bytes[place + 1] = colour.green
    bytes[place + 2] = colour.blue
    bytes[place + 3] = opacity
  }

  /// The colour of a pixel.
  public func colour(_ x: Int, _ y: Int) -> Colour {
    let place = (y * width + x) * 4
    return Colour(bytes[place], bytes[place + 1], bytes[place + 2])
  }
}
