import Display
import Language
import Texts

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
      guard case .figure = output else {
        printed += output.text + "\n"
        continue
      }
      flush()
      outputs.append(picture(output))
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

  /// A figure in every way in which a notebook's reader may show it, its text in lines as Jupyter writes it.
  private static func picture(_ output: Output) -> JSON {
    let bundle = MimeBundle(output)
    let data = bundle.data.filter { $0.0 != MimeBundle.programType }.sorted { $0.0 < $1.0 }.map { type, value in
      (type, type == "image/png" ? value : NotebookCell.lines(of: value.text ?? ""))
    }
    return .object([
      ("data", .object(data)), ("metadata", .object(bundle.metadata)), ("output_type", .text("display_data")),
    ])
  }

  /// The id that a notebook gave it; else the same cell at the same place has the same (of its source), so that exporting again
  /// changes nothing.
  private mutating func identity(_ cell: ExportedCell) -> String {
    if let id = cell.cell?.id, ids.insert(id).inserted { return id }
    var id = "cell-\(cells.count + 1)-" + fingerprint(cell.source)
    while !ids.insert(id).inserted { id += "-" }
    return id
  }
}
