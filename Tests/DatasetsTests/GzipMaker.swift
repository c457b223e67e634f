import CZlib
import Datasets
import Files
import Foundation

/// A gzip member with every part open to damage; as it stands, it is right.
struct GzipMember {
  var magic: [UInt8] = [0x1F, 0x8B]
  var method: UInt8 = 8
  var reservedFlags: UInt8 = 0
  var extraField: [UInt8]?
  var announcedExtraSize: Int?
  var fileName: String?
  var comment: String?
  var hasHeaderChecksum = false
  var headerChecksumError: UInt32 = 0
  var compressed: [UInt8]
  var checksum: UInt32
  var size: UInt32

  /// A member that holds `content`; level 0 stores it in blocks as it is.
  init(_ content: [UInt8], level: Int32 = 6) {
    compressed = deflated(content, level: level)
    checksum = checksumOf(content)
    size = UInt32(content.count)
  }

  var bytes: [UInt8] {
    let flags =
      reservedFlags | (hasHeaderChecksum ? 2 : 0) | (extraField != nil ? 4 : 0) | (fileName != nil ? 8 : 0)
      | (comment != nil ? 16 : 0)
    var header = magic + [method, flags, 1, 2, 3, 4, 0, 3]
    if let extraField {
      let size = announcedExtraSize ?? extraField.count
      header += [UInt8(size & 0xFF), UInt8(size >> 8)] + extraField
    }
    for text in [fileName, comment] { if let text { header += Array(text.utf8) + [0] } }
    if hasHeaderChecksum { header += littleEndian(checksumOf(header) ^ headerChecksumError, bytes: 2) }
    return header + compressed + littleEndian(checksum, bytes: 4) + littleEndian(size, bytes: 4)
  }

  /// The member with something changed.
  func with(_ change: (inout GzipMember) -> Void) -> GzipMember {
    var copy = self
    change(&copy)
    return copy
  }
}

/// An IDX file's bytes; the extents are written as they are given, whatever the data are.
func idx(type: UInt8 = 8, rank: UInt8? = nil, _ extents: [UInt32], _ data: [UInt8]) -> [UInt8] {
  [0, 0, type, rank ?? UInt8(extents.count)] + extents.flatMap { bigEndian($0) } + data
}

/// Raw deflate, by zlib; with `Z_FULL_FLUSH` for `finish` other such pieces may follow.
func deflated(_ content: [UInt8], level: Int32 = 6, finish: Int32 = Z_FINISH) -> [UInt8] {
  var content = content
  var stream = z_stream()
  deflateInit2_(
    &stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 64)
  let count = content.withUnsafeMutableBufferPointer { input in
    result.withUnsafeMutableBufferPointer { output in
      (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
      (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
      deflate(&stream, finish)
      return Int(stream.total_out)
    }
  }
  return Array(result[..<count])
}

/// CRC-32 bit by bit, from its polynomial: a second opinion on zlib's.
func checksumOf(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~UInt32(0)) { register, byte in
    (0..<8).reduce(register ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}

func littleEndian(_ value: UInt32, bytes: Int) -> [UInt8] {
  (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

func bigEndian(_ value: UInt32) -> [UInt8] { littleEndian(value, bytes: 4).reversed() }

/// All that a gzip file holds.
func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let reader = try Gunzip(ByteStore(bytes, name: "a.gz"))
  var content: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 7)
  while true {
    let count = try piece.withUnsafeMutableBytes { try reader.read(into: $0) }
    if count == 0 { return content }
    content += piece[..<count]
  }
}

/// The message of the error that `body` throws, or "accepted".
func refusal<Result>(_ body: () throws -> Result) -> String {
  do {
    _ = try body()
    return "accepted"
  } catch { return "\(error)" }
}
