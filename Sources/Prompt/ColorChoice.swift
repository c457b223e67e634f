/// What the option `--color` can say.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// Colour where it can be seen and is not unwanted.
  case auto
  /// Colour, wherever the output goes.
  case always
  /// No colour.
  case never
}
