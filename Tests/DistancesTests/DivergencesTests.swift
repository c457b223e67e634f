import Distances
import Foundation
import Refusals
import Testing

@Suite struct DivergencesTests {
  @Test(arguments: 1...20) func boundsAndSymmetry(seed: UInt64) throws {
    let (p, q) = (weights(9, seed: seed), weights(9, seed: seed + 100))
    let js = try jsDivergence(p, q)
    #expect(js > 0 && js <= log(2))
    #expect(js == (try jsDivergence(q, p)))
    let tv = try totalVariation(p, q)
    #expect(tv > 0 && tv <= 1)
    #expect(tv == (try totalVariation(q, p)))
    #expect(try klDivergence(p, q) > 0, "Gibbs' inequality")
    // Pinsker's inequality, and JS ≤ TV log 2 (Lin 1991).
    #expect(try klDivergence(p, q) >= 2 * tv * tv)
    #expect(js <= tv * log(2) + 1e-12)
  }

  @Test(arguments: 1...5) func zeroForTheSameDistribution(seed: UInt64) throws {
    let p = weights(9, seed: seed)
    let scaled = p.map { $0 * 8 }
    for distance in [try jsDivergence(p, scaled), try klDivergence(p, scaled), try totalVariation(p, scaled)] {
      #expect(distance == 0)
    }
  }

  @Test(arguments: 1...10) func theRootOfJSIsAMetric(seed: UInt64) throws {
    let (p, q, r) = (weights(6, seed: seed), weights(6, seed: seed + 50), weights(6, seed: seed + 99))
    #expect(try sqrt(jsDivergence(p, r)) <= sqrt(jsDivergence(p, q)) + sqrt(jsDivergence(q, r)) + 1e-12)
  }

  @Test func disjointDistributions() throws {
    let (p, q) = ([3.0, 1, 0, 0], [0.0, 0, 2, 5])
    #expect(abs(try jsDivergence(p, q) - 0.693147180559945) < 1e-12)
    #expect(try totalVariation(p, q) == 1)
    #expect(try klDivergence(p, q) == .infinity)
  }

  @Test func infiniteOnlyWhereTheSecondIsMissing() throws {
    #expect(try klDivergence([1.0, 1], [1.0, 0]) == .infinity)
    #expect(abs(try klDivergence([1.0, 0], [1.0, 1]) - log(2)) < 1e-12)
  }

  @Test func hugeAndTinyWeights() throws {
    #expect(abs(try jsDivergence([1e308, 1e308], [1e308, 0]) - jsDivergence([1.0, 1], [1.0, 0])) < 1e-12)
    #expect(try totalVariation([1e-308, 1e-308], [1.0, 1]) == 0)
  }

  /// Understanding Deep Learning (Prince 2023), notebook 15.2.
  @Test func tenBinExample() throws {
    let p: [Float] = [5, 3, 2, 1, 8, 7, 5, 9, 2, 1]
    let q: [Float] = [4, 10, 1, 1, 4, 6, 3, 2, 0, 1]
    #expect(abs(try wasserstein(p, q) - 1.363372) < 5e-7)
    #expect(abs(try jsDivergence(p, q) - 0.084178) < 5e-7)
    #expect(abs(try jsDivergence(p, q) / log(2) - 0.121443) < 5e-7)
    #expect(abs(try klDivergence(q, p) - 0.364711) < 5e-7)
    #expect(try klDivergence(p, q) == .infinity)
  }

  @Test func refusals() {
    let wrong: [([Double], [Double], String)] = [
      ([1, 2], [1], "2 weights, the second 1"), ([], [], "no weights"), ([0, 0], [1, 1], "are 0"),
      ([1, -1], [1, 1], "-1 at position 1"), ([1, 1], [.nan, 1], "holds nan at position 0"),
      ([1, 1], [-Double.nan, 1], "holds nan at position 0"),
      (.init(repeating: 1, count: 1 << 21), .init(repeating: 1, count: 1 << 21), "there are 2097152 weights"),
      ([1, .infinity], [1, 1], "inf at position 1"),
    ]
    for (p, q, text) in wrong {
      for distance in [{ try jsDivergence(p, q) }, { try klDivergence(p, q) }, { try totalVariation(p, q) }] {
        let error = #expect(throws: Refusal.self) { try distance() }
        #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
      }
      #expect(throws: Refusal.self) { try wasserstein(p, q) }
    }
  }
}
