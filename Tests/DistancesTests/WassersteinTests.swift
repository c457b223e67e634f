import Distances
import Foundation
import Refusals
import Testing

/// Wasserstein distance between weights on a line.
@Suite struct WassersteinTests {
  @Test(arguments: 1...10) func isAMetric(seed: UInt64) throws {
    let (p, q, r) = (weights(7, seed: seed), weights(7, seed: seed + 50), weights(7, seed: seed + 99))
    #expect(try wasserstein(p, q) > 0)
    #expect(abs(try wasserstein(p, q) - wasserstein(q, p)) < 1e-14)
    #expect(try wasserstein(p, p) == 0)
    #expect(try wasserstein(p, r) <= wasserstein(p, q) + wasserstein(q, r) + 1e-12)
  }

  @Test func pointMassesLieAsFarApartAsTheirPositions() throws {
    #expect(try wasserstein([1.0, 0, 0], [0.0, 0, 1]) == 2)
    #expect(try wasserstein([1.0, 0], [0.0, 1], positions: [-3, 4.5]) == 7.5)
  }

  @Test(arguments: 1...5) func positionsInAnyOrder(seed: UInt64) throws {
    let (p, q) = (weights(5, seed: seed), weights(5, seed: seed + 9))
    let straight = try wasserstein(p, q, positions: [0, 1, 4, 4, 6])
    let order = [3, 0, 4, 2, 1]
    let mixed = try wasserstein(order.map { p[$0] }, order.map { q[$0] }, positions: order.map { [0, 1, 4, 4, 6][$0] })
    #expect(abs(straight - mixed) < 1e-12)
    #expect(abs(try wasserstein(p, q, positions: [0, 2, 8, 8, 12]) - 2 * straight) < 1e-12)
  }

  @Test func badPositionsAreRefused() {
    #expect(throws: Refusal.self) { try wasserstein([1.0, 1], [1.0, 2], positions: [0]) }
    #expect(throws: Refusal.self) { try wasserstein([1.0, 1], [1.0, 2], positions: [0, .nan]) }
  }
}
