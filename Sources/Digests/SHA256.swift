import CSodium

/// The digest of FIPS 180-4, fed piece by piece.
public struct SHA256 {
  private var state = crypto_hash_sha256_state()

  /// A digest of nothing so far.
  public init() { crypto_hash_sha256_init(&state) }

  /// Takes more bytes in.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    crypto_hash_sha256_update(&state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// Takes more bytes in.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The digest of all that was taken in: 32 bytes.
  public var bytes: [UInt8] {
    var closed = state, digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256_final(&closed, &digest)
    return digest
  }

  /// The same as 64 lower-case hexadecimal digits.
  public var hexadecimal: String { hexadecimalDigits(bytes) }
}

/// Bytes as lower-case hexadecimal digits, two a byte.
func hexadecimalDigits(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
