import Arrays
import Distances
import Foundation

/// Two lists of ten weights, the example of notebook 15.2 of Prince's "Understanding Deep Learning", measured in several ways.
struct TenBins {
  /// The bench of the lesson: both lists under their names, and eight points for `show jsdivergence`.
  static let setup = [
    "use 8gaussians", "p = tensor([5, 3, 2, 1, 8, 7, 5, 9, 2, 1])", "q = tensor([4, 10, 1, 1, 4, 6, 3, 2, 0, 1])",
  ]

  let p: [Double] = [5, 3, 2, 1, 8, 7, 5, 9, 2, 1]
  let q: [Double] = [4, 10, 1, 1, 4, 6, 3, 2, 0, 1]

  /// What each position holds of the whole.
  func shares(_ weights: [Double]) -> [Double] { weights.map { $0 / weights.reduce(0, +) } }

  func totalVariation() throws -> Double { try Distances.totalVariation(p, q) }
  func kullbackLeibler() throws -> Double { try klDivergence(p, q) }
  func kullbackLeiblerBack() throws -> Double { try klDivergence(q, p) }
  func jensenShannon() throws -> Double { try jsDivergence(p, q) }
  func wasserstein() throws -> Double { try Distances.wasserstein(p, q) }

  /// The most by which the two disagree on how likely an event is, by asking all 2¹⁰ events.
  var greatestDisagreement: Double {
    let gaps = zip(shares(p), shares(q)).map { $0 - $1 }
    return (0..<1 << gaps.count).map { event in
      abs(gaps.indices.reduce(0) { $0 + (event >> $1 & 1 == 1 ? gaps[$1] : 0) })
    }.max() ?? 0
  }

  /// The cost of the cheapest plan, by the network simplex method: every count of p as a point, moved onto the counts of q.
  func plannedWork() throws -> Double { try OptimalTransport(from: points(p), to: points(q)).distance }

  /// Each count as a point (position, 0) of the plane, where plans are searched for and not sorted.
  private func points(_ weights: [Double]) -> NDArray {
    let places = weights.indices.flatMap { place in Array(repeating: Real(place), count: Int(weights[place])) }
    return NDArray(places.flatMap { [$0, 0] }, shape: [places.count, 2])
  }
}
