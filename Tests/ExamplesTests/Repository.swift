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

  /// A laboratory that prints to memory.
  static func laboratory() -> (Laboratory, MemorySink) {
    Kernels.standard = .fast
    let sink = MemorySink()
    return (Laboratory(output: sink), sink)
  }
}
