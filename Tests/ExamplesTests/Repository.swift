import Arrays
import Display
import FastKernels
import Foundation
import Notebook
import Workbench

/// The files that users read, as the tests find them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The scripts under `Examples`.
  static let scripts =
    (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Examples").path))?
    .filter { $0.hasSuffix(".wgan") }.sorted() ?? []

  /// The pages that people read.
  static let pages: [String] = {
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (all?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.hasSuffix(".md") }
      .map { String($0.dropFirst(root.path.count + 1)) }.sorted()
  }()

  /// A workbench that prints to memory.
  static func workbench() -> (Workbench, MemorySink) {
    Kernels.standard = .fast
    let sink = MemorySink()
    return (Workbench(output: sink), sink)
  }
}
