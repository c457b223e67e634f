import Arrays
import Autodiff
import Distances
import Experiments
import Foundation
import Networks

/// A critic trained to the end against a generator that never changes, real samples plus N(0, I), and the surface that it became:
/// figure 1a of Gulrajani et al. 2017.
struct Surface {
  /// How much higher it scores data than the gaps between, in units of what its steepest slope could do: 1 is a peak as steep as it
  /// gets at every place of data; 0 makes no difference; below 0, gaps are scored higher.
  let relief: Double
  /// Its variance on the circle through the eight points, in units of that over the whole square.
  let alongCircle: Double
  /// E[D(real)] - E[D(fake)] in units of its steepest slope: no more than the Wasserstein distance.
  let estimate: Double
  /// How many directions its second layer tells apart: (Σσ²)²/Σσ⁴ over the singular values σ of the matrix.
  let directions: Double
  /// Its scores over a square that reaches to 2 on each side, from 0 for the lowest to 1, row by row from the top.
  let map: [Real]

  /// The cells of the map on each side.
  static let cells = 24

  /// Measures the critic of a run.
  init(_ experiment: Experiment, _ gaps: Gaps) throws {
    let network = experiment.critic.network
    let score = { (places: [Gaps.Place]) in try Surface.scores(network, at: places) }
    let square = try score(Surface.square), circle = try score(Surface.circle)
    let samples = try (0..<8).map { try experiment.samples(step: 1_000_000 + $0) }
    let norms = try samples.flatMap { [$0.real, $0.fake] }.flatMap { try experiment.slopeNorms(at: $0).numbers }
    let steepest = Double(norms.max() ?? .nan)
    let losses = try samples.map { sample in
      let loss = experiment.settings.objective.criticLoss(
        try network.frozen(sample.real), try network.frozen(sample.fake))
      return -Double(loss.value?.item ?? .nan)
    }
    relief = try gaps.rise(score) / (steepest * gaps.reach)
    alongCircle = variance(circle) / variance(square)
    estimate = losses.reduce(0, +) / Double(losses.count) / steepest
    directions = Surface.directions(of: network.parameters[2].value)
    let (low, high) = (square.min() ?? 0, square.max() ?? 1)
    map = square.map { Real(($0 - low) / (high - low)) }
  }

  /// Scores of single places.
  private static func scores(_ network: Network, at places: [Gaps.Place]) throws -> [Double] {
    let points = NDArray(places.flatMap { [Real($0.x), Real($0.y)] }, shape: [places.count, 2])
    return try network.frozen(Tensor(points)).value?.numbers.map(Double.init) ?? []
  }

  /// The middles of the map's cells.
  private static let square = (0..<cells * cells).map { index -> Gaps.Place in
    let side = 4 / Double(cells)
    return (-2 + side * (Double(index % cells) + 0.5), 2 - side * (Double(index / cells) + 0.5))
  }

  /// Places all around the circle of the eight points.
  private static let circle = (0..<96).map { index -> Gaps.Place in
    let angle = 2 * Double.pi * Double(index) / 96
    return (1.4144 * cos(angle), 1.4144 * sin(angle))
  }

  /// (tr AᵀA)²/tr (AᵀA)², which is n where n singular values are equal and the others 0.
  private static func directions(of matrix: NDArray) -> Double {
    let a = Tensor(matrix)
    guard let gram = try? product(a.transposed, a).value else { return .nan }
    return pow(matrix.sumOfSquares, 2) / gram.sumOfSquares
  }
}

/// The mean of squares around the mean.
private func variance(_ numbers: [Double]) -> Double {
  let mean = numbers.reduce(0, +) / Double(numbers.count)
  return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
}
