/// What asking for a line came to.
public enum LineEvent: Hashable, Sendable {
  /// A line was entered; it is without its newline.
  case line(String)
  /// Ctrl-C: what was typed is abandoned, and so should be an open block.
  case interrupted
  /// Ctrl-D on an empty line, or there is no more input.
  case endOfInput
}
