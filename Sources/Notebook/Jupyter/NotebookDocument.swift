import Display

/// A Jupyter notebook: its cells, and what it says of itself.
public struct NotebookDocument: Sendable {
  /// The cells.
  public var cells: [NotebookCell]
  /// What it says of itself: its kernel, its language, and what other programs keep in it.
  var metadata = JSON.object([])
  /// The minor version of nbformat 4 that it has.
  var minor = NotebookDocument.minor

  /// The minor version that is written: from it on cells have ids.
  static let minor = 5

  /// A notebook of cells that were not run.
  public init(_ cells: [NotebookCell]) { self.cells = cells }

  init(_ cells: [NotebookCell], metadata: JSON, minor: Int) {
    (self.cells, self.metadata, self.minor) = (cells, metadata, minor)
  }

  /// The file, its line break included.
  public var text: String { text(ofCells: cells.map { $0.json(fields: $0.kind == .code ? Self.unrun : []) }) }

  /// The fields of a code cell that was not run.
  private static let unrun = [("execution_count", JSON.null), ("outputs", .list([]))]

  /// The file with other cells.
  func text(ofCells cells: [JSON]) -> String {
    JSON.object([
      ("cells", .list(cells)), ("metadata", named), ("nbformat", .integer(4)),
      ("nbformat_minor", .integer(max(minor, Self.minor))),
    ]).indented + "\n"
  }

  /// The metadata, with our kernel and language where it names none.
  private var named: JSON {
    let name = JSON.text("wganlab"), title = JSON.text("WGAN Lab")
    let ours: [(String, JSON)] = [
      ("kernelspec", .object([("display_name", title), ("language", .text("wgan")), ("name", name)])),
      (
        "language_info",
        .object([("file_extension", .text(".wgan")), ("mimetype", .text("text/x-wgan")), ("name", .text("wgan"))])
      ),
    ]
    let members = metadata.members ?? []
    let known = Set(members.map(\.0))
    // A notebook that names another kernel keeps its language, too.
    let missing = ours.filter { !known.contains($0.0) && !known.contains("kernelspec") }
    return .object((members + missing).sorted { $0.0 < $1.0 })
  }
}

extension NotebookCell {
  /// The cell with the fields that only code has, keys in their order.
  func json(fields: [(String, JSON)]) -> JSON {
    var fields = fields + others + [("cell_type", .text(kind.rawValue)), ("metadata", metadata)]
    fields.append(("source", NotebookCell.lines(of: source)))
    if let id { fields.append(("id", .text(id))) }
    if let attachments { fields.append(("attachments", attachments)) }
    return .object(fields.sorted { $0.0 < $1.0 })
  }

  /// A text as notebooks keep it: its lines, each with its line break.
  static func lines(of text: String) -> JSON {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    let pieces = all.enumerated().map { $0 < all.count - 1 ? $1 + "\n" : $1 }
    return .list(pieces.filter { !$0.isEmpty }.map { .text(String($0)) })
  }
}
