import Refusals
import Texts

/// Takes a text apart into lines and fields.
struct CSVReader {
  /// A field: where its text lies, quotes left out, and in which column of characters it begins, from 1.
  struct Field: Sendable {
    let range: Range<Int>
    let column: Int
    let isQuoted: Bool
  }

  /// A line's fields. A line begins where the line break before it ends, unless that is in quotes.
  struct Record: Sendable {
    let line: Int
    let fields: [Field]
  }

  let bytes: [UInt8]
  private let place: String
  private let separator: UInt8
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// The first empty line, which only other empty lines may follow.
  private var emptyLine: Int?

  private static let quote = UInt8(ascii: "\"")

  /// A reader of a text in UTF-8, whose first line says what fields are apart by.
  init(_ bytes: [UInt8], place: String) throws(Refusal) {
    (self.bytes, self.place) = (bytes, place)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Refusal(place, "it is a text in UTF-16", "Save it as UTF-8.")
    }
    if let odd = bytes.firstIndex(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) {
      throw .damaged(place, "byte \(odd) is \(bytes[odd]): it is no text")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (position, lineStart) = (3, 3) }
    separator = CSVReader.separator(bytes[position...])
  }

  /// Whichever of comma, semicolon and tab comes most often in the first line, quotes left out.
  private static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:], isQuoted = false
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let known = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return known.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? known[0]
  }

  /// The next line that is not empty; `nil` at the end. An empty one in between is refused.
  mutating func next() throws(Refusal) -> Record? {
    while position < bytes.count {
      let record = try record()
      if record.fields.count == 1, record.fields[0].range.isEmpty, !record.fields[0].isQuoted {
        emptyLine = emptyLine ?? record.line
        continue
      }
      if let emptyLine { throw .damaged(place, "line \(emptyLine) is empty, and more lines follow") }
      return record
    }
    return nil
  }

  private mutating func record() throws(Refusal) -> Record {
    let first = line
    var fields: [Field] = []
    while true {
      fields.append(try field())
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
      guard fields.count < 100_000 else { throw .damaged(place, "line \(first) has more than 100000 fields") }
    }
    endLine()
    return Record(line: first, fields: fields)
  }

  /// Past a line break: LF, CR LF or CR.
  private mutating func endLine() {
    guard position < bytes.count else { return }
    let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    line += 1
    lineStart = position
  }

  private mutating func field() throws(Refusal) -> Field {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    let column = position - lineStart + 1
    guard position < bytes.count, bytes[position] == CSVReader.quote else {
      let begin = position
      while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D {
        guard bytes[position] != CSVReader.quote else {
          throw .damaged(
            place, "line \(line), column \(position - lineStart + 1): a quote inside a field that has none around it")
        }
        position += 1
      }
      var end = position
      while end > begin, [0x20, 0x09].contains(bytes[end - 1]) { end -= 1 }
      return Field(range: begin..<end, column: column, isQuoted: false)
    }
    return try quotedField(column)
  }

  private mutating func quotedField(_ column: Int) throws(Refusal) -> Field {
    let (firstLine, begin) = (line, position + 1)
    position += 1
    while true {
      guard position < bytes.count else {
        throw .damaged(place, "line \(firstLine), column \(column): a quote that is never closed")
      }
      let byte = bytes[position]
      position += 1
      if byte == 0x0A { (line, lineStart) = (line + 1, position) }
      guard byte == CSVReader.quote else { continue }
      if position < bytes.count, bytes[position] == CSVReader.quote {
        position += 1
        continue
      }
      break
    }
    let end = position - 1
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    guard position == bytes.count || bytes[position] == separator || bytes[position] == 0x0A || bytes[position] == 0x0D
    else {
      throw .damaged(place, "line \(line), column \(position - lineStart + 1): more after a field in quotes")
    }
    return Field(range: begin..<end, column: column, isQuoted: true)
  }

  func text(_ field: Field) -> String { CSVReader.text(field, bytes) }

  /// The text of a field; two quotes in a row in one with quotes are one.
  static func text(_ field: Field, _ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    return field.isQuoted ? text.replacing("\"\"", with: "\"") : text
  }
}
