import Arrays
import Distances
import Foundation
import Refusals
import Testing

@Suite struct SampleDivergenceTests {
  /// A histogram over a fixed range drops what lies outside, and then even KL turns negative.
  @Test(arguments: [1, 2], [1, 7, 32]) func noSampleIsLost(d: Int, bins: Int) throws {
    for seed in UInt64(1)...6 {
      let real = normal([150, d], seed: seed)
      let fake = map(normal([90, d], seed: seed + 70)) { 30 * $0 + 4 }
      let result = try SampleDivergence(real: real, fake: fake, bins: bins)
      #expect(result.realCount == 150 && result.fakeCount == 90)
      #expect(result.klRealFake >= 0 && result.klFakeReal >= 0)
      #expect(result.nats >= 0 && result.nats <= SampleDivergence.maximum)
    }
  }

  @Test(arguments: 1...6) func symmetry(seed: UInt64) throws {
    let (a, b) = (normal([80, 2], seed: seed), normal([60, 2], seed: seed + 30))
    let (there, back) = (try SampleDivergence(real: a, fake: b), try SampleDivergence(real: b, fake: a))
    #expect(there.nats == back.nats && there.totalVariation == back.totalVariation)
    #expect(there.klRealFake == back.klFakeReal)
  }

  @Test func theSameSamplesAreAtZero() throws {
    let a = normal([200, 2], seed: 1)
    let result = try SampleDivergence(real: a, fake: a)
    #expect(result.nats == 0 && result.totalVariation == 0 && result.klRealFake == 0)
  }

  /// A mode that the fakes lack makes KL(real‖fake) infinite and KL(fake‖real) blind.
  @Test func theTwoDirectionsOfKLDiffer() throws {
    let result = try SampleDivergence(real: points(0, 1, 0, 1), fake: points(0, 0), bins: 2)
    #expect(result.klRealFake == .infinity)
    #expect(abs(result.klFakeReal - log(2)) < 1e-12)
  }

  @Test(arguments: [Real(-0.75), 0.01, 1]) func parallelLines(theta: Real) throws {
    let (real, fake) = (line(at: 0, count: 256, seed: 1), line(at: theta, count: 256, seed: 2))
    let result = try SampleDivergence(real: real, fake: fake)
    #expect(abs(result.nats - 0.693147) < 1e-6)
    #expect(abs(result.nats / SampleDivergence.maximum - 1) < 1e-12)
    #expect(result.totalVariation == 1 && result.klRealFake == .infinity)
  }

  @Test func theSameDistributionIsAtItsFloor() throws {
    let (real, fake) = (normal([1024, 2], seed: 3), normal([1024, 2], seed: 4))
    let result = try SampleDivergence(real: real, fake: fake, spare: normal([1024, 2], seed: 5), bins: 16)
    let floor = try #require(result.floor)
    #expect(floor.isOfSizesCompared && floor.sizes == [1024, 1024])
    #expect(abs(result.nats / floor.nats - 1) < 0.25)
    // NumPy's histogram2d gives 0.044 for two such draws.
    #expect(abs(floor.nats - 0.044) < 0.005)
  }

  /// With K cells that all hold many samples, 8 JS / (1/n + 1/m) is distributed as χ² with K - 1 degrees of freedom.
  @Test(arguments: [(n: 1000, m: 1000), (n: 3000, m: 600)]) func theFloorIsThatOfTheory(n: Int, m: Int) throws {
    let uniform = Random(seed: 9).uniform([n + m], Random.Stream(named: "floor test")).numbers
    let (real, spare) = (NDArray(uniform[..<n], shape: [n]), NDArray(uniform[n...], shape: [m]))
    let floor = try #require(try SampleDivergence(real: real, fake: spare, spare: spare, bins: 32).floor)
    #expect(floor.sizes == [n, m])
    #expect(abs(floor.nats / (31.0 / 8 * (1 / Double(n) + 1 / Double(m))) - 1) < 0.3)
  }

  @Test func theFloorFallsWithTheSamples() throws {
    let floors = try [64, 512, 4096].map { count in
      try #require(try SampleDivergence(real: normal([count, 1], seed: 6), fake: points(0), bins: 20).floor).nats
    }
    #expect(floors[0] > 4 * floors[1] && floors[1] > 4 * floors[2])
  }

  @Test func withoutSpareSamplesTheFloorIsOfHalves() throws {
    let result = try SampleDivergence(real: normal([101, 1], seed: 7), fake: normal([101, 1], seed: 8))
    #expect(result.floor?.sizes == [50, 51] && result.floor?.isOfSizesCompared == false)
    #expect(try SampleDivergence(real: points(0), fake: normal([5, 1], seed: 1)).floor == nil)
  }

  @Test func binsFollowFromTheSamples() throws {
    let one = try SampleDivergence(real: normal([1000], seed: 1), fake: normal([3000], seed: 2))
    #expect(one.grid.bins == [20])
    let two = try SampleDivergence(real: normal([256, 2], seed: 1), fake: normal([256, 2], seed: 2))
    #expect(two.grid.bins == [8, 8])
    #expect(two.method == "histogram of 8×8 cells, 256 real and 256 fake samples")
  }

  @Test func pointsWithoutExtent() throws {
    let zeros = NDArray(repeating: 0, shape: [30, 1])
    let same = try SampleDivergence(real: zeros, fake: zeros)
    #expect(same.grid.cells == 1 && same.nats == 0)
    let apart = try SampleDivergence(real: zeros, fake: NDArray(repeating: 1e-30, shape: [30, 1]))
    #expect(abs(apart.nats - log(2)) < 1e-12)
  }

  @Test func refusals() {
    let good = normal([9, 2], seed: 1)
    #expect(throws: Refusal.self) { try SampleDivergence(real: good, fake: normal([9, 1], seed: 1)) }
    #expect(throws: Refusal.self) {
      try SampleDivergence(real: good, fake: good, spare: normal([9, 1], seed: 1))
    }
    #expect(throws: Refusal.self) { try SampleDivergence(real: good, fake: good, bins: 0) }
    #expect(throws: Refusal.self) { try SampleDivergence(real: good, fake: good, bins: 100_000) }
    let images = normal([9, 28, 28, 1], seed: 1)
    let error = #expect(throws: Refusal.self) { try SampleDivergence(real: images, fake: images) }
    #expect(error?.remedy.contains("features") == true)
  }
}
