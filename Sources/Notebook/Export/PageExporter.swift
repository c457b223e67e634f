import Language

extension Exporter {
  /// A page of Markdown: what was typed and what it printed.
  static let page = Exporter(ending: "md") { export in
    (export.notes.map { "Note: \($0).\n" } + export.cells.map(part)).joined(separator: "\n")
  }

  private static func part(_ cell: ExportedCell) -> String {
    switch cell.kind {
    case .markdown: return cell.source.hasSuffix("\n") ? cell.source : cell.source + "\n"
    case .raw: return fenced("", cell.source)
    case .code:
      let printed = cell.output + (cell.failure ?? "")
      return fenced("wgan", cell.source) + (printed.isEmpty ? "" : "\n" + fenced("text", printed))
    }
  }

  /// A fence longer than any inside.
  private static func fenced(_ language: String, _ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }
}
