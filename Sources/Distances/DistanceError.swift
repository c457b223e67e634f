/// Why a distance could not be computed: where, what with the values, and what to do.
public struct DistanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The distance that refused, as the prompt calls it, such as `jsdivergence`.
  public let place: String
  /// What is wrong, with the values involved.
  public let problem: String
  /// What to do about it, in whole sentences.
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
