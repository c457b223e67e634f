import Arrays
import Datasets
import Foundation
import Testing

@Suite struct DatasetTests {
  /// Thirty images of one grey value each, 8 times their index: small, and told apart by any pixel.
  static func clothes() throws -> FashionMNIST {
    let folder = try TemporaryFolder()
    let pixels = (0..<30).flatMap { [UInt8](repeating: UInt8(8 * $0), count: 784) }
    return try FashionMNIST(
      images: folder.write("x", idx([30, 28, 28], pixels)),
      labels: folder.write("y", idx([30], [UInt8](repeating: 0, count: 30))))
  }

  static func all() throws -> [Dataset] {
    try [.eightGaussians, .twentyFiveGaussians, .swissRoll] + [
      .lines, .lines(at: 1), .gaussians1d(), .fashion(clothes()), .fashionArticle(clothes()),
    ]
  }

  @Test func aBatchIsAFunctionOfSeedStreamAndStep() throws {
    for dataset in try Self.all() {
      let random = Random(seed: 7)
      let batch = dataset.batch(16, random: random, step: 2)
      #expect(batch.shape == Shape([16] + dataset.sampleShape.extents))
      #expect(dataset.batch(16, random: random, step: 2) == batch)
      #expect(dataset.batch(16, random: random, step: 3) != batch, "\(dataset.name)")
      #expect(dataset.batch(16, random: Random(seed: 8), step: 2) != batch, "\(dataset.name)")
      #expect(dataset.batch(16, random: random, stream: .init(named: "test"), step: 2) != batch, "\(dataset.name)")
    }
  }

  @Test func namesAreDistinctAndSpoken() throws {
    let names = try Self.all().map(\.name)
    #expect(
      names == [
        "8gaussians", "25gaussians", "swissroll", "lines", "lines", "gaussians1d", "fashion", "fashion-article",
      ])
  }

  @Test func anEpochShowsEachImageOnce() throws {
    for dataset in try [Dataset.fashion(Self.clothes()), .fashionArticle(Self.clothes())] {
      let firstPixels = (0..<5).flatMap { step in
        let batch = dataset.batch(6, random: Random(seed: 1), step: step)
        return (0..<6).map { batch[$0, 0, 0, 0] }
      }
      let expected = (0..<30).map { (Real(8 * $0) - 127.5) / 127.5 }
      #expect(zip(firstPixels.sorted(), expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }
}
