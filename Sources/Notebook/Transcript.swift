/// The cells of a session in order.
public struct Transcript: Sendable {
  /// One cell as it will be shown, exported or searched.
  public struct Entry: Sendable {
    /// Its number.
    public let number: Int
    /// What was entered.
    public let source: String
    /// What it printed.
    public fileprivate(set) var output: String
    /// The failure's text, if it failed.
    public let failure: String?
  }

  /// How many bytes of output are kept in all; the oldest go first.
  static let largest = 16 << 20
  /// How many bytes of one cell's output are kept.
  static let largestOutput = 64 << 10

  /// The cells, oldest first.
  public private(set) var entries: [Entry] = []
  /// The number that the next cell gets.
  public private(set) var next = 1
  private var size = 0
  private var firstKept = 0

  /// Takes the next number.
  mutating func begin() -> Int {
    defer { next += 1 }
    return next
  }

  mutating func add(_ result: CellResult) {
    let output = Transcript.shortened(result.output)
    size += output.utf8.count
    entries.append(Entry(number: result.number, source: result.source, output: output, failure: result.failure?.text))
    while size > Transcript.largest, firstKept < entries.count {
      size -= entries[firstKept].output.utf8.count
      entries[firstKept].output = ""
      firstKept += 1
    }
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > largestOutput else { return text }
    return String(decoding: Array(text.utf8.prefix(largestOutput)), as: UTF8.self) + "\n…\n"
  }
}
