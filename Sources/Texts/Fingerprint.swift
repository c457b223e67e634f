/// Digits that two texts share if they are the same, and hardly otherwise: FNV-1a of 64 bits, in hexadecimal. No secret is kept by it.
public func fingerprint(_ text: String) -> String {
  String(text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
}
