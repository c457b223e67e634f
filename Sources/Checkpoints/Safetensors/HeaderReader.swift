import Texts

/// A rule of the format that a header breaks.
struct HeaderFault: Error {
  /// What is wrong, with the values and the place.
  let rule: String

  init(_ rule: String) { self.rule = rule }
}

/// Reads the small part of JSON that a safetensors header may use, byte by byte: objects of fixed depth, texts, whole numbers.
/// Places are named only when something is wrong there.
///
/// Nothing here recurses, so no nesting is too deep, and nothing is looked at twice.
struct HeaderReader {
  /// A text's bytes with its escapes resolved (they are valid UTF-8), and where it stands, quotes left out.
  struct Text {
    let bytes: [UInt8]
    let range: Range<Int>
    var string: String { String(decoding: bytes, as: UTF8.self) }
  }

  private let bytes: [UInt8]
  private(set) var position: Int

  /// A reader of a file's bytes from a place on; messages and ranges count from the file's beginning.
  init(_ bytes: [UInt8], from start: Int) { (self.bytes, position) = (bytes, start) }

  var isAtEnd: Bool { position == bytes.count }

  /// The next byte, left where it is.
  var peeked: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = peeked, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Takes a character if it is next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peeked == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Takes a character that has to be next.
  mutating func expect(_ character: Unicode.Scalar, _ place: @autoclosure () -> String) throws(HeaderFault) {
    guard take(character) else { throw unexpected("\(character)", place()) }
  }

  /// `{ "key": …, … }`: what follows each key is read by `body`.
  mutating func object(
    _ place: @autoclosure () -> String, _ body: (inout HeaderReader, Text) throws(HeaderFault) -> Void
  ) throws(HeaderFault) {
    try expect("{", place())
    skipSpace()
    if take("}") { return }
    repeat {
      skipSpace()
      let key = try text("a name in quotes", place())
      skipSpace()
      try expect(":", "after the name \(quoted(key.string)) in \(place())")
      skipSpace()
      try body(&self, key)
      skipSpace()
    } while take(",")
    try expect("}", place())
  }

  /// `[1, 2, …]`
  mutating func numbers(_ place: @autoclosure () -> String) throws(HeaderFault) -> [Int] {
    try expect("[", place())
    skipSpace()
    if take("]") { return [] }
    var numbers: [Int] = []
    repeat {
      skipSpace()
      numbers.append(try number(place()))
      skipSpace()
    } while take(",")
    try expect("]", place())
    return numbers
  }

  /// Digits alone: no sign, point or exponent, no zero in front.
  private mutating func number(_ place: @autoclosure () -> String) throws(HeaderFault) -> Int {
    let start = position
    var number = 0
    while let byte = peeked, (0x30...0x39).contains(byte) {
      let (tens, first) = number.multipliedReportingOverflow(by: 10)
      let (next, second) = tens.addingReportingOverflow(Int(byte) - 0x30)
      guard !first, !second else { throw HeaderFault("a number of 2⁶³ or more in \(place()), byte \(start)") }
      number = next
      position += 1
    }
    guard position > start else { throw unexpected("a whole number", place()) }
    guard bytes[start] != 0x30 || position == start + 1 else {
      throw HeaderFault("a number with a zero in front in \(place()), byte \(start)")
    }
    if let byte = peeked, [0x2E, 0x45, 0x65].contains(byte) {
      throw HeaderFault("a number that is not whole in \(place()), byte \(start)")
    }
    return number
  }

  /// `"…"`
  mutating func text(_ what: String, _ place: @autoclosure () -> String) throws(HeaderFault) -> Text {
    guard take("\"") else { throw unexpected(what, place()) }
    let start = position
    var text: [UInt8] = []
    while let byte = peeked {
      position += 1
      switch byte {
      case 0x22: return Text(bytes: text, range: start..<position - 1)
      case 0x5C: try escape(into: &text)
      case 0..<0x20: throw HeaderFault("a raw control byte (\(hexadecimal(byte))) inside a text, byte \(position - 1)")
      default: text.append(byte)
      }
    }
    throw HeaderFault("a text that does not end, begun at byte \(start - 1)")
  }

  private mutating func escape(into text: inout [UInt8]) throws(HeaderFault) {
    let start = position - 1
    let letter = peeked ?? 0
    position = min(position + 1, bytes.count)
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += try scalar(from: start)
    default: throw HeaderFault("an escape that JSON does not have, byte \(start)")
    }
  }

  /// The UTF-8 of `\u0041`, or of a pair of surrogates.
  private mutating func scalar(from start: Int) throws(HeaderFault) -> [UInt8] {
    var value = try fourDigits(start)
    if (0xD800..<0xDC00).contains(value), take("\\"), take("u") {
      let low = try fourDigits(start)
      guard (0xDC00..<0xE000).contains(low) else { throw HeaderFault("half a surrogate pair, byte \(start)") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw HeaderFault("half a surrogate pair, byte \(start)") }
    return Array(String(scalar).utf8)
  }

  private mutating func fourDigits(_ start: Int) throws(HeaderFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peeked, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw HeaderFault("\\u without four hexadecimal digits, byte \(start)")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func unexpected(_ wanted: String, _ place: String) -> HeaderFault {
    guard let byte = peeked else { return HeaderFault("the header ends where \(wanted) has to stand, in \(place)") }
    let found = (0x21..<0x7F).contains(byte) ? "\(Character(Unicode.Scalar(byte)))" : "byte \(hexadecimal(byte))"
    return HeaderFault("\(found) where \(wanted) has to stand, in \(place), byte \(position)")
  }
}

/// `0x0a`
func hexadecimal(_ byte: UInt8) -> String { "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
