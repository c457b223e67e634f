import Language

extension Session {
  /// The first entry of a unit and, if it begins a block, the units up to its `end`.
  func parts(of unit: SourceUnit) throws(Problem) -> (header: Entry, block: Block?) {
    let all = lines(of: unit.source)
    var brackets = CellReader(opensBlock: { _ in false }), count = 0
    while count < all.count {
      count += 1
      if brackets.add(String(all[count - 1])) { break }
    }
    let header = Entry(brackets.source)
    guard count < all.count || opensBlock(header) else { return (header, nil) }
    var block = CellReader(opensBlock: opensBlock)
    for line in all { _ = block.add(String(line)) }
    guard !block.isOpen else {
      throw Problem("the block has no end", hint: "Close it with a line that says: end", at: header.firstWord)
    }
    let position = unit.position.map { SourcePosition(file: $0.file, line: $0.line + count) }
    let body = Array(all[count...].dropLast())
    let units = CellReader.units(in: body, at: position, opensBlock: opensBlock)
    return (header, Block(units: units, comment: Block.comment(body), source: body.joined(separator: "\n")))
  }
}

/// The lines between a command and its `end`.
public struct Block: Sendable {
  /// What they say, entry by entry.
  public let units: [SourceUnit]
  /// The comment on the first of them, if it is one.
  public let comment: String?
  /// The lines as they were written.
  let source: String

  static func comment(_ lines: [Substring]) -> String? {
    guard let line = lines.first?.drop(while: \.isWhitespace), line.first == "#" else { return nil }
    return String(line.drop { $0 == "#" || $0 == " " })
  }
}
