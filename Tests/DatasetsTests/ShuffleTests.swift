import Arrays
import Datasets
import Testing

@Suite struct ShuffleTests {
  static let random = Random(seed: 5)

  @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 100, 1000, 4097])
  func visitsEachOnce(count: Int) {
    for epoch in 0..<3 {
      let shuffle = Shuffle(count: count, random: Self.random, stream: .data, epoch: epoch)
      #expect((0..<count).map { shuffle[$0] }.sorted() == Array(0..<count))
    }
  }

  @Test func batchesRunThroughEpochs() {
    // 7 does not divide 60: batches straddle the epochs' ends.
    let visits = (0..<60).flatMap { step in
      Shuffle.indices(7, from: 7 * step, of: 60, random: Self.random, stream: .data)
    }
    for epoch in 0..<7 {
      #expect(visits[60 * epoch..<60 * epoch + 60].sorted() == Array(0..<60))
    }
    #expect(visits[..<60] != visits[60..<120])
  }

  @Test func aBatchMayBeLargerThanAnEpoch() {
    let visits = Shuffle.indices(25, from: 25, of: 10, random: Self.random, stream: .data)
    #expect(visits.count == 25)
    #expect(visits[5..<15].sorted() == Array(0..<10))
  }

  @Test func dependsOnSeedStreamAndEpoch() {
    func order(_ seed: UInt64, _ stream: Random.Stream, _ epoch: Int) -> [Int] {
      let shuffle = Shuffle(count: 50, random: Random(seed: seed), stream: stream, epoch: epoch)
      return (0..<50).map { shuffle[$0] }
    }
    let usual = order(1, .data, 0)
    #expect(order(1, .data, 0) == usual)
    for other in [order(2, .data, 0), order(1, .init(named: "test"), 0), order(1, .data, 1)] { #expect(other != usual) }
  }

  @Test func isEven() {
    // The first position of 4,000 epochs over 10 things: each 400 times, give or take 5 deviations of 19.
    var counts = [Int](repeating: 0, count: 10)
    for epoch in 0..<4000 {
      counts[Shuffle(count: 10, random: Self.random, stream: .data, epoch: epoch)[0]] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 400) < 95 }, "\(counts)")
  }

  @Test func leavesNoTraceOfTheOrder() {
    // The rank correlation of position and index over 60,000 is within 5 deviations (1/√n) of 0.
    let count = 60_000
    let shuffle = Shuffle(count: count, random: Self.random, stream: .data, epoch: 0)
    let middle = Double(count - 1) / 2
    let covariance = (0..<count).reduce(0.0) { $0 + (Double($1) - middle) * (Double(shuffle[$1]) - middle) }
    let variance = (Double(count) * Double(count) - 1) / 12
    #expect(abs(covariance / Double(count) / variance) < 5 / Double(count).squareRoot())
    // And the number that follows is as good as independent: a fixed point or a neighbour about once each.
    #expect((1..<count).count { abs(shuffle[$0] - shuffle[$0 - 1]) == 1 } < 15)
  }
}
