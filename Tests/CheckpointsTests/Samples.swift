import Arrays
import Checkpoints
import Foundation
import Refusals

/// A safetensors file from its header's text and its data.
func file(_ header: String, data: Int = 0) -> [UInt8] { file(Array(header.utf8), data: data) }

/// A safetensors file from its header's bytes and as many data bytes.
func file(_ header: [UInt8], data: Int = 0) -> [UInt8] {
  length(UInt64(header.count)) + header + [UInt8](repeating: 0, count: data)
}

/// Eight bytes, little-endian.
func length(_ count: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) } }

/// A tensor's part of a header.
func entry(_ name: String, _ type: String = "F32", _ shape: String = "[1]", _ offsets: String = "[0,4]") -> String {
  "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
}

/// What is wrong with a file's bytes; `nil` when nothing is.
func fault(_ bytes: [UInt8]) -> String? {
  do throws(Refusal) { _ = try SafetensorsFile(bytes: bytes, name: "f") } catch { return error.problem }
  return nil
}

/// How long this thread has computed: others on the machine do not count.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The numbers' bits.
func bits(_ array: NDArray) -> [UInt32] { array.numbers.map(\.bitPattern) }

/// A folder of its own for one test, gone afterwards.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "checkpoints-\(UUID().uuidString)"
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
