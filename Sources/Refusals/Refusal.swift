/// Why something cannot be done, told to whoever asked for it: where, what with the values, and what to do.
///
/// Shapes that do not fit, samples that have no distance, files that break a rule of their format: one type, so that whatever is
/// refused anywhere reads alike at the prompt, in a script and in a log.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What refused: an operation such as `conv2d`, a file by its name.
  public let place: String
  /// What is wrong, with the values involved; no full stop.
  public let problem: String
  /// What to do about it, in whole sentences.
  public let remedy: String

  /// Makes a refusal from its three parts.
  public init(_ place: String, _ problem: String, _ remedy: String) {
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }

  /// `where: what. What to do.`
  public var description: String { "\(place): \(problem). \(remedy)" }
}
