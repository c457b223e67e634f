import Arrays
import Distances
import Foundation
import Refusals
import Testing

/// Numbers of unlike size, from 10⁻³⁰ to 10³⁰, cancel in the middle of a computation; distances stay right.
@Suite struct MixedMagnitudesTests {
  /// Coordinates whose sizes are drawn too, many of them equal.
  private func mixed(_ count: Int, _ axes: Int, seed: UInt64, reach: Real) -> NDArray {
    let draws = Random(seed: seed).uniform([count * axes, 3], .init(1)).numbers
    let numbers = (0..<count * axes).map { i -> Real in
      let (size, sign, digits) = (draws[3 * i], draws[3 * i + 1], draws[3 * i + 2])
      let exponent = (size * 5).rounded(.down) / 2 - 1  // -1, -0.5, 0, 0.5, 1
      return (sign < 0.5 ? -1 : 1) * pow(10, exponent * reach) * (digits < 0.3 ? 1 : 1 + digits)
    }
    return NDArray(numbers, shape: [count, axes])
  }

  private func cheapest(_ costs: [[Double]], _ row: Int = 0, _ taken: Set<Int> = []) -> Double {
    guard row < costs.count else { return 0 }
    return costs.indices.filter { !taken.contains($0) }
      .map { costs[row][$0] + cheapest(costs, row + 1, taken.union([$0])) }.min() ?? .infinity
  }

  @Test(arguments: UInt64(0)..<60) func transportIsTheCheapestPermutation(seed: UInt64) throws {
    for (axes, reach) in [(1, Real(8)), (2, 8), (2, 16), (3, 30), (1, 30)] {
      let n = 2 + Int(seed % 5)
      let (x, y) = (mixed(n, axes, seed: seed, reach: reach), mixed(n, axes, seed: 1000 + seed, reach: reach))
      let costs = (0..<n).map { i in (0..<n).map { gap(x, i, y, $0) } }
      let least = cheapest(costs) / Double(n)
      let found = try wasserstein(x, y)
      #expect(abs(found - least) <= 1e-14 * least, "\(axes) axes to 1e\(reach): \(found), not \(least)")
      let plan = try OptimalTransport(from: x, to: y)
      #expect(abs(plan.distance - least) <= 1e-14 * least)
    }
  }

  @Test func oneFarPairHidesNothing() throws {
    let x = NDArray([2.23, 2.3, 2.79, 3.53, 0.94, 4.08, 0.52, 1e16], shape: [4, 2])
    let y = NDArray([5.7, 18.1, 3.67, 21.6, 14.9, 51.4, 2.8, 1e16], shape: [4, 2])
    #expect(abs(try wasserstein(x, y) - 21.39150) < 1e-5)
  }

  private static func whole(_ seed: UInt64, _ part: UInt32) -> [Int128] {
    (0..<6).map { block in
      let word = Random(seed: seed).words(.init(part), step: 0, block: block)
      let digits = word[2] % 4 == 0 ? 0 : UInt64(word[0] >> 16)
      return Int128(digits << UInt64(word[1] % 37)) + 1
    }
  }

  /// Whole weights below 2⁵⁴, compared in whole numbers of 128 bits.
  @Test(arguments: UInt64(0)..<40) func weightsAreComparedInWholeNumbers(seed: UInt64) throws {
    let (p, q) = (MixedMagnitudesTests.whole(seed, 1), MixedMagnitudesTests.whole(seed, 2))
    let allOfP: Int128 = p.reduce(0, +), allOfQ: Int128 = q.reduce(0, +)
    let whole = Double(allOfP) * Double(allOfQ)
    var (sum, work, variation) = (Int128(0), Int128(0), Int128(0))
    for (a, b) in zip(p, q) {
      sum += a * allOfQ - b * allOfP
      work += abs(sum)
      variation += abs(a * allOfQ - b * allOfP)
    }
    let (first, second) = (p.map { Double($0) }, q.map { Double($0) })
    #expect(isClose(try wasserstein(first, second), Double(work) / whole))
    #expect(isClose(try totalVariation(first, second), Double(variation) / whole / 2))
    // A power of two changes nothing.
    #expect(try wasserstein(first.map { $0 * 0x1p300 }, second.map { $0 * 0x1p-300 }) == wasserstein(first, second))
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 4e-15 * max(abs(a), abs(b)) }

  @Test func tinyDifferencesOfLargeSharesAreNotLost() throws {
    #expect(isClose(try totalVariation([1, 1e-30], [1.0, 0]), 1e-30))
    #expect(isClose(try wasserstein([1, 1e-30], [1.0, 0], positions: [0, 1e30]), 1))
    #expect(isClose(try wasserstein([1e30, 1, 1e-30], [1e30, 1, 0.0]), 2e-60))
    #expect(isClose(try jsDivergence([1, 1e-30], [1.0, 0]), 1e-30 / 2 * log(2)))
  }

  /// p = (½, ½) and q = ((1 + e) / 2, (1 - e) / 2) have KL(p‖q) = -½ log(1 - e²), TV = e / 2 and JS near e² / 8.
  @Test(arguments: 1...26) func almostEqualSharesDoNotCancel(power: Int) throws {
    let e = pow(2, -2 * Double(power))
    #expect(isClose(try klDivergence([1.0, 1], [1 + e, 1 - e]), -log1p(-e * e) / 2))
    #expect(isClose(try totalVariation([1.0, 1], [1 + e, 1 - e]), e / 2))
    let js = try jsDivergence([1.0, 1], [1 + e, 1 - e])
    #expect(js > 0 && abs(js / (e * e / 8) - 1) < e)
  }

  @Test func manyUnlikeSamplesAreSortedRightly() throws {
    let x = mixed(3000, 1, seed: 1, reach: 30)
    let shuffled = NDArray(x.numbers.reversed(), shape: x.shape)
    #expect(try wasserstein(x, shuffled) == 0)
    #expect(try wasserstein(x.reshaped([3000]), shuffled) == 0)
  }

  /// N(0, 1) against N(1, 1) beside an axis that differs by nothing, or by its size alone.
  @Test(arguments: [Real(0), 1, 1e3, 1e8, 1e16]) func gaussiansAreComparedOrRefused(size: Real) throws {
    let near = normal([400], seed: 1).numbers, far = normal([400], seed: 2).numbers
    let points = { (shift: Real, wide: Real) in
      NDArray(near.indices.flatMap { [near[$0] * wide + shift, size * far[$0]] }, shape: [400, 2])
    }
    let fit = try GaussianFit(points(0, 1))
    #expect(try FrechetReference(fit).distance(to: fit) == 0)
    // Moved by 16; deviations of 1 and 2, to about a tenth.
    for (other, expected, slack) in [(points(16, 1), 256.0, 0.01), (points(0, 2), 1, 0.2)] {
      let found = Result { try FrechetReference(fit).distance(to: GaussianFit(other)) }
      switch found {
      case .success(let distance): #expect(size < 1e8 && abs(distance - expected) < slack, "\(distance)")
      case .failure(let error): #expect(size >= 1e8 && error is Refusal)
      }
    }
  }
}
