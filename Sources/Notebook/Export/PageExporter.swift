import Display
import Graphics
import Language

extension Exporter {
  /// A page of Markdown: what was typed and what it printed, with figures as SVG beside it.
  static let page = Exporter(ending: "md") { (export: SessionExport, name: String) in
    var writer = MarkdownWriter(stem: String(name.dropLast(3)))
    for note in export.notes { writer.parts.append("Note: \(note).\n") }
    for cell in export.cells { writer.add(cell) }
    return [ExportedFile(writer.parts.joined(separator: "\n"))] + writer.pictures
  }
}

/// Writes a session as a page of Markdown.
private struct MarkdownWriter {
  /// What the page is called, without its ending.
  let stem: String
  var parts: [String] = []
  private(set) var pictures: [ExportedFile] = []

  init(stem: String) { self.stem = stem }

  mutating func add(_ cell: ExportedCell) {
    switch cell.kind {
    case .markdown: parts.append(cell.source.hasSuffix("\n") ? cell.source : cell.source + "\n")
    case .raw: parts.append(MarkdownWriter.fenced("", cell.source))
    case .code:
      var part = MarkdownWriter.fenced("wgan", cell.source), printed = ""
      func flushed() -> String { printed.isEmpty ? "" : "\n" + MarkdownWriter.fenced("text", printed) }
      for output in cell.outputs {
        guard case .figure(let figure) = output else {
          printed += output.text + "\n"
          continue
        }
        part += flushed() + "\n" + link(to: figure)
        printed = ""
      }
      printed += cell.failure ?? ""
      parts.append(part + flushed())
    }
  }

  /// The figure in a file of its own, and the line that shows it.
  private mutating func link(to figure: Figure) -> String {
    let drawing = Drawing(figure), suffix = "-\(pictures.count + 1)"
    pictures.append(ExportedFile(SVG().text(drawing), suffix: suffix, ending: "svg"))
    let words = drawing.title.isEmpty ? "Figure" : drawing.title
    return "![\(MarkdownWriter.escaped(words))](<\(stem)\(suffix).svg>)\n"
  }

  /// Words between brackets: on one line, with nothing that Markdown takes for a sign of its own.
  private static func escaped(_ words: String) -> String {
    markupText(words).map { "\\`*_[]<>".contains($0) ? "\\\($0)" : $0.isNewline ? " " : String($0) }.joined()
  }

  /// A fence longer than any inside.
  private static func fenced(_ language: String, _ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }
}
