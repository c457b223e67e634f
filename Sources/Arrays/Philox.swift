/// Philox 4×32-10, a counter-based generator: ten rounds that turn a counter and a key into four random words.
///
/// Salmon, Moraes, Dror and Shaw, *Parallel Random Numbers: As Easy as 1, 2, 3*, SC 2011.
public enum Philox {
  /// The four random words that belong to a counter under a key.
  public static func words(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var counter = counter
    var key = key
    for round in 0..<10 {
      if round > 0 { key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let a = UInt64(counter[0]) &* 0xD251_1F53
      let b = UInt64(counter[2]) &* 0xCD9E_8D57
      counter = SIMD4(
        UInt32(truncatingIfNeeded: b >> 32) ^ counter[1] ^ key[0], UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ counter[3] ^ key[1], UInt32(truncatingIfNeeded: a))
    }
    return counter
  }

  /// The same for eight counters that differ in their first word alone, `first` to `first + 7`: eight abreast. Lane i of the k-th result
  /// is word k of the i-th counter.
  static func words(eightFrom first: UInt32, _ rest: SIMD3<UInt32>, key: SIMD2<UInt32>) -> (
    SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>
  ) {
    var c0 = SIMD8<UInt32>(repeating: first) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
    var c1 = SIMD8<UInt32>(repeating: rest[0])
    var c2 = SIMD8<UInt32>(repeating: rest[1])
    var c3 = SIMD8<UInt32>(repeating: rest[2])
    var key = key
    for round in 0..<10 {
      if round > 0 { key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let a = SIMD8<UInt64>(truncatingIfNeeded: c0) &* 0xD251_1F53
      let b = SIMD8<UInt64>(truncatingIfNeeded: c2) &* 0xCD9E_8D57
      c0 = SIMD8(truncatingIfNeeded: b &>> 32) ^ c1 ^ key[0]
      c1 = SIMD8(truncatingIfNeeded: b)
      c2 = SIMD8(truncatingIfNeeded: a &>> 32) ^ c3 ^ key[1]
      c3 = SIMD8(truncatingIfNeeded: a)
    }
    return (c0, c1, c2, c3)
  }
}
