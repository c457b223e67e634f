import Arrays
import Checkpoints
import Display
import FastKernels
import Foundation
import Notebook
import Workbench

/// A workbench whose files lie in a folder of the test's.
struct Bench {
  let workbench: Workbench
  var session: Session { workbench.session }
  let sink = MemorySink()
  let folder: Folder

  private static let fast: Void = { Kernels.standard = .fast }()

  init(_ folder: Folder = Folder(), files: FileAccess = .unrestricted) {
    Bench.fast
    self.folder = folder
    workbench = Workbench(output: sink, files: files)
    session.version = "wganlab test"
  }

  /// Runs lines one by one, `@` standing for the folder; throws the first failure.
  @discardableResult
  func run(_ lines: String...) throws -> String {
    let before = sink.output.count
    for line in lines {
      let result = session.run(cell: line.replacing("@", with: folder.path))
      if let failure = result.failure { throw failure }
    }
    return String(sink.output.dropFirst(before))
  }

  /// The message and hint of a line that must fail.
  func failure(_ line: String) -> String {
    let failure = session.run(cell: line.replacing("@", with: folder.path)).failure
    return failure.map { $0.problem.message + "\n" + ($0.problem.hint ?? "") } ?? "no failure"
  }

  /// Everything that a run depends on, as the bytes that save would write.
  func state() throws -> [UInt8] {
    let folder = Folder()
    let path = folder.file("state")
    let failure = session.run(cell: "save \(path);").failure
    if let failure { throw failure }
    return folder.bytes("state")
  }
}

/// A checkpoint taken apart, changed, and sealed again with a right digest.
struct Editing {
  var tensors: [(name: String, array: NDArray)]
  var notes: [(key: String, text: String)]

  init(_ bytes: [UInt8], keys: [String]) throws {
    let file = try SafetensorsFile(bytes: bytes, name: "f")
    tensors = try file.entries.map { ($0.name, try file.array($0)) }
    notes = keys.compactMap { key in file.note(key).map { (key, $0) } }
  }

  subscript(key: String) -> String? {
    get { notes.first { $0.key == key }?.text }
    set {
      notes.removeAll { $0.key == key }
      if let newValue { notes.append((key, newValue)) }
    }
  }

  var bytes: [UInt8] { SafetensorsWriter.bytes(tensors, notes: notes) }
}

/// What the metadata of a checkpoint say, but for its settings and its digest.
let keys = [
  "format", "version", "program", "preset", "seed", "own", "critic.steps", "critic.samples", "generator.steps",
  "critic.network",
  "generator.network",
]
