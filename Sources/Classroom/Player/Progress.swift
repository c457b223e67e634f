/// How far a learner has come, lesson by lesson. Steps are kept by their ids, so that a lesson may gain, lose or move steps.
public struct Progress: Codable, Equatable, Sendable {
  /// One lesson's.
  public struct Record: Codable, Equatable, Sendable {
    /// The step that was shown last; `nil` once the lesson was ended.
    public var at: String?
    /// The steps that were read, answered or done; skipped ones are not among them.
    public var done: [String] = []

    /// Adds a step to those that are done.
    mutating func finish(_ id: String) { if !done.contains(id) { done.append(id) } }
  }

  /// The records by lesson's key: its name, behind that of its course where it is not the kit's.
  public var lessons: [String: Record] = [:]
  /// How far in the museum; `nil` for somebody who has not been there.
  public var museum: MuseumTally?

  /// Nothing begun.
  public init() {}

  /// How many of a lesson's present steps are done.
  func count(of lesson: Lesson) -> Int {
    let done = lessons[lesson.key]?.done ?? []
    return lesson.outline.count { done.contains($0.id) }
  }

  /// Where to go on with a lesson: the step shown last or, where the lesson has lost it, the first that is not done.
  func place(in lesson: Lesson) -> Int {
    guard let record = lessons[lesson.key], let at = record.at else { return 0 }
    return lesson.outline.firstIndex { $0.id == at }
      ?? lesson.outline.firstIndex { !record.done.contains($0.id) } ?? 0
  }
}
