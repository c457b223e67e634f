import Display
import Foundation
import Texts

/// How far a class has come: a row for each learner's progress file, a column for each lesson.
public struct ClassProgress {
  /// A learner's progress, under the name of the file, or of its folder where the file is called as the program calls it.
  public struct Learner {
    /// The name.
    public let name: String
    /// The progress; `nil` where the file could not be read as such.
    public let progress: Progress?
  }

  /// The learners, by name.
  public let learners: [Learner]
  private let lessons: [Lesson]

  /// The progress files (`*.json`) in folders and in the folders in these, or files that are named.
  public init(_ paths: [String], lessons: [Lesson]) {
    self.lessons = lessons
    learners = paths.flatMap(ClassProgress.files).map { path in
      let url = URL(fileURLWithPath: path), stem = url.deletingPathExtension().lastPathComponent
      let name = stem == "lessons" ? url.deletingLastPathComponent().lastPathComponent : stem
      return Learner(name: name, progress: ProgressFile(path: path).readable)
    }.sorted { $0.name < $1.name }
  }

  private static func files(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") && $0.split(separator: "/").count <= 3 }.sorted().map {
      path + "/" + $0
    }
  }

  /// `4/14` for each learner and lesson, and all steps together.
  public var table: Table {
    let total = lessons.reduce(0) { $0 + $1.outline.count }
    return Table(
      "steps done", columns: ["learner"] + lessons.map { "\($0.number)" } + ["all"],
      rows: learners.map { learner in
        guard let progress = learner.progress else {
          return [.text(learner.name)] + lessons.map { _ in .text("") } + [.text("this is no progress file")]
        }
        let counts = lessons.map(progress.count)
        return [.text(learner.name)] + zip(counts, lessons).map { .text("\($0)/\($1.outline.count)") }
          + [.text("\(counts.reduce(0, +))/\(total)")]
      })
  }
}
