import Language

extension Exporter {
  /// A script that runs: what failed is kept as a comment, and what it had done until then is done.
  static let script = Exporter(ending: "wgan") { export in
    let asked = Set(export.cells.flatMap { Renumbering.references(in: $0.redoing ?? "") })
    var count = 0, numbers: [Int: Int] = [:], text = comment(export.notes.map { "note: " + $0 })
    for cell in export.cells {
      text += comments(on: cell)
      guard let (source, entries) = written(cell, isAsked: cell.number.map(asked.contains) == true) else { continue }
      text += Renumbering(numbers: numbers).applied(to: source) + "\n"
      count += entries
      if let number = cell.number { numbers[number] = count }
    }
    return text
  }

  /// A cell's source and how many cells of a script it is; one whose result is asked for by its number must stay one.
  private static func written(_ cell: ExportedCell, isAsked: Bool) -> (source: String, entries: Int)? {
    guard cell.kind == .code, let source = cell.redoing else { return nil }
    if cell.redone != nil { return (source, 1) }
    return isAsked && cell.entries > 1 ? (ExportedCell.block(of: [source]), 1) : (source, cell.entries)
  }

  private static func comments(on cell: ExportedCell) -> String {
    if cell.kind != .code { return comment(lines(of: cell.source).map(String.init)) }
    guard cell.redone != nil || cell.failure != nil else { return "" }
    let why = [cell.failure.map { String($0.prefix { !$0.endsLine }) }, cell.note.map { "note: " + $0 }]
    return comment(lines(of: cell.source).map(String.init) + why.compactMap { $0 })
  }

  private static func comment(_ lines: [String]) -> String { lines.map { "# \($0)\n" }.joined() }
}
