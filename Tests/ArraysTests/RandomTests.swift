import Arrays
import Testing

@Suite struct PhiloxTests {
  /// The known answers published with Random123 (philox4x32, 10 rounds).
  @Test func agreesWithThePublishedVectors() {
    #expect(
      Philox.words(counter: SIMD4(0, 0, 0, 0), key: SIMD2(0, 0))
        == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = UInt32.max
    #expect(
      Philox.words(counter: SIMD4(ones, ones, ones, ones), key: SIMD2(ones, ones))
        == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox.words(
        counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
        == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }
}

@Suite struct RandomTests {
  private let random = Random(seed: 3)
  private let stream = Random.Stream(named: "test")

  @Test func sameSeedStreamAndStepGiveTheSameNumbers() {
    #expect(random.normal([7, 3], stream, step: 5) == Random(seed: 3).normal([7, 3], stream, step: 5))
  }

  @Test func anyOtherSeedStreamOrStepGivesOthers() {
    let numbers = random.uniform([64], stream, step: 5)
    #expect(numbers != Random(seed: 4).uniform([64], stream, step: 5))
    #expect(numbers != random.uniform([64], .init(named: "other"), step: 5))
    #expect(numbers != random.uniform([64], stream, step: 6))
    #expect(numbers != random.uniform([64], stream, step: 5 + 1 << 32))
  }

  @Test func aShorterDrawIsThePrefixOfALongerOne() {
    #expect(random.normal([10], stream).numbers == Array(random.normal([4, 9], stream).numbers.prefix(10)))
  }

  @Test func everyNumberIsThatOfItsBlock() {
    let numbers = random.uniform([101], stream, step: 1 << 33 + 5).numbers
    let indices = random.indices(101, below: 1000, stream, step: 7)
    for place in 0..<101 {
      let word = random.words(stream, step: 1 << 33 + 5, block: place / 4)[place % 4]
      #expect(numbers[place] == Real(word >> 8) * 0x1p-24)
      let other = random.words(stream, step: 7, block: place / 4)[place % 4]
      #expect(indices[place] == Int((UInt64(other) * 1000) >> 32))
    }
  }

  @Test func uniformAndNormalHaveTheirMoments() {
    let count: Real = 100_000
    let uniform = random.uniform([100_000], stream).numbers
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / count - 0.5) < 0.005)
    let normal = random.normal([100_000], stream).numbers
    #expect(abs(normal.reduce(0, +) / count) < 0.015)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / count - 1) < 0.02)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count - 3) < 0.15)
  }

  @Test func indicesCoverTheirRangeEvenly() {
    var seen = [Int](repeating: 0, count: 10)
    for index in random.indices(50_000, below: 10, stream) { seen[index] += 1 }
    #expect(seen.allSatisfy { abs($0 - 5000) < 400 })
  }
}
