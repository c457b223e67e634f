import Arrays
import Datasets
import Distances

/// Arjovsky et al. 2017, Example 1: real points (0, u) and fake points (θ, u), for the same u on [0, 1).
struct LinesApart {
  /// All four distances at one θ.
  struct Reading {
    let theta: Double
    let totalVariation, kullbackLeibler, jensenShannon, wasserstein: Double
  }

  /// Points of each line.
  private let count = 128

  /// The first three by counting both lines in the cells of one grid, the last by exact transport.
  func reading(at theta: Double) throws -> Reading {
    let (real, fake) = (line(0), line(theta))
    let counted = try SampleDivergence(real: real, fake: fake)
    return Reading(
      theta: theta, totalVariation: counted.totalVariation, kullbackLeibler: counted.klRealFake,
      jensenShannon: counted.nats, wasserstein: try wasserstein(real, fake))
  }

  private func line(_ theta: Double) -> NDArray {
    Dataset.lines(at: Real(theta)).batch(count, random: Random(seed: 1), step: 0)
  }
}
