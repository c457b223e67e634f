/// Where a session's outputs go. How they look, and on which page, is the sink's own.
public protocol OutputSink: AnyObject {
  /// Why output could not be written, if that has happened.
  var loss: String? { get }
  /// Shows what a cell gives.
  func show(_ output: Output)
  /// Shows what an entry of its own is worth, such as `1 + 1`.
  func show(result output: Output)
  /// Words of the program's own between outputs, such as a cell's source; they end with a line break.
  func write(_ text: String)
  /// Messages about failures.
  func writeError(_ text: String)
  /// Whether what is shown can be drawn again in its place: on a terminal that somebody watches.
  var redraws: Bool { get }
  /// Shows outputs in place of those that were last shown this way, if nothing else was shown since.
  func redraw(_ outputs: [Output])
  /// A line that tells how far a long run has come and is soon replaced; `nil` erases it.
  func progress(_ text: String?)
  /// Takes away what is seen, where that can be done: a cell's outputs, a terminal's screen.
  func wipe()
}

extension OutputSink {
  /// Shows it like all else.
  public func show(result output: Output) { show(output) }
  /// What stands in a file or a pipe stays there.
  public func wipe() {}
}
