/// The last cells of a session in order.
public struct Transcript: Sendable {
  /// One cell as it will be shown, exported or searched.
  public struct Entry: Sendable {
    /// Its number; `nil` for cells of words and for those that were not run.
    public let number: Int?
    /// What was entered.
    public let source: String
    /// What it printed.
    public fileprivate(set) var output = ""
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
    var parts: [Entry] = []

    /// A cell of a notebook that is not run: words, or code after a failure.
    static func unread(_ cell: NotebookCell) -> Entry { Entry(number: nil, source: cell.source, cell: cell) }
  }

  /// How many bytes of output are kept in all; the oldest go first.
  static let largest = 16 << 20
  /// How many bytes of one cell's output are kept.
  static let largestOutput = 64 << 10
  /// How many cells are kept; the oldest go first.
  static let most = 10_000
  /// How many bytes of source are kept.
  static let largestSource = 16 << 20

  /// The cells that are kept, oldest first.
  public private(set) var entries: [Entry] = []
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

  mutating func add(_ entry: Entry) {
    var entry = entry
    entry.output = Transcript.shortened(entry.output)
    size += entry.output.utf8.count
    sourceSize += entry.sourceSize
    entries.append(entry)
    while size > Transcript.largest, firstKept < entries.count {
      size -= entries[firstKept].output.utf8.count
      entries[firstKept].output = ""
      firstKept += 1
    }
    if entries.count > Transcript.most || sourceSize > Transcript.largestSource { forgetOldest() }
  }

  /// The cell that was added last comes from a notebook.
  mutating func mark(_ cell: NotebookCell) { if !entries.isEmpty { entries[entries.count - 1].cell = cell } }

  /// A tenth at a time, so that a long session is not moved at each cell.
  private mutating func forgetOldest() {
    let count = max(1, entries.count / 10)
    size -= entries[..<count].reduce(0) { $0 + $1.output.utf8.count }
    sourceSize -= entries[..<count].reduce(0) { $0 + $1.sourceSize }
    firstKept = max(0, firstKept - count)
    entries.removeFirst(count)
    forgotten += count
  }

  /// The beginning of what a cell printed.
  static func shortened(_ text: String) -> String {
    guard text.utf8.count > largestOutput else { return text }
    return String(decoding: Array(text.utf8.prefix(largestOutput)), as: UTF8.self) + "\n…\n"
  }
}

extension Transcript.Entry {
  fileprivate var sourceSize: Int {
    64 + source.utf8.count + (redone ?? []).reduce(0) { $0 + $1.utf8.count } + parts.reduce(0) { $0 + $1.sourceSize }
  }
}
