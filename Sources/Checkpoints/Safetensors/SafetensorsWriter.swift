import Arrays

/// Writes safetensors: the same tensors and notes always give the same bytes, the reference implementation reads them, and its digest
/// lets every changed bit be noticed.
public enum SafetensorsWriter {
  /// A file of tensors (any order; names must differ) and notes, under a checksum. `bytes` are tensors of whole bytes beside them.
  ///
  /// Tensors stand in the order of their names' bytes, notes before them in that order too; spaces after the header make the data
  /// begin at a multiple of 8.
  public static func bytes(
    _ tensors: [(name: String, array: NDArray)], notes: [(key: String, text: String)],
    bytes others: [(name: String, bytes: [UInt8])] = []
  ) -> [UInt8] {
    let parts =
      (tensors.map { Part(name: $0.name, content: .numbers($0.array)) }
      + others.map { Part(name: $0.name, content: .bytes($0.bytes)) })
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var bytes = [UInt8](repeating: 0, count: 8) + [UInt8(ascii: "{")]
    let place = write(notes + [(Checksum.key, String(decoding: Checksum.blank, as: UTF8.self))], to: &bytes)
    write(parts, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    while bytes.count % 8 != 0 { bytes.append(0x20) }
    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: (bytes.count - 8) >> (8 * index)) }
    var digest = Checksum.begun(bytes, blanking: place)
    for part in parts { part.withBytes { digest.update($0) } }
    bytes.replaceSubrange(place, with: digest.hexadecimal.utf8)
    bytes.reserveCapacity(bytes.count + parts.reduce(0) { $0 + $1.size })
    for part in parts { part.withBytes { bytes += $0 } }
    return bytes
  }

  /// `"__metadata__":{…}` of a file without a digest.
  static func notes(_ notes: [(key: String, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = write(notes, to: &bytes)
    return bytes
  }

  /// `"__metadata__":{…}`; where the digest's digits stand.
  private static func write(_ notes: [(key: String, text: String)], to bytes: inout [UInt8]) -> Range<Int> {
    var place = 0..<0
    bytes += "\"__metadata__\":{".utf8
    for (index, note) in notes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }).enumerated() {
      bytes += ((index > 0 ? "," : "") + literal(note.key) + ":").utf8
      if note.key == Checksum.key { place = (bytes.count + 1)..<(bytes.count + 1 + Checksum.blank.count) }
      bytes += literal(note.text).utf8
    }
    bytes.append(UInt8(ascii: "}"))
    return place
  }

  private static func write(_ parts: [Part], to bytes: inout [UInt8]) {
    var place = 0
    for part in parts {
      let end = place + part.size
      let extents = part.extents.map(String.init).joined(separator: ",")
      bytes +=
        ",\(literal(part.name)):{\"dtype\":\"\(part.type.rawValue)\",\"shape\":[\(extents)],\"data_offsets\":[\(place),\(end)]}"
        .utf8
      place = end
    }
  }

  /// A text as JSON writes it.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\u{0}"..<"\u{20}": literal += "\\u00" + hexadecimal(UInt8(scalar.value)).dropFirst(2)
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

/// A tensor as it is written.
private struct Part {
  enum Content {
    case numbers(NDArray)
    case bytes([UInt8])
  }

  let name: String
  let content: Content

  var type: ElementType { if case .numbers = content { .f32 } else { .u8 } }

  var extents: [Int] {
    switch content {
    case .numbers(let array): array.shape.extents
    case .bytes(let bytes): [bytes.count]
    }
  }

  /// How many bytes it takes in a file.
  var size: Int {
    switch content {
    case .numbers(let array): array.count * MemoryLayout<Real>.size
    case .bytes(let bytes): bytes.count
    }
  }

  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch content {
    case .numbers(let array): array.withNumbers { body(UnsafeRawBufferPointer($0)) }
    case .bytes(let bytes): bytes.withUnsafeBytes { body($0) }
    }
  }
}
