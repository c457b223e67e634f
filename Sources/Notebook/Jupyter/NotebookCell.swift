import Display

/// A cell of a Jupyter notebook, with what a session does not read but an export has to keep.
public struct NotebookCell: Sendable {
  /// What it holds.
  public enum Kind: String, Sendable {
    /// Lines of the prompt.
    case code
    /// Words.
    case markdown
    /// What another program reads.
    case raw
  }

  /// What it holds.
  public let kind: Kind
  /// Its text.
  public let source: String
  /// Its identity, which notebooks have from nbformat 4.5 on.
  public var id: String?
  /// Tags and whatever else other programs keep in it.
  public var metadata = JSON.object([])
  /// Pictures that its text refers to.
  var attachments: JSON?
  /// Fields that a later nbformat has and this one does not.
  var others: [(String, JSON)] = []
  /// Its number among all cells of its notebook.
  var position: SourcePosition?

  /// A cell with an id.
  public init(_ kind: Kind, id: String?, _ source: String, metadata: JSON = .object([])) {
    (self.kind, self.id, self.source, self.metadata) = (kind, id, source, metadata)
  }

  /// Jupyter's mark for cells that may fail without ending the run.
  static let failing = "raises-exception"

  /// The id of the cell in which an export says what a reader must know; it is written anew by each.
  static let noteID = "wganlab-note"

  /// Whether it carries that mark.
  var mayFail: Bool { metadata["tags"]?.items?.contains { $0.text == NotebookCell.failing } == true }

  /// Its code, to be run; `nil` for a cell of words.
  var unit: SourceUnit? { kind == .code ? SourceUnit(source, at: position, mayFail: mayFail) : nil }
}
