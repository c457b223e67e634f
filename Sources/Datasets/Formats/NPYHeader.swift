import Arrays
import Refusals
import Texts

/// What the header of a `.npy` file says: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }` and spaces.
struct NPYHeader {
  let shape: Shape
  let type: NumberType
  let isColumnMajor: Bool

  /// Reads a header that begins at a byte of the file: these three, each once, nothing else.
  init(_ bytes: [UInt8], from start: Int, place: String) throws(Refusal) {
    var reader = Reader(bytes: bytes, start: start, file: place)
    var descr: String?, order: Bool?, extents: [Int]?
    try reader.take("{")
    while !reader.skip("}") {
      let at = reader.position
      switch try reader.text() {
      case "descr" where descr == nil:
        try reader.take(":")
        guard !reader.comes("[") else {
          throw Refusal(
            place, "it holds records with fields (a structured type)", "Save one field as an array of its own.")
        }
        descr = try reader.text()
      case "fortran_order" where order == nil:
        try reader.take(":")
        order = try reader.flag()
      case "shape" where extents == nil:
        try reader.take(":")
        extents = try reader.tuple()
      case let key: throw reader.fault("the key \(quoted(key)), which it has already or the format does not know", at)
      }
      guard reader.skip(",") else {
        try reader.take("}")
        break
      }
    }
    try reader.end()
    guard let descr, let order, let extents else {
      throw .damaged(place, "its header lacks \(descr == nil ? "descr" : order == nil ? "fortran_order" : "shape")")
    }
    shape = Shape(extents)
    isColumnMajor = order
    type = try NPYHeader.type(descr, place)
    guard shape.rank <= Shape.largestRank else {
      throw Refusal(place, "it has \(shape.rank) axes", "An array has at most \(Shape.largestRank) axes.")
    }
  }

  /// `<f4`: the bytes' order, the kind, the size.
  private static func type(_ descr: String, _ place: String) throws(Refusal) -> NumberType {
    let order = descr.first, kind = descr.dropFirst().first, size = Int(descr.dropFirst(2)) ?? 0
    let kinds: [Character: (NumberType.Kind, Set<Int>)] = [
      "f": (.float, [2, 4, 8]), "i": (.signed, [1, 2, 4, 8]), "u": (.unsigned, [1, 2, 4, 8]), "b": (.boolean, [1]),
    ]
    guard let order, "<>|=".contains(order), let kind, let known = kinds[kind], known.1.contains(size) else {
      let meanings: [Character: String] = [
        "O": "Python's objects", "c": "complex numbers", "U": "texts", "S": "texts", "a": "texts", "M": "dates",
        "m": "durations", "V": "raw bytes",
      ]
      let meaning = kind.flatMap { meanings[$0] }.map { ", \($0)" } ?? ""
      throw Refusal(
        place, "its type is \(quoted(descr))\(meaning)",
        "Numbers are read: float16, float32, float64, whole numbers of 8 to 64 bits, bool. Save it with x.astype('float32')."
      )
    }
    return NumberType(kind: known.0, size: size, isBigEndian: order == ">")
  }
}

/// Reads the few things of Python that a header is made of.
private struct Reader {
  let bytes: [UInt8]
  /// Where they begin in the file.
  let start: Int
  let file: String
  private(set) var position = 0

  init(bytes: [UInt8], start: Int, file: String) { (self.bytes, self.start, self.file) = (bytes, start, file) }

  func fault(_ what: String, _ at: Int? = nil) -> Refusal {
    .damaged(file, "its header has \(what), at byte \(start + (at ?? position))")
  }

  private mutating func skipSpaces() {
    while position < bytes.count, [0x20, 0x0A].contains(bytes[position]) { position += 1 }
  }

  /// Whether a character comes next.
  mutating func comes(_ character: Unicode.Scalar) -> Bool {
    skipSpaces()
    return position < bytes.count && UInt32(bytes[position]) == character.value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard comes(character) else { return false }
    position += 1
    return true
  }

  mutating func take(_ character: Unicode.Scalar) throws(Refusal) {
    guard skip(character) else { throw fault("no \(character)") }
  }

  /// A text in single or double quotes.
  mutating func text() throws(Refusal) -> String {
    let isSingle = comes("'")
    guard isSingle || comes("\"") else { throw fault("no text in quotes") }
    position += 1
    let begin = position
    while position < bytes.count, bytes[position] != (isSingle ? 0x27 : 0x22) { position += 1 }
    guard position < bytes.count else { throw fault("a text without an end", begin) }
    position += 1
    return String(decoding: bytes[begin..<position - 1], as: UTF8.self)
  }

  mutating func flag() throws(Refusal) -> Bool {
    skipSpaces()
    for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw fault("neither True nor False")
  }

  /// `()`, `(3,)`, `(3, 4)`
  mutating func tuple() throws(Refusal) -> [Int] {
    try take("(")
    var extents: [Int] = []
    while !skip(")") {
      guard extents.count < 64 else { throw fault("more than 64 axes") }
      extents.append(try whole())
      guard skip(",") else {
        guard extents.count > 1 else { throw fault("a shape of one axis without its comma") }
        try take(")")
        break
      }
    }
    return extents
  }

  private mutating func whole() throws(Refusal) -> Int {
    skipSpaces()
    let begin = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    guard position > begin, position - begin <= 18,
      let number = Int(String(decoding: bytes[begin..<position], as: UTF8.self))
    else { throw fault("no extent that can be", begin) }
    // Python 2 wrote L after long numbers.
    if position < bytes.count, bytes[position] == 0x4C { position += 1 }
    return number
  }

  /// Nothing but spaces may follow.
  mutating func end() throws(Refusal) {
    skipSpaces()
    guard position == bytes.count else { throw fault("more after its dictionary") }
  }
}
