import Display

/// The last cells of a session in order.
public struct Transcript: Sendable {
  /// One cell as it will be shown, exported or searched.
  public struct Cell: Sendable {
    /// Its number; `nil` for cells of words and for those that were not run.
    public let number: Int?
    /// What was entered.
    public let source: String
    /// What it printed, as data; of what is large, its text.
    public fileprivate(set) var outputs: [Output] = []
    /// The failure's text, if it failed.
    public var failure: String?
    /// Whether it gave a result that `_7` finds.
    var gaveResult = false
    /// The lines that do it again, where its source would not; none for a cell that did nothing.
    var redone: [String]?
    /// Whether it can be done again: whether it left nothing behind that no lines can tell.
    var isExact = true
    /// Whether it was stopped from outside.
    var isInterrupted = false
    /// What it is in the notebook it comes from.
    var cell: NotebookCell?
    /// The cells of the notebook that it ran.
    var parts: [Cell] = []

    /// What it printed, as plain text.
    public var output: String { outputs.map { $0.text + "\n" }.joined() }
    fileprivate var size: Int { outputs.reduce(0) { $0 + $1.size } }

    /// A cell of a notebook that is not run: words, or code after a failure.
    static func unread(_ cell: NotebookCell) -> Cell { Cell(number: nil, source: cell.source, cell: cell) }
  }

  /// How many bytes of output are kept in all; the oldest go first.
  static let largest = 16 << 20
  /// How many bytes of one cell's outputs are kept.
  static let largestCell = 1 << 20
  /// How many cells are kept; the oldest go first.
  static let most = 10_000
  /// How many bytes of source are kept.
  static let largestSource = 16 << 20

  /// The cells that are kept, oldest first.
  public private(set) var entries: [Cell] = []
  /// What the first notebook that was run says of itself: an export keeps it.
  private(set) var notebook: (metadata: JSON, minor: Int)?
  /// How many older cells there were.
  private(set) var forgotten = 0
  /// The number that the next cell gets.
  public private(set) var next = 1
  private var size = 0
  private var sourceSize = 0
  private var firstKept = 0

  /// Takes the next number.
  mutating func begin() -> Int {
    defer { next += 1 }
    return next
  }

  mutating func add(_ entry: Cell) {
    var entry = entry
    entry.outputs = Transcript.kept(entry.outputs)
    size += entry.size
    sourceSize += entry.sourceSize
    entries.append(entry)
    while size > Transcript.largest, firstKept < entries.count {
      size -= entries[firstKept].size
      entries[firstKept].outputs = []
      firstKept += 1
    }
    if entries.count > Transcript.most || sourceSize > Transcript.largestSource { forgetOldest() }
  }

  /// A notebook is run.
  mutating func note(_ document: NotebookDocument) {
    if notebook == nil { notebook = (document.metadata, document.minor) }
  }

  /// The cell that was added last comes from a notebook.
  mutating func mark(_ cell: NotebookCell) { if !entries.isEmpty { entries[entries.count - 1].cell = cell } }

  /// A tenth at a time, so that a long session is not moved at each cell.
  private mutating func forgetOldest() {
    let count = max(1, entries.count / 10)
    size -= entries[..<count].reduce(0) { $0 + $1.size }
    sourceSize -= entries[..<count].reduce(0) { $0 + $1.sourceSize }
    firstKept = max(0, firstKept - count)
    entries.removeFirst(count)
    forgotten += count
  }

  /// As many outputs as may be kept; one that is too large is kept as its text, as far as there is room.
  static func kept(_ outputs: [Output]) -> [Output] {
    var kept: [Output] = [], room = largestCell
    for output in outputs {
      let part = output.size <= room ? output : .text(output.text)
      guard part.size <= room else {
        return kept + [.text(String(decoding: part.text.utf8.prefix(max(0, room)), as: UTF8.self) + "\n…")]
      }
      room -= part.size
      kept.append(part)
    }
    return kept
  }
}

extension Transcript.Cell {
  fileprivate var sourceSize: Int {
    64 + source.utf8.count + (redone ?? []).reduce(0) { $0 + $1.utf8.count } + parts.reduce(0) { $0 + $1.sourceSize }
  }
}
