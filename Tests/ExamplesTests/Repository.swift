import Arrays
import FastKernels
import Foundation
import Laboratory
import Notebook

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

  /// A laboratory that prints to memory.
  static func laboratory() -> (Laboratory, MemorySink) {
    Kernels.standard = .fast
    let sink = MemorySink()
    return (Laboratory(output: sink), sink)
  }
}
