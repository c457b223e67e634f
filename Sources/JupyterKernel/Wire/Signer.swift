import Digests

/// Signs messages, and tells those that are signed by someone who knows the key. Without a key nothing is signed and everyone is believed.
struct Signer: Sendable {
  private let code: MessageCode?

  init(key: String) { code = key.isEmpty ? nil : MessageCode(key: Array(key.utf8)) }

  /// The signature of a message's parts.
  func signature(of parts: [[UInt8]]) -> [UInt8] { Array((code?.hexadecimal(of: parts) ?? "").utf8) }

  /// Whether a signature is that of the parts.
  func accepts(_ signature: [UInt8], of parts: [[UInt8]]) -> Bool { code?.matches(signature, parts) ?? true }
}
