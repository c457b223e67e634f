/// Why data could not be read: which file, what is wrong with the values, and what to do.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder that was refused.
  public let file: String
  /// What is wrong, with the values involved.
  public let problem: String
  /// What to do about it, in whole sentences.
  public let remedy: String

  /// Makes an error from its three parts.
  public init(_ file: String, _ problem: String, _ remedy: String) {
    self.file = file
    self.problem = problem
    self.remedy = remedy
  }

  /// `file: what. What to do.`
  public var description: String { "\(file): \(problem). \(remedy)" }
}

extension DatasetError {
  /// A file whose bytes break a rule of its format.
  static func damaged(_ file: String, _ problem: String) -> DatasetError {
    DatasetError(file, problem, "The file is damaged or of another kind: fetch it again.")
  }
}
