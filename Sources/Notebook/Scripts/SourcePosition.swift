import Texts

/// A line of a script, for messages: `a.wgan:7`.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named; `-` is standard input, `-e` a command of the shell's.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// A line of a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `a.wgan:7`
  public var description: String { "\(sanitized(file)):\(line)" }
}

/// Some source and where it came from: a cell, or a line of a block or of a script inside one.
public struct SourceUnit: Sendable {
  /// What was written, line breaks included.
  public var source: String
  /// Where its first line stands; `nil` at the prompt.
  public var position: SourcePosition?
  /// Whether what runs it goes on when it fails.
  let mayFail: Bool

  /// Source with its place.
  public init(_ source: String, at position: SourcePosition? = nil) { self.init(source, at: position, mayFail: false) }

  init(_ source: String, at position: SourcePosition?, mayFail: Bool) {
    self.source = source
    self.position = position
    self.mayFail = mayFail
  }
}
