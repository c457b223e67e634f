import Arrays

/// Writes safetensors: the same tensors and notes always give the same bytes, the reference implementation reads them, and its digest
/// lets every changed bit be noticed.
public enum SafetensorsWriter {
  /// A file of tensors (any order; names must differ) and notes, under a checksum.
  ///
  /// Tensors stand in the order of their names' bytes, notes before them in that order too; spaces after the header make the data
  /// begin at a multiple of 8.
  public static func bytes(_ tensors: [(name: String, array: NDArray)], notes: [(key: String, text: String)]) -> [UInt8]
  {
    let tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var bytes = [UInt8](repeating: 0, count: 8) + [UInt8(ascii: "{")]
    let place = write(notes + [(Checksum.key, String(decoding: Checksum.blank, as: UTF8.self))], to: &bytes)
    write(tensors, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    while bytes.count % 8 != 0 { bytes.append(0x20) }
    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: (bytes.count - 8) >> (8 * index)) }
    var digest = Checksum.begun(bytes, blanking: place)
    for tensor in tensors { digest.update(tensor.array) }
    bytes.replaceSubrange(place, with: digest.hexadecimal.utf8)
    bytes.reserveCapacity(bytes.count + tensors.reduce(0) { $0 + size($1.array) })
    for tensor in tensors { tensor.array.withNumbers { bytes += UnsafeRawBufferPointer($0) } }
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

  private static func write(_ tensors: [(name: String, array: NDArray)], to bytes: inout [UInt8]) {
    var place = 0
    for (name, array) in tensors {
      let end = place + size(array)
      let extents = array.shape.extents.map(String.init).joined(separator: ",")
      bytes += ",\(literal(name)):{\"dtype\":\"F32\",\"shape\":[\(extents)],\"data_offsets\":[\(place),\(end)]}".utf8
      place = end
    }
  }

  /// How many bytes an array takes in a file.
  private static func size(_ array: NDArray) -> Int { array.count * MemoryLayout<Real>.size }

  /// A text as JSON writes it.
  private static func literal(_ text: String) -> String {
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
