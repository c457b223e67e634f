/// Why shapes do not fit: where, what with the values, and what to do.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operation that refused, such as `conv2d`.
  public let place: String
  /// What is wrong, with the shapes involved.
  public let problem: String
  /// What to do about it, one sentence.
  public let remedy: String

  /// Makes an error from its three parts.
  public init(_ place: String, _ problem: String, _ remedy: String) {
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }

  /// `where: what. What to do.`
  public var description: String { "\(place): \(problem). \(remedy)" }
}
