import Display

/// A cell of a Jupyter notebook, with what a session does not read but an export has to keep.
struct NotebookCell: Sendable {
  /// What it holds.
  enum Kind: String, Sendable {
    case code, markdown, raw
  }

  let kind: Kind
  let source: String
  /// Its identity, which notebooks have from nbformat 4.5 on.
  var id: String?
  /// Tags and whatever else other programs keep in it.
  var metadata = JSON.object([])
  /// Pictures that its text refers to.
  var attachments: JSON?
  /// Its number among all cells of its notebook.
  var position: SourcePosition?

  /// Jupyter's mark for cells that may fail without ending the run.
  static let failing = "raises-exception"

  /// The id of the cell in which an export says what a reader must know; it is written anew by each.
  static let noteID = "wganlab-note"

  /// Whether it carries that mark.
  var mayFail: Bool { metadata["tags"]?.items?.contains { $0.text == NotebookCell.failing } == true }

  /// Its code, to be run; `nil` for a cell of words.
  var unit: SourceUnit? { kind == .code ? SourceUnit(source, at: position, mayFail: mayFail) : nil }
}
