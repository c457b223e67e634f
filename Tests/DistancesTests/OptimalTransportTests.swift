import Arrays
import Distances
import Foundation
import Refusals
import Testing

/// Cases of every kind: sizes equal and not, with and without a common divisor, on a line, in the plane and above.
private let cases: [(n: Int, m: Int, d: Int)] = [
  (1, 1, 1), (5, 5, 1), (6, 4, 1), (1, 7, 1), (40, 33, 1),
  (1, 1, 2), (6, 6, 2), (40, 40, 2), (6, 4, 2), (1, 7, 2), (9, 1, 2), (40, 33, 2), (30, 45, 3), (16, 24, 5),
]

/// Every order of the numbers below n.
private func permutations(_ n: Int) -> [[Int]] {
  n == 0
    ? [[]]
    : permutations(n - 1).flatMap { shorter in
      (0..<n).map { Array(shorter[..<$0]) + [n - 1] + Array(shorter[$0...]) }
    }
}

@Suite struct OptimalTransportTests {
  @Test(arguments: cases) func thePlanMovesEverything(n: Int, m: Int, d: Int) throws {
    let (x, y) = (normal([n, d], seed: 1), normal([m, d], seed: 2))
    let transport = try OptimalTransport(from: x, to: y)
    var (given, received) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: m))
    var work = 0.0
    for move in transport.plan {
      #expect(move.mass > 0)
      given[move.from] += move.mass
      received[move.to] += move.mass
      work += move.mass * gap(x, move.from, y, move.to)
    }
    #expect(given.allSatisfy { abs($0 - 1 / Double(n)) < 1e-12 })
    #expect(received.allSatisfy { abs($0 - 1 / Double(m)) < 1e-12 })
    #expect(abs(work - transport.distance) < 1e-12)
    #expect(transport.plan.count <= n + m - 1)
  }

  @Test(arguments: cases) func strongDuality(n: Int, m: Int, d: Int) throws {
    let (x, y) = (normal([n, d], seed: 3), normal([m, d], seed: 4))
    let transport = try OptimalTransport(from: x, to: y)
    let potentials = transport.potentials
    #expect(abs(potentials.value - transport.distance) < 1e-12)
    let points = NDArray(x.numbers + y.numbers, shape: [n + m, d])
    let values = potentials.from + potentials.to
    for i in 0..<n + m {
      for j in 0..<n + m { #expect(values[i] - values[j] <= gap(points, i, points, j) + 1e-12, "1-Lipschitz") }
    }
    for move in transport.plan {
      let drop = potentials.from[move.from] - potentials.to[move.to]
      #expect(abs(drop - gap(x, move.from, y, move.to)) < 1e-12, "complementary slackness")
    }
  }

  @Test(arguments: 1...7, [1, 2, 3]) func noPermutationIsCheaper(n: Int, d: Int) throws {
    let (x, y) = (normal([n, d], seed: 8), normal([n, d], seed: UInt64(9 + n)))
    let costs = (0..<n).map { i in (0..<n).map { gap(x, i, y, $0) } }
    let least = permutations(n).map { order in order.enumerated().reduce(0) { $0 + costs[$1.offset][$1.element] } }
      .min()
    #expect(abs(try wasserstein(x, y) - (least ?? .nan) / Double(n)) < 1e-12)
  }

  @Test(arguments: [(8, 8), (12, 7), (5, 15)]) func aLineInThePlaneIsALine(n: Int, m: Int) throws {
    let (x, y) = (normal([n], seed: 10), normal([m], seed: 11))
    // (3t, 4t) / 5 keeps distances.
    let turned = [x, y].map { NDArray($0.numbers.flatMap { [0.6 * $0, 0.8 * $0] }, shape: [$0.count, 2]) }
    #expect(abs(try wasserstein(x, y) - wasserstein(turned[0], turned[1])) < 1e-6)
  }

  @Test(arguments: [1, 2]) func unequalSizesAreEqualOnesWithRepeats(d: Int) throws {
    let (x, y) = (normal([6, d], seed: 12), normal([4, d], seed: 13))
    let whole = try wasserstein(repeated(x, 2), repeated(y, 3))
    #expect(abs(try wasserstein(x, y) - whole) < 1e-12)
    #expect(try wasserstein(x, repeated(x, 3)) < 1e-15)
  }

  @Test(arguments: [1, 2, 3]) func isAMetric(d: Int) throws {
    for seed in UInt64(0)..<8 {
      let x = normal([12, d], seed: 20 + seed)
      let y = normal([9, d], seed: 40 + seed)
      let z = normal([12, d], seed: 60 + seed)
      #expect(try wasserstein(x, x) == 0)
      #expect(try wasserstein(x, y) > 0)
      #expect(abs(try wasserstein(x, y) - wasserstein(y, x)) < 1e-12)
      #expect(try wasserstein(x, z) <= wasserstein(x, y) + wasserstein(y, z) + 1e-12)
    }
  }

  @Test(arguments: [1, 2]) func scalesWithThePoints(d: Int) throws {
    let (x, y) = (normal([10, d], seed: 14), normal([15, d], seed: 15))
    let once = try wasserstein(x, y)
    #expect(abs(try wasserstein(map(x) { -4 * $0 }, map(y) { -4 * $0 }) - 4 * once) < 1e-12)
  }

  @Test(arguments: [1, 2, 9]) func aTranslationCostsItsLength(d: Int) throws {
    // Multiples of 1/64, which single precision moves exactly.
    let x = map(normal([11, d], seed: 16)) { ($0 * 64).rounded() / 64 }
    let length = 1.5 * Double(d).squareRoot()
    #expect(abs(try wasserstein(map(x) { $0 + 1.5 }, x) - length) < 1e-12)
  }

  /// Arjovsky et al. 2017, Example 1: the same heights on two lines.
  @Test(arguments: [Real(-0.75), 0, 0.25, 1]) func parallelLines(theta: Real) throws {
    let (real, fake) = (line(at: 0, count: 64, seed: 1), line(at: theta, count: 64, seed: 1))
    #expect(abs(try wasserstein(real, fake) - Double(abs(theta))) < 1e-12)
  }

  @Test func manyEqualPoints() throws {
    let (x, y) = (NDArray(repeating: 0, shape: [50, 2]), NDArray(repeating: 3, shape: [35, 2]))
    let transport = try OptimalTransport(from: x, to: y)
    #expect(abs(transport.distance - 3 * 2.0.squareRoot()) < 1e-12)
    #expect(abs(transport.plan.reduce(0) { $0 + $1.mass } - 1) < 1e-12)
  }

  @Test func imagesAreFlattened() throws {
    let (x, y) = (normal([5, 4, 4, 2], seed: 17), normal([5, 4, 4, 2], seed: 18))
    #expect(try wasserstein(x, y) == wasserstein(x.reshaped([5, 32]), y.reshaped([5, 32])))
  }

  /// Sets far apart, of sizes without a common divisor, make some exact methods take one unit of mass at a time.
  @Test(.timeLimit(.minutes(1)), arguments: [512, 511], [Real(0), 100]) func aBatchAgainstABatchEnds(
    m: Int, apart: Real
  ) throws {
    let (x, y) = (normal([512, 2], seed: 19), map(normal([m, 2], seed: 20)) { $0 + apart })
    let transport = try OptimalTransport(from: x, to: y)
    #expect(abs(transport.potentials.value - transport.distance) < 1e-10)
  }

  /// Before the distances, amid their 60 rows, and amid the steps that follow.
  @Test(arguments: [0, 30, 80]) func stopsWhenAsked(patience: Int) {
    let wish = Cancellation(afterPolls: patience)
    let (x, y) = (normal([60, 2], seed: 1), normal([60, 2], seed: 2))
    #expect(throws: CancellationError.self) { try wish.listening { try OptimalTransport(from: x, to: y) } }
    #expect(wish.polls == patience + 1)
  }

  /// Sorting in pieces, merging them, pouring: none goes on for more than some hundred thousand steps.
  @Test(arguments: [0, 3, 8, 12]) func aLongLineStopsWhenAsked(patience: Int) {
    let points = NDArray((0..<1 << 20).map { Real(($0 &* 7919) % (1 << 20)) }, shape: [1 << 20, 1])
    let wish = Cancellation(afterPolls: patience)
    #expect(throws: CancellationError.self) { try wish.listening { try wasserstein(points, points) } }
    #expect(wish.polls == patience + 1)
  }

  @Test func refusals() {
    let good = normal([4, 2], seed: 1)
    let wrong: [(NDArray, String)] = [
      (normal([4, 3], seed: 1), "the second ones 3"), (1, "a single number"),
      (NDArray([Real](), shape: [0, 2]), "no second samples"),
      (NDArray([Real](), shape: [4, 0]), "no second samples"),
      (NDArray([0, 1, .nan, 2], shape: [2, 2]), "second sample 1, counted from 0, holds nan"),
      (normal([2049, 2], seed: 1), "Sample fewer, at most 2048"),
    ]
    for (samples, text) in wrong {
      let error = #expect(throws: Refusal.self) { try wasserstein(good, samples) }
      #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
    }
  }
}
