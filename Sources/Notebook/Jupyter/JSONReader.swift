import Display

/// Reads JSON strictly, as RFC 8259 has it, and with each key once in its object.
public struct JSONReader {
  /// How deep objects and lists may nest.
  static let deepest = 200

  /// What is wrong, and at which byte.
  public struct Fault: Error {
    /// Which rule is broken.
    public let rule: String
    /// What is wrong, and where.
    public let message: String
  }

  private let bytes: [UInt8]
  private var position = 0

  /// The value that a whole file is.
  public static func value(of bytes: [UInt8]) throws(Fault) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Fault(rule: "UTF-8", message: "it is not UTF-8")
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.unexpected("the end") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func value(depth: Int) throws(Fault) -> JSON {
    guard depth <= JSONReader.deepest else {
      throw Fault(rule: "JSON", message: "it nests more than \(JSONReader.deepest) levels deep")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try list(depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .literal("true"))
    case UInt8(ascii: "f"): return try word("false", .literal("false"))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(Fault) -> JSON {
    var members: [(String, JSON)] = [], keys: Set<String> = []
    position += 1
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
      let place = position, key = try text()
      guard keys.insert(key).inserted else {
        throw Fault(rule: "unique keys", message: "byte \(place): the key \"\(key)\" stands twice in one object")
      }
      skipSpace()
      guard take(":") else { throw unexpected("a colon") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw unexpected("a comma or }") }
    return .object(members)
  }

  private mutating func list(_ depth: Int) throws(Fault) -> JSON {
    var items: [JSON] = []
    position += 1
    skipSpace()
    if take("]") { return .list([]) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw unexpected("a comma or ]") }
    return .list(items)
  }

  private mutating func text() throws(Fault) -> String {
    var text: [UInt8] = []
    position += 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape().utf8
      case ..<0x20: throw Fault(rule: "JSON", message: "byte \(position - 1): a control character in a text")
      default: text.append(byte)
      }
    }
    throw unexpected("the end of a text")
  }

  private static let escapes: [UInt8: String] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func escape() throws(Fault) -> String {
    guard let byte = next else { throw unexpected("an escape") }
    if byte == UInt8(ascii: "u") { return try scalar() }
    guard let text = JSONReader.escapes[byte] else { throw unexpected("an escape") }
    position += 1
    return text
  }

  /// `\u00e9`, or a pair of surrogates.
  private mutating func scalar() throws(Fault) -> String {
    let place = position, high = try codeUnit()
    var units = [high]
    if (0xD800..<0xDC00).contains(high), bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      position += 1
      units.append(try codeUnit())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw Fault(rule: "JSON", message: "byte \(place - 1): half of a surrogate pair")
    }
    return text
  }

  private mutating func codeUnit() throws(Fault) -> UInt16 {
    let digits = bytes[min(position + 1, bytes.count)...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw unexpected("four hexadecimal digits") }
    position += 5
    return unit
  }

  private mutating func number() throws(Fault) -> JSON {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole.count == 1 || !whole.isEmpty && whole.first != UInt8(ascii: "0") else { throw unexpected("a value") }
    if take("."), digits().isEmpty { throw unexpected("a digit") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits().isEmpty { throw unexpected("a digit") }
    }
    return .literal(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() -> ArraySlice<UInt8> {
    let found = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    position = found.endIndex
    return found
  }

  private mutating func word(_ word: String, _ value: JSON) throws(Fault) -> JSON {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func unexpected(_ expected: String) -> Fault {
    let found = next.map { "\"\(Character(Unicode.Scalar($0)))\"" } ?? "the end"
    return Fault(rule: "JSON", message: "byte \(position): \(found) where \(expected) is expected")
  }
}

extension JSON {
  /// The members, if it is an object.
  public var members: [(String, JSON)]? { if case .object(let members) = self { members } else { nil } }

  /// The items, if it is a list.
  public var items: [JSON]? { if case .list(let items) = self { items } else { nil } }

  /// The text, if it is one.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The whole number, if it is one.
  public var whole: Int? { if case .literal(let text) = self { Int(text) } else { nil } }

  /// Whether it is true or false.
  public var isTruth: Bool { if case .literal(let text) = self { text == "true" || text == "false" } else { false } }

  /// Whether it is true; `nil` for what is neither true nor false.
  public var truth: Bool? { if case .literal(let text) = self, isTruth { text == "true" } else { nil } }

  /// A text as notebooks have it: whole, or as a list of its lines.
  var multiline: String? {
    if let text { return text }
    guard let items else { return nil }
    let lines = items.compactMap(\.text)
    return lines.count == items.count ? lines.joined() : nil
  }

  /// The member of that name.
  public subscript(name: String) -> JSON? { members?.first { $0.0 == name }?.1 }
}
