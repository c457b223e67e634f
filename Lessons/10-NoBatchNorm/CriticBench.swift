import Arrays
import Autodiff
import Experiments
import Networks

/// Critics that differ in their normalisation and in nothing else.
struct CriticBench {
  /// The normalisations, as `set norm` calls them.
  static let norms = ["none", "layer", "batch"]

  /// What the learner's bench is set to, too.
  static let setup = ["use 8gaussians", "set lambda 10", "set rate 0.001", "set batch 64", "set norm batch"]

  /// What a critic of parallel lines, one apart, makes of them.
  struct Sight {
    let norm: String
    /// E[D(real)] - E[D(fake)].
    let estimate: Double
    /// What the generator is told: the slope of its loss in θ.
    let slope: Double
  }

  /// Crosstalk of an untrained critic, between so many points x̂.
  static func crosstalk(_ norm: String, points: Int) throws -> ScoreDerivatives {
    try crosstalk(try experiment(.eightGaussians, norm, batch: points))
  }

  /// The same of a critic without batch norm after its first layer.
  static func crosstalkFromTheSecondLayerOn(points: Int) throws -> ScoreDerivatives {
    let experiment = try experiment(.eightGaussians, "none", batch: points)
    let later: [Layer] = [.dense(64), .batchNorm(epsilon: 1e-5), .leakyRelu(0.2)]
    try experiment.install(critic: [.dense(64), .leakyRelu(0.2)] + later + later + [.dense(1)])
    return try crosstalk(experiment)
  }

  /// Crosstalk of a critic that was trained alone, with the penalty, between the points of a batch.
  static func trained(_ norm: String, steps: Int = 400, poll: () throws -> Void) throws -> ScoreDerivatives {
    try crosstalk(try trained(.eightGaussians, norm, batch: 64, steps, poll))
  }

  /// What a critic that was trained alone sees of the lines.
  static func sight(_ norm: String, steps: Int = 200, poll: () throws -> Void) throws -> Sight {
    let experiment = try trained(.lines, norm, batch: 256, steps, poll)
    let theta = experiment.generator.network.parameters.map(\.tensor)
    let slope = gradients(of: try experiment.generatorLoss().loss, for: theta, history: .drop)
    return Sight(
      norm: norm, estimate: Double(try experiment.judgement().estimate.value?.item ?? .nan),
      slope: slope.reduce(0) { $0 + Double($1?.value?.item ?? 0) })
  }

  /// The greatest change of a score when all samples are moved by 3 along both axes, for an untrained critic.
  static func moved(_ norm: String) throws -> Double {
    let experiment = try experiment(.eightGaussians, norm, batch: 64)
    let real = try experiment.samples(step: 0).real
    let change = try experiment.critic.network.frozen(real + 3) - experiment.critic.network.frozen(real)
    return change.value?.numbers.map { Double(abs($0)) }.max() ?? .nan
  }

  /// The greatest size of the derivatives of Σ factor·(x - mean)/deviation.
  static func sumGradient(_ factor: Real, of numbers: [Real]) -> Double {
    let x = Tensor(NDArray(numbers, shape: [numbers.count]))
    let centred = x - x.mean()
    let scores = factor * centred / sqrt(square(centred).mean())
    return gradient(of: scores.sum(), for: x).value?.numbers.map { Double(abs($0)) }.max() ?? .nan
  }

  /// At points that no training has seen.
  private static func crosstalk(_ experiment: Experiment) throws -> ScoreDerivatives {
    let samples = try experiment.samples(step: 1_000_000)
    return try ScoreDerivatives(experiment.critic.network, at: Penalty.twoSided.points(samples))
  }

  private static func trained(
    _ preset: Preset, _ norm: String, batch: Int, _ steps: Int, _ poll: () throws -> Void
  ) throws -> Experiment {
    let experiment = try experiment(preset, norm, batch: batch)
    try experiment.trainCritic(to: steps, poll: poll)
    return experiment
  }

  private static func experiment(_ preset: Preset, _ norm: String, batch: Int) throws -> Experiment {
    let settings = try Settings(preset, "norm \(norm)", "lambda 10", "rate 0.001", "batch \(batch)")
    return try Experiment(settings)
  }
}
