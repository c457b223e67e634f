/// What could stand where the cursor is.
public struct Completion: Sendable {
  /// Where the word being completed begins in the line, counted in characters.
  public var start: Int
  /// What could take the place of the text between `start` and the cursor, in the order of the list.
  public var candidates: [Candidate]

  /// A completion of the text between `start` and the cursor.
  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// Nothing is known here.
  public static let none = Completion(start: 0, candidates: [])
}

/// One way to complete a word.
public struct Candidate: Hashable, Sendable {
  /// What replaces the word.
  public var text: String
  /// Whether a space follows, once this is the only candidate.
  public var appendsSpace: Bool
  /// A few words beside the candidate in the list.
  public var summary: String?

  /// A candidate that replaces the word by `text`.
  public init(_ text: String, appendsSpace: Bool = true, summary: String? = nil) {
    self.text = text
    self.appendsSpace = appendsSpace
    self.summary = summary
  }
}
