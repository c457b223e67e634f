import Digests
import Testing

/// The examples of RFC 4231, and what tells a right code from others.
@Suite struct MessageCodeTests {
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func published(_ key: [UInt8], _ text: [UInt8], _ code: String) {
    #expect(MessageCode(key: key).hexadecimal(of: [text]) == code)
  }

  /// The law: pieces are as one.
  @Test func pieces() {
    let code = MessageCode(key: [1, 2, 3]), bytes = (0..<200).map { UInt8($0) }
    for cut in 0...200 {
      #expect(
        code.hexadecimal(of: [Array(bytes[..<cut]), [], Array(bytes[cut...])]) == code.hexadecimal(of: [bytes]),
        "cut at \(cut)")
    }
  }

  /// The law: one bit of the key, the code or the text is noticed.
  @Test func oneBit() {
    let key: [UInt8] = Array("a key".utf8), text: [UInt8] = Array("a message".utf8)
    let right = Array(MessageCode(key: key).hexadecimal(of: [text]).utf8)
    #expect(MessageCode(key: key).matches(right, [text]))
    for bit in 0..<8 {
      for place in right.indices {
        var wrong = right
        wrong[place] ^= 1 << UInt8(bit)
        #expect(!MessageCode(key: key).matches(wrong, [text]))
      }
      for place in text.indices {
        var wrong = text
        wrong[place] ^= 1 << UInt8(bit)
        #expect(!MessageCode(key: key).matches(right, [wrong]))
      }
      for place in key.indices {
        var wrong = key
        wrong[place] ^= 1 << UInt8(bit)
        #expect(!MessageCode(key: wrong).matches(right, [text]))
      }
    }
    for wrong in [[], Array(right.dropLast()), right + [48]] { #expect(!MessageCode(key: key).matches(wrong, [text])) }
  }
}
