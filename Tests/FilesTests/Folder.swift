import Foundation

/// A folder of its own for one test, gone afterwards.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A file's path in it, the file written if its bytes are given.
  func file(_ name: String, _ bytes: [UInt8]? = nil) -> String {
    if let bytes { _ = FileManager.default.createFile(atPath: path + "/" + name, contents: Data(bytes)) }
    return path + "/" + name
  }

  /// What is in it.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }

  /// A file's bytes.
  func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: path + "/" + name).map(Array.init) ?? []
  }
}
