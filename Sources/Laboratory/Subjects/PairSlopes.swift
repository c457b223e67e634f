import Arrays
import Autodiff
import Distances
import Experiments
import Foundation

/// The cosine between the critic's slope at x̂ and the direction of the pair that x̂ lies between. An optimal critic's is 1 wherever the pairs are those of
/// an optimal plan (Gulrajani et al. 2017, proposition 1); pairs as they are drawn are no such plan.
struct PairSlopes {
  /// With pairs as the step draws them.
  let drawn: [Real]
  /// With pairs of the exact plan between the same samples.
  let planned: [Real]

  /// The cosines at the draw of the critic's coming step.
  init(_ experiment: Experiment) throws {
    let samples = try experiment.samples(step: experiment.critic.steps)
    drawn = try PairSlopes.cosines(experiment, samples.real, samples.fake, samples.epsilon)
    planned = try PairSlopes.plannedCosines(experiment, samples)
  }

  private static func plannedCosines(_ experiment: Experiment, _ samples: Samples) throws -> [Real] {
    guard let real = samples.real.value, let fake = samples.fake.value,
      (real.numbers + fake.numbers).allSatisfy(\.isFinite)
    else { return [] }
    let rows = Shape([real.shape[0], real.count / max(1, real.shape[0])])
    let plan = try OptimalTransport(from: fake.reshaped(rows), to: real.reshaped(rows)).plan
    // As many samples on both sides: each has one partner.
    var partners = Array(0..<real.shape[0])
    for move in plan where move.mass > 0 { partners[move.from] = move.to }
    let numbers = real.numbers, size = rows[1]
    let matched = NDArray(partners.flatMap { numbers[($0 * size)..<(($0 + 1) * size)] }, shape: real.shape)
    return try cosines(experiment, Tensor(matched), samples.fake, samples.epsilon)
  }

  /// Of each pair, at its own x̂.
  private static func cosines(_ experiment: Experiment, _ real: Tensor, _ fake: Tensor, _ epsilon: Tensor) throws
    -> [Real]
  {
    let points = (epsilon * real + (1 - epsilon) * fake).detached
    let slope = gradient(of: try experiment.critic.network.frozen(points).sum(), for: points)
    guard let slopes = slope.value?.numbers, let ways = (real - fake).value?.numbers else { return [] }
    let count = real.shape[0], size = slopes.count / max(1, count)
    return (0..<count).map { row in
      var (product, slopeSquares, waySquares) = (0.0, 0.0, 0.0)
      for place in (row * size)..<((row + 1) * size) {
        let (a, b) = (Double(slopes[place]), Double(ways[place]))
        (product, slopeSquares, waySquares) = (product + a * b, slopeSquares + a * a, waySquares + b * b)
      }
      let cosine = product / (slopeSquares * waySquares).squareRoot()
      return Real(min(max(cosine, -1), 1))
    }
  }
}
