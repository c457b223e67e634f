import Language

/// Gathers lines until they make a complete entry: an open bracket continues on the next line, a block goes on to its `end`.
public struct CellReader {
  /// The lines so far.
  public private(set) var lines: [String] = []
  private var brackets = 0
  private var header = ""
  private var blocks = 0
  private let opensBlock: (Entry) -> Bool

  /// A reader that asks whether an entry begins a block.
  init(opensBlock: @escaping (Entry) -> Bool) { self.opensBlock = opensBlock }

  /// Whether there is something that goes on.
  var isOpen: Bool { brackets > 0 || blocks > 0 }
  /// Whether a block waits for its `end`.
  var isInBlock: Bool { blocks > 0 }
  /// The lines of the entry inside that is not complete yet.
  var unread: String { header }
  /// The lines so far, joined.
  public var source: String { lines.joined(separator: "\n") }

  /// Adds a line; says whether the entry is complete.
  public mutating func add(_ line: String) -> Bool {
    let read = SourceText(line), continues = brackets > 0
    lines.append(line)
    header += continues ? "\n" + line : line
    brackets = read.openings.map { max(0, brackets + $0) } ?? 0
    guard brackets == 0 else { return false }
    let entry = continues ? Entry(header) : Entry(read)
    if entry.says("end") { blocks = max(0, blocks - 1) } else if opensBlock(entry) { blocks += 1 }
    header = ""
    return blocks == 0
  }

  /// Splits source into its entries, each at its line, blank ones and comments left out. The last may be incomplete.
  static func units(in source: [Substring], at position: SourcePosition?, opensBlock: @escaping (Entry) -> Bool)
    -> [SourceUnit]
  {
    var units: [SourceUnit] = []
    var reader = CellReader(opensBlock: opensBlock), start = 0
    for (index, line) in source.enumerated() {
      guard reader.add(String(line)) || index == source.count - 1 else { continue }
      let place = position.map { SourcePosition(file: $0.file, line: $0.line + start) }
      if reader.lines.count > 1 || !Entry(reader.source).isEmpty { units.append(SourceUnit(reader.source, at: place)) }
      (reader, start) = (CellReader(opensBlock: opensBlock), index + 1)
    }
    return units
  }
}
