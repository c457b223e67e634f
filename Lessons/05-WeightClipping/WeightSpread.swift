import Arrays
import Display
import Experiments
import Networks

/// How a critic's weights are spread between 0 and a bound on their size.
struct WeightSpread {
  /// The share of the weights with a size in each tenth of the bound.
  let tenths: [Double]
  /// All trainable weights within the bound, as a histogram.
  let histogram: Counts
  /// The share with abs(w) > 0.99 of the bound.
  let atBound: Double

  /// The spread under a bound; under the greatest weight where none is given.
  init(_ critic: Network, bound: Real? = nil) {
    let weights = critic.trainable.flatMap(\.value.numbers), sizes = weights.map { abs($0) }
    let bound = bound ?? sizes.max() ?? 1
    histogram = Counts("weights", of: weights, cells: 20, within: -bound...bound)
    var counts = [Int](repeating: 0, count: 10)
    for size in sizes { counts[min(9, Int(size / bound * 10))] += 1 }
    tenths = counts.map { Double($0) / Double(sizes.count) }
    atBound = Double(sizes.count { $0 > 0.99 * bound }) / Double(sizes.count)
  }

  /// A critic that starts within half the bound, before and after its training; and one that is penalised instead.
  struct Trained {
    let start, clipped, penalised: WeightSpread
  }

  /// The bound of these runs. Layers as narrow as these, under the paper's c, let so little gradient through that no weight moves.
  static let clip: Real = 0.2
  /// The clipped run's learning rate: ten times the paper's, for a tenth of the steps.
  private static let rate: Real = 5e-4

  /// Trains both critics alone, on the same data against the same generator.
  static func trained(steps: Int = 2000, poll: () throws -> Void) throws -> Trained {
    let clipped = try bench("wgan", rate)
    for parameter in clipped.critic.network.trainable { shrink(parameter) }
    let start = WeightSpread(clipped.critic.network, bound: clip)
    let penalised = try bench("wgan-gp", nil)
    for run in [clipped, penalised] { try run.trainCritic(to: steps, poll: poll) }
    return Trained(
      start: start, clipped: WeightSpread(clipped.critic.network, bound: clip),
      penalised: WeightSpread(penalised.critic.network))
  }

  private static func bench(_ objective: String, _ rate: Real?) throws -> Experiment {
    var settings = try Settings(.eightGaussians, "objective \(objective)", "clip \(clip)")
    if let rate { try settings.choose("rate \(rate)") }
    return try Experiment(settings)
  }

  /// Scales a parameter into half the bound, so that nothing starts near it.
  private static func shrink(_ parameter: Parameter) {
    let greatest = parameter.value.numbers.map { abs($0) }.max() ?? 1
    parameter.value = parameter.value.map { $0 / greatest * clip / 2 }
  }
}
