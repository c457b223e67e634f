import Arrays
import Digests

/// The checksum that a file of ours carries in its metadata: SHA-256 over the whole file, the digest's own 64 digits taken as zeros.
/// So every bit counts, those of the header and of the digest included.
enum Checksum {
  static let key = "sha256"
  /// What stands in the digest's place while it is taken.
  static let blank = [UInt8](repeating: UInt8(ascii: "0"), count: 64)

  /// A digest of a file's beginning, up to the data.
  static func begun(_ start: [UInt8], blanking range: Range<Int>) -> SHA256 {
    var digest = SHA256()
    var start = start
    start.replaceSubrange(range, with: blank)
    digest.update(start)
    return digest
  }
}

extension SHA256 {
  /// Takes an array's numbers in, as they stand in a file.
  mutating func update(_ array: NDArray) {
    array.withNumbers { update(UnsafeRawBufferPointer($0)) }
  }
}
