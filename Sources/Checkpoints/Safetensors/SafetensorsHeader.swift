import Texts

/// What a safetensors header says: tensors that tile the data without a gap, and texts beside them.
struct SafetensorsHeader {
  /// One text of `__metadata__`.
  struct Note {
    let key: [UInt8]
    let text: String
    /// Where the text stands in the file, quotes left out.
    let range: Range<Int>
  }

  /// The tensors, by place.
  private(set) var entries: [SafetensorsFile.Entry] = []
  /// The metadata, as written.
  private(set) var notes: [Note] = []
  private var hasMetadata = false

  /// Reads the header of a file that begins with these bytes, strictly; throws the rule that it breaks.
  init(_ bytes: [UInt8], from start: Int, dataSize: Int) throws(HeaderFault) {
    if bytes[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
      throw HeaderFault("the header begins with a byte order mark")
    }
    if let place = UTF8Check.firstFault(in: bytes, from: start) {
      throw HeaderFault("the header is not UTF-8: byte \(place) is \(hexadecimal(bytes[place]))")
    }
    var reader = HeaderReader(bytes, from: start)
    try reader.object("the header") { (reader, key) throws(HeaderFault) in try member(key, &reader) }
    reader.skipSpace()
    guard reader.isAtEnd else { throw HeaderFault("the header goes on after its object, byte \(reader.position)") }
    try refuseDuplicates(entries.map { Array($0.name.utf8) }, "the tensor")
    try refuseDuplicates(notes.map(\.key), "in __metadata__ the key")
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    try checkTiling(dataSize)
  }

  private mutating func member(_ key: HeaderReader.Text, _ reader: inout HeaderReader) throws(HeaderFault) {
    guard key.bytes.elementsEqual("__metadata__".utf8) else {
      return entries.append(try SafetensorsFile.Entry(key.string, &reader))
    }
    guard !hasMetadata else { throw HeaderFault("__metadata__ is there twice") }
    hasMetadata = true
    try reader.object("__metadata__") { (reader, key) throws(HeaderFault) in
      let text = try reader.text("a text in quotes", "__metadata__ at \(quoted(key.string))")
      notes.append(Note(key: key.bytes, text: text.string, range: text.range))
    }
  }

  /// Names are told apart by their bytes: two spellings of é are two names.
  private func refuseDuplicates(_ names: [[UInt8]], _ what: String) throws(HeaderFault) {
    let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
    for (name, next) in zip(sorted, sorted.dropFirst()) where name == next {
      throw HeaderFault("\(what) \(quoted(String(decoding: name, as: UTF8.self))) is there twice")
    }
  }

  private func checkTiling(_ dataSize: Int) throws(HeaderFault) {
    var end = 0
    for entry in entries {
      guard entry.bytes.upperBound <= dataSize else {
        throw HeaderFault("\(quoted(entry.name)) ends at byte \(entry.bytes.upperBound), the data have \(dataSize)")
      }
      guard entry.bytes.lowerBound == end else {
        let fault = entry.bytes.lowerBound > end ? "a hole" : "an overlap"
        throw HeaderFault("\(quoted(entry.name)) begins at byte \(entry.bytes.lowerBound) instead of \(end): \(fault)")
      }
      end = entry.bytes.upperBound
    }
    guard end == dataSize else {
      throw HeaderFault("the tensors end at byte \(end), the data have \(dataSize): the rest belongs to no tensor")
    }
  }
}

extension SafetensorsFile.Entry {
  /// Reads `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`: these three, each once, nothing else.
  fileprivate init(_ name: String, _ reader: inout HeaderReader) throws(HeaderFault) {
    var place: String { quoted(name) }
    var type: ElementType?, shape: [Int]?, offsets: [Int]?
    try reader.object(place) { (reader, key) throws(HeaderFault) in
      switch key.string {
      case "dtype" where type == nil: type = try ElementType(&reader, place)
      case "shape" where shape == nil: shape = try reader.numbers("the shape of \(place)")
      case "data_offsets" where offsets == nil: offsets = try reader.numbers("the data_offsets of \(place)")
      case "dtype", "shape", "data_offsets": throw HeaderFault("\(place) has \(key.string) twice")
      default: throw HeaderFault("\(place) has a field \(quoted(key.string)), which the format does not have")
      }
    }
    guard let type else { throw HeaderFault("\(place) has no dtype") }
    guard let shape else { throw HeaderFault("\(place) has no shape") }
    guard let offsets else { throw HeaderFault("\(place) has no data_offsets") }
    guard offsets.count == 2 else { throw HeaderFault("\(place) has \(offsets.count) data_offsets instead of 2") }
    guard offsets[0] <= offsets[1] else {
      throw HeaderFault("\(place) ends at byte \(offsets[1]), before its beginning at \(offsets[0])")
    }
    self.init(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
    try checkSize()
  }

  private func checkSize() throws(HeaderFault) {
    var size = type.bits
    for extent in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw HeaderFault("the shape \(shape.prefix(8)) of \(quoted(name)) overflows") }
      size = product
    }
    guard size % 8 == 0 else { throw HeaderFault("\(quoted(name)) does not end on a byte") }
    guard size / 8 == bytes.count else {
      throw HeaderFault(
        "\(quoted(name)), \(type.rawValue) \(shape.prefix(8)), takes \(size / 8) bytes, its data_offsets span \(bytes.count)"
      )
    }
  }
}

extension ElementType {
  fileprivate init(_ reader: inout HeaderReader, _ place: @autoclosure () -> String) throws(HeaderFault) {
    let name = try reader.text("a dtype in quotes", place()).string
    guard let type = ElementType(rawValue: name) else {
      throw HeaderFault("\(place()) has the dtype \(quoted(name)), which the format does not have")
    }
    self = type
  }
}
