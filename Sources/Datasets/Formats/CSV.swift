import Arrays
import Files
import Refusals
import Texts

/// A table of numbers in text: records in lines, fields apart by commas, semicolons or tabs, in quotes where they hold such. RFC 4180.
///
/// Every line has as many fields. The first is a header if one of its fields is no number.
public struct CSV: Sendable {
  /// The columns' names; empty where there is no header.
  public let names: [String]
  private let records: [CSVReader.Record]
  private let width: Int
  private let place: String

  /// The largest file that is read, in bytes.
  private static let largest = 1 << 28

  /// Reads a file's table. `header` says whether its first line names the columns; left out, that is found out.
  public init(_ store: ByteStore, header: Bool? = nil) throws(Refusal) {
    guard store.size > 0 else { throw .damaged(store.place, "it is empty") }
    try ArrayMemory.ask(for: 4 * Double(store.size), store.place)
    var reader = try CSVReader(try store.contents(limit: CSV.largest), place: store.place)
    var records: [CSVReader.Record] = []
    while let record = try reader.next() {
      if records.count % 4096 == 0, Cancellation.isRequested { break }
      guard let first = records.first, first.fields.count != record.fields.count else {
        records.append(record)
        continue
      }
      throw .damaged(
        store.place,
        "line \(record.line) has \(counted(record.fields.count, "field")), line \(first.line) has \(first.fields.count)"
      )
    }
    guard let first = records.first else { throw .damaged(store.place, "it holds no table") }
    let isNamed = header ?? first.fields.contains { !$0.range.isEmpty && CSV.number(reader.text($0)) == nil }
    names = isNamed ? first.fields.map { reader.text($0) } : []
    (width, place) = (first.fields.count, store.place)
    self.records = isNamed ? Array(records.dropFirst()) : records
    bytes = reader.bytes
    guard !self.records.isEmpty else {
      throw Refusal(
        store.place, "it has a header and no line after it", "header: false reads its first line as numbers.")
    }
  }

  private let bytes: [UInt8]

  private func text(_ field: CSVReader.Field) -> String { CSVReader.text(field, bytes) }

  /// All columns, `[lines × columns]`.
  public func table() throws(Refusal) -> NDArray { try numbers(Array(0..<width), [records.count, width]) }

  /// One column by its name, `[lines]`.
  public func column(_ name: String) throws(Refusal) -> NDArray {
    try numbers([try index(of: name)], [records.count])
  }

  /// Some columns by their names, `[lines × columns]`.
  public func columns(_ chosen: [String]) throws(Refusal) -> NDArray {
    var places: [Int] = []
    for name in chosen { places.append(try index(of: name)) }
    return try numbers(places, [records.count, places.count])
  }

  /// A column of texts as whole numbers: each text's place among all that there are, in the order of the alphabet, or of their numbers.
  public func classes(_ name: String) throws(Refusal) -> (labels: NDArray, names: [String]) {
    let column = try index(of: name)
    let texts = records.map { text($0.fields[column]) }
    let numbers = texts.compactMap(CSV.number)
    let all =
      numbers.count == texts.count
      ? Set(texts).sorted { (CSV.number($0) ?? 0, $0) < (CSV.number($1) ?? 0, $1) } : Set(texts).sorted()
    guard all.count <= OwnData.mostClasses else {
      throw Refusal(
        place, "its column \(quoted(name)) holds \(all.count) different texts, \(OwnData.mostClasses) are the most",
        "Choose a column of classes.")
    }
    let places = Dictionary(zip(all, all.indices.map { Real($0) })) { first, _ in first }
    return (NDArray(texts.map { places[$0] ?? 0 }, shape: [texts.count]), all)
  }

  private func index(of name: String) throws(Refusal) -> Int {
    guard !names.isEmpty else {
      throw Refusal(
        place, "it has no header, so no column is called \(quoted(name))",
        "x = load(…) reads all of it, and x[0:\(records.count), 0] is the first column.")
    }
    let found = names.indices.filter { names[$0] == name }
    guard found.count < 2 else {
      throw Refusal(place, "\(found.count) columns are called \(quoted(name))", "Rename one.")
    }
    guard let index = found.first else {
      let hint = didYouMean(nearest(name, among: names).map { quoted($0) })
      throw Refusal(
        place, "it has no column \(quoted(name))", hint ?? "It has \(firstFew(names.map { quoted($0) })).")
    }
    return index
  }

  private func numbers(_ columns: [Int], _ shape: Shape) throws(Refusal) -> NDArray {
    try shape.checkSize(place)
    try shape.checkRoom(place)
    var numbers: [Real] = []
    numbers.reserveCapacity(shape.count)
    for record in records {
      for column in columns {
        let field = record.fields[column], text = text(field)
        guard let number = CSV.number(text) else { throw fault(text, record.line, field.column, column) }
        guard Real(number).isFinite || !number.isFinite else {
          throw Refusal(
            place, "line \(record.line), column \(field.column): \(quoted(text)) is more than single precision holds",
            "Make the numbers smaller by one factor.")
        }
        numbers.append(Real(number))
      }
    }
    return NDArray(numbers, shape: shape)
  }

  private func fault(_ text: String, _ line: Int, _ place: Int, _ column: Int) -> Refusal {
    let name = names.isEmpty ? "" : " (\(quoted(names[column])))"
    let way =
      names.count > 1
      ? #"column: ["…", "…"] chooses columns of numbers; column: "…", classes: true reads texts as classes."#
      : "Every field has to be a number, with a decimal point where it has a fraction."
    return Refusal(
      self.place,
      "line \(line), column \(place)\(name): \(text.isEmpty ? "nothing is there" : "\(quoted(text)) is no number")", way
    )
  }

  /// The number that a text is: in decimals, `nan` or `inf`; `nil` for others.
  private static func number(_ text: String) -> Double? {
    let words = ["nan": Double.nan, "inf": .infinity, "+inf": .infinity, "-inf": -.infinity]
    if let known = words[text.lowercased()] { return known }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x65, 0x45].contains($0) }) else {
      return nil
    }
    return Double(text)
  }
}
