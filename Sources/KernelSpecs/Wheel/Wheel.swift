import CZlib
import Digests
import Foundation

/// A package for Python, as `pip install` takes it: files in a ZIP archive, nothing in it compressed.
struct Wheel {
  let name: String
  let version: String
  /// The modules and what is in them.
  var files: [(path: String, text: String)]
  /// What other packages look for: `[group]` and lines `name = module:object` under it.
  let entryPoints: String
  /// What it is, in a line.
  let summary: String

  /// What it is called in a folder: Python's tools read from it what is in it.
  var fileName: String { "\(name)-\(version)-py3-none-any.whl" }

  /// The archive.
  var bytes: [UInt8] {
    let information = "\(name)-\(version).dist-info"
    var all = files
    all.append(
      (
        "\(information)/METADATA",
        "Metadata-Version: 2.1\nName: \(name.replacing("_", with: "-"))\nVersion: \(version)\nSummary: \(summary)\nLicense: MIT\n"
      ))
    all.append(
      ("\(information)/WHEEL", "Wheel-Version: 1.0\nGenerator: wganlab\nRoot-Is-Purelib: true\nTag: py3-none-any\n"))
    all.append(("\(information)/entry_points.txt", entryPoints))
    let record = all.map { path, text in "\(path),sha256=\(Wheel.digest(text)),\(text.utf8.count)\n" }.joined()
    all.append(("\(information)/RECORD", record + "\(information)/RECORD,,\n"))
    return ZipArchive(all.map { (path: $0.path, bytes: Array($0.text.utf8)) }).bytes
  }

  /// The digest as RECORD has it: base64 for URLs, without padding.
  private static func digest(_ text: String) -> String {
    var digest = SHA256()
    digest.update(Array(text.utf8))
    return Data(digest.bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

/// Files in an archive as ZIP has it (PKWARE's APPNOTE 6.3), none of them compressed.
private struct ZipArchive {
  private(set) var bytes: [UInt8] = []

  init(_ files: [(path: String, bytes: [UInt8])]) {
    var directory: [UInt8] = []
    for (path, content) in files {
      let name = Array(path.utf8), start = bytes.count
      // Version 2.0, names in UTF-8, stored, 1 January 1980: the same whenever it is written.
      let common =
        Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0x21, 2)
        + Self.number(Self.checksum(content), 4) + Self.number(content.count, 4) + Self.number(content.count, 4)
        + Self.number(name.count, 2) + Self.number(0, 2)
      bytes += Self.number(0x0403_4b50, 4) + common + name + content
      directory +=
        Self.number(0x0201_4b50, 4) + Self.number(0x0314, 2) + common + Self.number(0, 2) + Self.number(0, 2)
        + Self.number(0, 2) + Self.number(0x81A4_0000, 4) + Self.number(start, 4) + name
    }
    let start = bytes.count
    bytes += directory
    bytes +=
      Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(files.count, 2) + Self.number(files.count, 2)
      + Self.number(directory.count, 4) + Self.number(start, 4) + Self.number(0, 2)
  }

  private static func checksum(_ content: [UInt8]) -> Int {
    content.withUnsafeBufferPointer { Int(crc32_z(0, $0.baseAddress, $0.count)) }
  }

  /// A number in so many bytes, the least first.
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
