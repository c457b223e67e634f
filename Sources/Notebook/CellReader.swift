/// Gathers lines until they make a complete entry: an open bracket continues on the next line, a block goes on to its `end`.
struct CellReader {
  /// The lines so far.
  private(set) var lines: [String] = []
  private var brackets = 0
  private var header = ""
  private var blocks = 0
  private let opensBlock: (String) -> Bool

  /// A reader that asks whether a line begins a block.
  init(opensBlock: @escaping (String) -> Bool) { self.opensBlock = opensBlock }

  /// Whether there is something that goes on.
  var isOpen: Bool { brackets > 0 || blocks > 0 }
  /// Whether a block waits for its `end`.
  var isInBlock: Bool { blocks > 0 }
  /// The lines so far, joined.
  var source: String { lines.joined(separator: "\n") }

  /// Adds a line; says whether the entry is complete.
  mutating func add(_ line: String) -> Bool {
    lines.append(line)
    header += header.isEmpty ? line : "\n" + line
    brackets = CellReader.openings(in: line).map { max(0, brackets + $0) } ?? 0
    guard brackets == 0 else { return false }
    if CellReader.isEnd(header) { blocks = max(0, blocks - 1) } else if opensBlock(header) { blocks += 1 }
    header = ""
    return blocks == 0
  }

  /// Whether a line is the `end` of a block.
  static func isEnd(_ line: String) -> Bool {
    guard line.utf8.count < 4096 else { return false }
    let entry = Entry(line)
    return entry.text(entry.bounds) == "end"
  }

  /// How many more brackets a line opens than it closes, outside quotes and comments; `nil` when a quote is left open, which the
  /// next line cannot close.
  static func openings(in line: String) -> Int? {
    var depth = 0, quote = false, escaped = false
    for byte in line.utf8 {
      if escaped { escaped = false; continue }
      switch byte {
      case UInt8(ascii: "\\") where quote: escaped = true
      case UInt8(ascii: "\""): quote.toggle()
      case _ where quote: break
      case UInt8(ascii: "#"): return depth
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return quote ? nil : depth
  }

  /// Splits source into its entries, each at its line, blank ones and comments left out. The last may be incomplete.
  static func units(in source: [Substring], at position: SourcePosition?, opensBlock: @escaping (String) -> Bool)
    -> [Unit]
  {
    var units: [Unit] = []
    var reader = CellReader(opensBlock: opensBlock), start = 0
    for (index, line) in source.enumerated() {
      guard reader.add(String(line)) || index == source.count - 1 else { continue }
      let place = position.map { SourcePosition(file: $0.file, line: $0.line + start) }
      if reader.lines.count > 1 || !Entry(reader.source).isEmpty { units.append(Unit(reader.source, at: place)) }
      (reader, start) = (CellReader(opensBlock: opensBlock), index + 1)
    }
    return units
  }
}
