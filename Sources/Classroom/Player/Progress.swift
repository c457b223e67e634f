import Files
import Foundation

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

  /// The records by lesson's name.
  public var lessons: [String: Record] = [:]

  /// Nothing begun.
  public init() {}

  /// How many of a lesson's present steps are done.
  func count(of lesson: Lesson) -> Int {
    let done = lessons[lesson.name]?.done ?? []
    return lesson.outline.count { done.contains($0.id) }
  }

  /// Where to go on with a lesson: the step shown last or, where the lesson has lost it, the first that is not done.
  func place(in lesson: Lesson) -> Int {
    guard let record = lessons[lesson.name], let at = record.at else { return 0 }
    return lesson.outline.firstIndex { $0.id == at }
      ?? lesson.outline.firstIndex { !record.done.contains($0.id) } ?? 0
  }
}

/// Where progress is kept: one small file, replaced as a whole.
public struct ProgressFile: Sendable {
  /// The file.
  public let path: String
  /// Larger files are not read: they are no progress.
  private static let largest = 1 << 20

  /// Progress in a file.
  public init(path: String) { self.path = path }

  /// `$XDG_STATE_HOME/wganlab/lessons.json`, or the same in `~/.local/state`; `nil` where there is no home.
  public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> ProgressFile? {
    UserFolder.state.file("lessons.json", environment: environment).map { ProgressFile(path: $0) }
  }

  /// What is kept; nothing where there is no file, or one that is not ours.
  public func load() -> Progress {
    guard let bytes = try? ByteStore.existing(path: path, name: path)?.contents(limit: Self.largest) else {
      return Progress()
    }
    return (try? JSONDecoder().decode(Progress.self, from: Data(bytes))) ?? Progress()
  }

  /// Replaces the record of one lesson; those of others, which a parallel session may have changed, stay. `nil` removes it.
  public func save(_ record: Progress.Record?, of lesson: String) throws {
    var progress = load()
    progress.lessons[lesson] = record
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let file = DurableFile(path: path, name: path)
    try file.makeFolder()
    try file.write([UInt8](encoder.encode(progress)))
  }
}
