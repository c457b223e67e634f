/// A law that did not hold: which, and by how much.
public struct LawBroken: Error, CustomStringConvertible {
  /// What was claimed and what was found.
  public let description: String
}
