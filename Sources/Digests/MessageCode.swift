import CSodium

/// HMAC-SHA256 (RFC 2104): tells whether bytes come from someone who knows a key.
public struct MessageCode: Sendable {
  private let key: [UInt8]

  /// A code under a key of any length.
  public init(key: [UInt8]) { self.key = key }

  /// The code of pieces as if they were one, as 64 lower-case hexadecimal digits.
  public func hexadecimal(of pieces: [[UInt8]]) -> String {
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, key, key.count)
    for piece in pieces { crypto_auth_hmacsha256_update(&state, piece, UInt64(piece.count)) }
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    crypto_auth_hmacsha256_final(&state, &code)
    return hexadecimalDigits(code)
  }

  /// Whether a code, in hexadecimal digits, is that of pieces. How long it takes does not tell how much of it is right.
  public func matches(_ code: [UInt8], _ pieces: [[UInt8]]) -> Bool {
    let right = Array(hexadecimal(of: pieces).utf8)
    return code.count == right.count && sodium_memcmp(code, right, right.count) == 0
  }
}
