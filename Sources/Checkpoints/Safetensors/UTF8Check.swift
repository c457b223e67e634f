/// Finds what is not UTF-8, without making a copy.
enum UTF8Check {
  /// The place of the first byte, from `start` on, that begins no well-formed character (Unicode, table 3-7); `nil` when all is well.
  static func firstFault(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let lead = bytes[index]
      guard lead >= 0x80 else { index += 1; continue }
      guard let (length, second) = form(lead), index + length <= bytes.count, second.contains(bytes[index + 1]),
        bytes[(index + 2)..<max(index + 2, index + length)].allSatisfy({ (0x80...0xBF).contains($0) })
      else { return index }
      index += length
    }
    return nil
  }

  /// How long a character is that begins with a byte, and what its second byte may be: that is where overlong forms, surrogates and
  /// numbers above U+10FFFF are told apart.
  private static func form(_ lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    default: nil
    }
  }
}
