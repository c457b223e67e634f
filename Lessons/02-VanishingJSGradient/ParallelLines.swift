import Arrays
import Datasets
import Distances

/// Arjovsky et al. 2017, Example 1: real points (0, u) and fake points (θ, u), for the same u on [0, 1).
struct ParallelLines {
  private let count = 128
  private let random = Random(seed: 1)

  /// The Jensen-Shannon divergence in nats: both lines counted in the cells of one grid.
  func jsDivergence(at theta: Double) throws -> Double { try SampleDivergence(real: line(0), fake: line(theta)).nats }

  /// The Wasserstein-1 distance, by exact optimal transport.
  func wasserstein(at theta: Double) throws -> Double { try Distances.wasserstein(line(0), line(theta)) }

  /// What a distance tells the generator: its central difference (d(θ + h) - d(θ - h)) / 2h.
  func slope(of distance: (Double) throws -> Double, at theta: Double, by h: Double = 0.01) rethrows -> Double {
    (try distance(theta + h) - distance(theta - h)) / (2 * h)
  }

  private func line(_ theta: Double) -> NDArray {
    Dataset.lines(at: Real(theta)).batch(count, random: random, step: 0)
  }
}
