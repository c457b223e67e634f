import Foundation

/// Randomness as a function of (seed, stream, step, index), never a moving state: any step can be drawn again exactly.
public struct Random: Hashable, Sendable {
  /// What the numbers are for. Two streams of one seed have nothing in common.
  public struct Stream: Hashable, Sendable {
    /// The word that tells streams apart.
    public let rawValue: UInt32
    /// A stream from its word.
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }
    /// A stream named by a text: its FNV-1a hash.
    public init(named name: String) {
      rawValue = name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
  }

  /// Chosen by the user; the same seed gives the same run.
  public let seed: UInt64

  /// The randomness of one seed.
  public init(seed: UInt64) { self.seed = seed }

  /// Four random words: those at `block` of a stream's step.
  public func words(_ stream: Stream, step: Int, block: Int) -> SIMD4<UInt32> {
    Philox.words(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: step),
        UInt32(truncatingIfNeeded: step >> 32), stream.rawValue),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// Numbers spread evenly over [0, 1).
  public func uniform(_ shape: Shape, _ stream: Stream, step: Int = 0) -> NDArray {
    fill(shape, stream, step) { words in
      SIMD4(
        Random.fraction(words[0]), Random.fraction(words[1]), Random.fraction(words[2]), Random.fraction(words[3]))
    }
  }

  /// Numbers of the standard normal distribution, by Box and Muller's transform.
  public func normal(_ shape: Shape, _ stream: Stream, step: Int = 0) -> NDArray {
    fill(shape, stream, step) { words in
      let first = Random.normalPair(words[0], words[1])
      let second = Random.normalPair(words[2], words[3])
      return SIMD4(first.0, first.1, second.0, second.1)
    }
  }

  /// Whole numbers from 0 up to `bound`, each as likely as the others to 1 part in 2³².
  public func indices(_ count: Int, below bound: Int, _ stream: Stream, step: Int = 0) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(count)
    forEachBlock(count, stream, step) { block, words in
      for lane in 0..<min(4, count - 4 * block) { indices.append(Int((UInt64(words[lane]) &* UInt64(bound)) >> 32)) }
    }
    return indices
  }

  private func fill(
    _ shape: Shape, _ stream: Stream, _ step: Int, _ draw: (SIMD4<UInt32>) -> SIMD4<Real>
  ) -> NDArray {
    NDArray(shape: shape) { numbers in
      forEachBlock(numbers.count, stream, step) { block, words in
        let four = draw(words)
        for lane in 0..<min(4, numbers.count - 4 * block) { numbers[4 * block + lane] = four[lane] }
      }
    }
  }

  /// The words at each block of a stream's step that `count` numbers take, computed eight blocks at a time. Ends early when it is time to stop.
  @inline(__always)
  private func forEachBlock(_ count: Int, _ stream: Stream, _ step: Int, _ body: (Int, SIMD4<UInt32>) -> Void) {
    let blocks = (count + 3) / 4
    let rest = SIMD3(
      UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32), stream.rawValue)
    let key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    var pace = Pace()
    for first in stride(from: 0, to: blocks, by: 8) {
      guard pace.goesOn() else { return }
      let (a, b, c, d) = Philox.words(eightFrom: UInt32(truncatingIfNeeded: first), rest, key: key)
      for lane in 0..<min(8, blocks - first) { body(first + lane, SIMD4(a[lane], b[lane], c[lane], d[lane])) }
    }
  }

  /// The upper 24 bits of a word as a fraction in [0, 1): exact in single precision.
  private static func fraction(_ word: UInt32) -> Real { Real(word >> 8) * 0x1p-24 }

  private static func normalPair(_ a: UInt32, _ b: UInt32) -> (Real, Real) {
    let radius = (-2 * log(Real((a >> 8) + 1) * 0x1p-24)).squareRoot()
    let angle = 2 * Real.pi * fraction(b)
    return (radius * cos(angle), radius * sin(angle))
  }
}
