import Arrays
import Refusals

/// Writes counts, texts and numbers one after another: counts in sevens of bits, the lowest first, texts behind their length.
struct HistoryWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ count: Int) {
    var rest = UInt64(count)
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  mutating func write(_ text: [UInt8]) {
    write(text.count)
    bytes += text
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ number: Real) {
    let bits = Float(number).bitPattern
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
  }

  /// How many there are, and each.
  mutating func write<Element>(_ all: [Element], _ one: (inout HistoryWriter, Element) -> Void) {
    write(all.count)
    for element in all { one(&self, element) }
  }

  /// Whether it is there, and then it.
  mutating func write<Element>(_ element: Element?, _ one: (inout HistoryWriter, Element) -> Void) {
    write(element != nil)
    if let element { one(&self, element) }
  }
}

/// Reads what `HistoryWriter` wrote, strictly: what is not there, too large or in another spelling is refused, and nothing is made room for
/// that the bytes do not hold.
struct HistoryReader {
  private let bytes: [UInt8]
  private var position = 0
  private let file: SafetensorsFile

  init(_ bytes: [UInt8], _ file: SafetensorsFile) { (self.bytes, self.file) = (bytes, file) }

  func damage(_ problem: String) -> Refusal { file.damage("its history: \(problem) (byte \(position))") }

  private mutating func byte() throws(Refusal) -> UInt8 {
    guard position < bytes.count else { throw damage("it ends too early") }
    position += 1
    return bytes[position - 1]
  }

  /// A count, of at most so many.
  mutating func count(most: Int) throws(Refusal) -> Int {
    var count: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 56, by: 7) {
      let byte = try byte()
      count |= UInt64(byte & 0x7F) << shift
      guard byte & 0x80 == 0 else { continue }
      guard byte > 0 || shift == 0 else { throw damage("a count has a digit too many") }
      guard count <= UInt64(most) else { throw damage("a count is \(count), at most \(most) can be") }
      return Int(count)
    }
    throw damage("a count has too many digits")
  }

  mutating func rawBytes() throws(Refusal) -> [UInt8] {
    let count = try count(most: bytes.count - position)
    guard count <= bytes.count - position else { throw damage("it ends too early") }
    position += count
    return Array(bytes[position - count..<position])
  }

  mutating func text() throws(Refusal) -> String {
    let raw = try rawBytes()
    guard let text = String(validating: raw, as: UTF8.self) else { throw damage("a text is not UTF-8") }
    return text
  }

  mutating func flag() throws(Refusal) -> Bool {
    let byte = try byte()
    guard byte <= 1 else { throw damage("\(byte) is neither yes nor no") }
    return byte == 1
  }

  mutating func number() throws(Refusal) -> Real {
    var bits: UInt32 = 0
    for shift in 0..<4 { bits |= UInt32(try byte()) << (8 * UInt32(shift)) }
    return Real(Float(bitPattern: bits))
  }

  mutating func all<Element>(
    _ one: (inout HistoryReader) throws(Refusal) -> Element
  ) throws(Refusal) -> [Element] {
    var all: [Element] = []
    for _ in 0..<(try count(most: bytes.count)) { all.append(try one(&self)) }
    return all
  }

  mutating func optional<Element>(
    _ one: (inout HistoryReader) throws(Refusal) -> Element
  ) throws(Refusal) -> Element? {
    try flag() ? try one(&self) : nil
  }

  func end() throws(Refusal) {
    guard position == bytes.count else { throw damage("\(bytes.count - position) bytes are left") }
  }
}
