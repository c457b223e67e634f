import Display
import Foundation
import Graphics
import Language

extension Exporter {
  /// A Jupyter notebook of nbformat 4.5. What failed fails again, under Jupyter's mark for that; what was stopped does what it had done.
  static let notebook = Exporter(ending: "ipynb") { export in
    export.notebook.text(ofCells: NotebookWriter(export).cells)
  }
}

/// Writes a session as a notebook.
private struct NotebookWriter {
  private(set) var cells: [JSON] = []
  private var count = 0
  private var numbers: [Int: Int] = [:]
  private var ids: Set<String> = []

  init(_ export: SessionExport) {
    if !export.notes.isEmpty { add(note: export.notes.map { "Note: \($0)." }.joined(separator: "\n\n")) }
    for cell in export.cells { add(cell) }
  }

  private mutating func add(note: String) {
    ids.insert(NotebookCell.noteID)
    cells.append(NotebookCell(.markdown, id: NotebookCell.noteID, note).json(fields: []))
  }

  private mutating func add(_ cell: ExportedCell) {
    let source =
      cell.kind == .code ? Renumbering(numbers: numbers).applied(to: NotebookWriter.code(of: cell)) : cell.source
    var fields: [(String, JSON)] = []
    if cell.kind == .code {
      let isRun = !Entry(source).isEmpty
      if isRun { count += 1 }
      if let number = cell.number { numbers[number] = count }
      fields.append(("execution_count", cell.wasRun && isRun ? .integer(count) : .null))
      fields.append(("outputs", .list(NotebookWriter.outputs(cell))))
    }
    var written = NotebookCell(cell.kind, id: identity(cell), source, metadata: NotebookWriter.metadata(cell))
    written.attachments = cell.cell?.attachments
    written.others = cell.cell?.others ?? []
    cells.append(written.json(fields: fields))
  }

  /// The source; of a cell that was stopped, or would do something else, what does the same, under what was typed.
  private static func code(of cell: ExportedCell) -> String {
    guard cell.isInterrupted || cell.failure == nil, cell.redone != nil else { return cell.source }
    let typed = lines(of: cell.source).map(String.init) + [cell.note.map { "note: " + $0 }].compactMap { $0 }
    return (typed.map { "# " + $0 } + [cell.redoing].compactMap { $0 }).joined(separator: "\n")
  }

  /// What its notebook keeps of it, with the mark for a cell that fails.
  private static func metadata(_ cell: ExportedCell) -> JSON {
    let kept = cell.cell?.metadata ?? .object([]), members = kept.members ?? []
    guard cell.failure != nil, !cell.isInterrupted, cell.cell?.mayFail != true else { return kept }
    let tags = (kept["tags"]?.items ?? []) + [.text(NotebookCell.failing)]
    return .object(members.filter { $0.0 != "tags" } + [("tags", .list(tags))])
  }

  private static func outputs(_ cell: ExportedCell) -> [JSON] {
    var outputs: [JSON] = [], printed = ""
    func flush() {
      guard !printed.isEmpty else { return }
      outputs.append(
        .object([
          ("name", .text("stdout")), ("output_type", .text("stream")), ("text", NotebookCell.lines(of: printed)),
        ]))
      printed = ""
    }
    for output in cell.outputs {
      guard case .figure(let figure) = output else {
        printed += output.text + "\n"
        continue
      }
      flush()
      outputs.append(picture(figure, asText: output.text))
    }
    flush()
    if let failure = cell.failure {
      outputs.append(
        .object([
          ("ename", .text("Problem")), ("evalue", .text(String(failure.prefix { !$0.endsLine }))),
          ("output_type", .text("error")), ("traceback", .list(lines(of: failure).map { .text(String($0)) })),
        ]))
    }
    return outputs
  }

  /// A figure in every way in which a notebook's reader may show it; without pixels where they cannot be drawn.
  private static func picture(_ figure: Figure, asText text: String) -> JSON {
    let drawing = Drawing(figure), pixels = try? drawing.png()
    var data = [
      ("image/svg+xml", NotebookCell.lines(of: SVG().text(drawing))), ("text/plain", NotebookCell.lines(of: text)),
    ]
    var metadata: [(String, JSON)] = []
    if let pixels {
      data.insert(("image/png", .text(Data(pixels).base64EncodedString())), at: 0)
      let size = [("height", JSON.integer(Int(drawing.height))), ("width", .integer(Int(drawing.width)))]
      metadata.append(("image/png", .object(size)))
    }
    return .object([
      ("data", .object(data)), ("metadata", .object(metadata)), ("output_type", .text("display_data")),
    ])
  }

  /// The id that a notebook gave it; else the same cell at the same place has the same (FNV-1a of its source), so that exporting again
  /// changes nothing.
  private mutating func identity(_ cell: ExportedCell) -> String {
    if let id = cell.cell?.id, ids.insert(id).inserted { return id }
    let hash = cell.source.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    var id = "cell-\(cells.count + 1)-" + String(hash, radix: 16)
    while !ids.insert(id).inserted { id += "-" }
    return id
  }
}
