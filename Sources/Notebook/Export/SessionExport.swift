import Display
import Language

/// A session as exporters see it: its cells, and what a reader must know to get the same numbers again.
struct SessionExport {
  /// The cells in order, those of notebooks that were run in their places.
  var cells: [ExportedCell] = []
  /// Why running it again can give other numbers; none when it cannot.
  var notes: [String] = []
  /// The notebook that was run in it, without its cells.
  var notebook = NotebookDocument([])
}

/// A cell to be written down.
struct ExportedCell {
  /// What it holds.
  var kind = NotebookCell.Kind.code
  /// The number under which the session has its result.
  var number: Int?
  /// What was typed.
  let source: String
  /// How many entries that is.
  var entries = 1
  /// The lines that do it again, where its source would not.
  var redone: [String]?
  /// What it printed.
  var outputs: [Output] = []
  /// The failure's text, if it failed.
  var failure: String?
  var isInterrupted = false
  /// Whether it was run at all.
  var wasRun = true
  /// What it is in the notebook it comes from.
  var cell: NotebookCell?
  /// Why numbers can differ from here on, if they can.
  var note: String?

  /// What it printed, as plain text.
  var output: String { outputs.map { $0.text + "\n" }.joined() }

  /// What does it again as one entry; `nil` when there is nothing to do.
  var redoing: String? {
    guard let redone, redone.count != 1 else { return redone?.first ?? source }
    return redone.isEmpty ? nil : ExportedCell.block(of: redone)
  }

  /// Entries as one that does them all.
  static func block(of entries: [String]) -> String {
    (["repeat 1"] + entries.flatMap { lines(of: $0) }.map { "  " + $0 } + ["end"]).joined(separator: "\n")
  }
}

extension Session {
  /// The session so far, without the lines that write files or end it.
  var exported: SessionExport {
    var export = SessionExport(notes: generalNotes)
    if let (metadata, minor) = transcript.notebook {
      export.notebook = NotebookDocument([], metadata: metadata, minor: minor)
    }
    for entry in transcript.entries {
      guard entry.cell?.id != NotebookCell.noteID else { continue }
      let number = entry.number ?? 0
      let result = entry.parts.lastIndex(where: \.gaveResult) ?? entry.parts.count - 1
      for (index, part) in entry.parts.enumerated() where part.cell?.id != NotebookCell.noteID {
        export.cells.append(exported(part, number: index == result ? number : nil))
      }
      guard entry.parts.isEmpty else { continue }
      guard let source = withoutExports(entry.source) else { continue }
      var cell = exported(entry, number: entry.number, source: source)
      if !entry.isExact {
        cell.note = "cell \(number) was stopped within a line, and what that had done cannot be told"
        export.notes.append("cell \(number) was stopped within a line; numbers after it can differ when it runs again")
      }
      export.cells.append(cell)
    }
    if export.cells.contains(where: { $0.kind == .code && !$0.wasRun && $0.entries > 0 }) {
      export.notes.append("a notebook was run to a failure; its cells after that were not run, and will be")
    }
    return export
  }

  private var generalNotes: [String] {
    var notes: [String] = []
    if transcript.forgotten > 0 {
      notes.append("the first \(transcript.forgotten) cells are no longer kept: it begins after them")
    }
    if !overrides.given.isEmpty {
      let options = overrides.given.map { "--set \($0.name)=\($0.value)" }.joined(separator: " ")
      notes.append("the session was started with \(options): run it with the same")
    }
    return notes
  }

  /// What is left of a cell without its lines that export or quit; `nil` when nothing is.
  private func withoutExports(_ source: String) -> String? {
    let units = units(of: source),
      kept = units.filter { !["export", "quit"].contains(commandName(of: $0.source, depth: 0)) }
    guard kept.count < units.count else { return source }
    return kept.isEmpty ? nil : kept.map(\.source).joined(separator: "\n")
  }

  private func units(of source: String) -> [SourceUnit] {
    CellReader.units(in: lines(of: source), at: nil, opensBlock: opensBlock)
  }

  private func commandName(of source: String, depth: Int) -> String? {
    switch try? reading(of: Entry(source)) {
    case .command(let command, _)?: command.name
    case .alias(let text, _)? where depth < 8: commandName(of: text, depth: depth + 1)
    default: nil
    }
  }

  private func exported(_ entry: Transcript.Cell, number: Int?, source: String? = nil) -> ExportedCell {
    let source = source ?? entry.source
    return ExportedCell(
      kind: entry.cell?.kind ?? .code, number: number, source: source, entries: units(of: source).count,
      redone: entry.redone, outputs: entry.outputs, failure: entry.failure, isInterrupted: entry.isInterrupted,
      wasRun: entry.number != nil, cell: entry.cell)
  }
}
