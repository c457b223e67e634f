import Foundation
import Language

extension Session {
  /// Runs a script inside the running cell: its lines are part of that cell.
  func run(file: String) throws {
    let path = try found(file)
    let real = try files.readable(path)
    if execution.files.contains(real) {
      throw Problem("\"\(file)\" runs itself", hint: "Take one of the run lines out.")
    }
    guard execution.files.count < Execution.deepestRun else {
      throw Problem(
        "scripts run each other more than \(Execution.deepestRun) deep", hint: "Put what they share into one script.")
    }
    let bytes = try files.contents(of: path, limit: LineReader.largestFile)
    let before = execution.files
    execution.files.append(real)
    defer { execution.files = before }
    try called {
      if path.hasSuffix(".ipynb") {
        let notebook = try NotebookFile.document(of: bytes, file: path)
        transcript.note(notebook)
        return try perform(notebook.cells)
      }
      try perform(scriptIn: LineReader(bytes), file: path)
    }
  }

  /// A script beside the one that runs it is found too.
  private func found(_ file: String) throws(Problem) -> String {
    guard (try? files.readable(file)) == nil, !file.hasPrefix("/"), let script = execution.files.last else {
      return file
    }
    let beside = script.prefix { _ in true }.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/" + beside + "/" + file
    return (try? files.readable(path)) == nil ? file : path
  }

  /// Runs a notebook's code. Where that is all the running cell does, its cells take the cell's place in exports.
  private func perform(_ cells: [NotebookCell]) throws {
    var parts: [Transcript.Cell] = []
    defer { if execution.depth == 1 { notebookParts = parts } }
    for cell in cells {
      let before = (shown: cellOutputs.shown.count, results: names.results.count)
      do {
        try cell.unit.map { unit in
          try perform(CellReader.units(in: lines(of: unit.source), at: unit.position, opensBlock: opensBlock))
        }
        parts.append(part(cell, since: before))
      } catch Stop.failure(let failure) where cell.mayFail {
        parts.append(part(cell, since: before, failure.text))
        emit(.text(failure.text))
      } catch {
        if case Stop.failure(let failure) = error { parts.append(part(cell, since: before, failure.text)) }
        parts += cells.dropFirst(parts.count).map(Transcript.Cell.unread)
        throw error
      }
    }
  }

  private func part(_ cell: NotebookCell, since before: (shown: Int, results: Int), _ failure: String? = nil)
    -> Transcript.Cell
  {
    guard cell.kind == .code else { return .unread(cell) }
    return Transcript.Cell(
      number: execution.cell, source: cell.source,
      outputs: Transcript.kept(Array(cellOutputs.shown.dropFirst(before.shown))),
      failure: failure,
      gaveResult: names.results.count > before.results, cell: cell)
  }

  private func perform(scriptIn reader: LineReader, file: String) throws {
    var script = Script(reader, file: file)
    while let unit = try script.next(opensBlock: opensBlock) {
      try checkCancellation()
      try perform(unit)
    }
  }
}

/// Reads a script entry by entry. Which lines open a block is asked as they are read, for the script may make commands.
struct Script {
  /// The file's name, for positions.
  let file: String
  private let reader: LineReader
  private var pasted = PastedLines()

  init(_ reader: LineReader, file: String) {
    self.reader = reader
    self.file = file
  }

  /// The next entry that is not empty; `nil` at the end. Throws a failure for bytes that are no line of text.
  mutating func next(opensBlock: @escaping (Entry) -> Bool) throws(Failure) -> SourceUnit? {
    var cell = CellReader(opensBlock: opensBlock), first = 0
    while let line = try nextLine() {
      if cell.lines.isEmpty { first = reader.number }
      if cell.add(line) {
        if !Entry(cell.source).isEmpty { return SourceUnit(cell.source, at: SourcePosition(file: file, line: first)) }
        cell = CellReader(opensBlock: opensBlock)
      }
    }
    guard !cell.lines.isEmpty, !Entry(cell.source).isEmpty else { return nil }
    return SourceUnit(cell.source, at: SourcePosition(file: file, line: first))
  }

  private mutating func nextLine() throws(Failure) -> String? {
    do {
      while let line = try reader.next() {
        if let entry = pasted.entry(line) { return entry }
      }
      return nil
    } catch {
      throw Failure(
        problem: error, position: SourcePosition(file: file, line: max(1, reader.number)))
    }
  }
}
