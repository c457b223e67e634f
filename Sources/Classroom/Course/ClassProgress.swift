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

  /// The progress files (`*.json`) in folders and in the folders in these, or files that are named; each once.
  public init(_ paths: [String], lessons: [Lesson]) {
    self.lessons = lessons
    var seen: Set<String> = []
    learners = paths.flatMap(ClassProgress.files).filter {
      seen.insert(URL(fileURLWithPath: $0).resolvingSymlinksInPath().path).inserted
    }.map { path in
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

  /// `4/14` for each learner and lesson, and all steps together. Columns are called as the lessons are.
  public var table: Table { table(lessons.map(\.name)) }

  /// For people: the table with the lessons' numbers over its columns, and under it which lessons these are.
  public var text: String {
    // A number stays with its name where the line is folded.
    let names = lessons.map { "\($0.number)\u{A0}\($0.name)" }.joined(separator: ", ")
    let legend = folded(names, to: pageWidth).map { $0.replacing("\u{A0}", with: " ") }
    return ([table(lessons.map { "\($0.number)" }).text] + legend).joined(separator: "\n")
  }

  private func table(_ columns: [String]) -> Table {
    let total = lessons.reduce(0) { $0 + $1.outline.count }
    return Table(
      "steps done", columns: ["learner"] + columns + ["all"],
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

// Steps of other lessons.

extension ClassProgress {
  /// Where learners have done nothing of these lessons, the others of which their files hold steps: a line for each course.
  public var elsewhere: [String] {
    let keys = Set(lessons.map(\.key)), courses = Set(lessons.map(\.course))
    var found: [String: (learners: [String], lessons: Set<String>)] = [:]
    for learner in learners {
      let done = (learner.progress?.lessons ?? [:]).filter { !$0.value.done.isEmpty }.keys
      guard !done.contains(where: keys.contains) else { continue }
      for (course, keys) in Dictionary(grouping: done, by: ClassProgress.course) {
        found[course, default: ([], [])].learners.append(learner.name)
        found[course, default: ([], [])].lessons.formUnion(
          keys.map { String($0.dropFirst(course.isEmpty ? 0 : course.count + 1)) })
      }
    }
    return found.sorted { $0.key < $1.key }.map { course, found in
      "\(firstFew(found.learners)): none of these lessons, but steps of "
        + ClassProgress.told(course, firstFew(found.lessons.sorted()), isThis: courses.contains(course))
    }
  }

  /// What stands before a lesson's name in its key.
  private static func course(of key: String) -> String {
    key.lastIndex(of: "/").map { String(key[..<$0]) } ?? ""
  }

  private static func told(_ course: String, _ lessons: String, isThis: Bool) -> String {
    if isThis { return "\(lessons), which \(course.isEmpty ? "the kit" : quoted(course)) does not have." }
    if course.isEmpty { return "the kit's (\(lessons)): leave --course out to see them." }
    return "\(quoted(course)) (\(lessons)): --course \(Lesson.isFile(course) ? "FILE" : "FOLDER") shows them."
  }
}
