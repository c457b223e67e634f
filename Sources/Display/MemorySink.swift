/// Keeps the text: for tests, lessons and exports.
public final class MemorySink: OutputSink {
  /// Why output could not be written: a test may say so.
  public var loss: String?
  /// What was written.
  public private(set) var output = ""
  /// The failures' messages.
  public private(set) var errors = ""

  /// An empty one.
  public init() {}

  /// Appends what a cell gives, plain.
  public func show(_ output: Output) { write(output.text + "\n") }
  /// Appends words.
  public func write(_ text: String) { output += text }
  /// Appends a failure's message.
  public func writeError(_ text: String) { errors += text }
  /// Nobody watches.
  public var redraws: Bool { false }
  /// Nobody watches.
  public func redraw(_ outputs: [Output]) {}
  /// Nobody watches.
  public func progress(_ text: String?) {}
}
