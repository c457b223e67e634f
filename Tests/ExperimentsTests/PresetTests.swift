import Arrays
import Datasets
import Experiments
import Networks
import Testing

/// Presets are what the design's tables say.
@Suite struct PresetTests {
  struct Counts: Sendable, CustomTestStringConvertible {
    let preset: String
    var width: Int?
    let sample: Shape
    let objective: String
    let critic, generator: Int
    var testDescription: String { "\(preset) \(objective)" }
  }

  /// Batch norm's moving statistics count.
  @Test(
    arguments: ["8gaussians", "25gaussians", "swissroll"].flatMap { toy in
      ["gan", "wgan", "wgan-gp"].flatMap { objective in
        [
          Counts(preset: toy, sample: [2], objective: objective, critic: 8_577, generator: 8_642),
          Counts(preset: toy, width: 512, sample: [2], objective: objective, critic: 527_361, generator: 527_874),
        ]
      }
    } + [
      Counts(preset: "fashion", sample: [28, 28, 1], objective: "gan", critic: 98_561, generator: 373_057),
      Counts(preset: "fashion", sample: [28, 28, 1], objective: "wgan", critic: 98_561, generator: 373_057),
      Counts(preset: "fashion", sample: [28, 28, 1], objective: "wgan-gp", critic: 97_665, generator: 373_057),
      Counts(
        preset: "fashion-article", sample: [32, 32, 1], objective: "wgan", critic: 4_111_361, generator: 5_190_657),
      Counts(
        preset: "fashion-article", sample: [32, 32, 1], objective: "wgan-gp", critic: 4_107_393, generator: 5_190_657),
    ])
  func parameterCounts(_ expected: Counts) throws {
    let preset = try #require(Preset.named(expected.preset))
    let objective = try #require(Objective.named(expected.objective))
    let width = expected.width ?? preset.width, random = Random(seed: 1)
    let critic = try Network(
      "critic", input: expected.sample, preset.critic(width, preset.norm(objective), objective), random: random)
    let generator = try Network("generator", input: [preset.noise], preset.generator(width), random: random)
    #expect(critic.parameterCount.all == expected.critic)
    #expect(generator.parameterCount.all == expected.generator)
    #expect(critic.output == [1] && generator.output == expected.sample)
    let normalised = critic.parameters.contains { $0.name.contains("batchnorm") }
    #expect(normalised == (expected.sample.rank == 3 && objective.penalty == nil))
    #expect(critic.parameterCount.trainable < critic.parameterCount.all || !normalised)
  }

  struct Defaults: Sendable, CustomTestStringConvertible {
    let preset, objective: String
    let rate, lambda: Real
    let batch, critics: Int
    let optimizer: Optimizer
    let norm: CriticNorm
    var width: Int?
    var testDescription: String { "\(preset) \(objective) \(width ?? 0)" }
  }

  private static let gan = Optimizer.adam(beta1: 0.5, beta2: 0.999, epsilon: 1e-7)
  private static let wgan = Optimizer.rmsprop(rho: 0.9, epsilon: 1e-7)
  private static let gp = Optimizer.adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7)

  /// The rate 3e-3 of narrow toys is ours, measured; the others are the papers' and gan_toy.py's.
  @Test(arguments: [
    Defaults(
      preset: "8gaussians", objective: "wgan-gp", rate: 3e-3, lambda: 0.1, batch: 256, critics: 5, optimizer: gp,
      norm: .none),
    Defaults(
      preset: "25gaussians", objective: "wgan-gp", rate: 3e-3, lambda: 0.1, batch: 256, critics: 5, optimizer: gp,
      norm: .none, width: 128),
    Defaults(
      preset: "swissroll", objective: "wgan-gp", rate: 1e-3, lambda: 0.1, batch: 256, critics: 5, optimizer: gp,
      norm: .none, width: 129),
    Defaults(
      preset: "8gaussians", objective: "wgan-gp", rate: 1e-4, lambda: 0.1, batch: 256, critics: 5, optimizer: gp,
      norm: .none, width: 512),
    Defaults(
      preset: "8gaussians", objective: "wgan", rate: 5e-5, lambda: 0.1, batch: 256, critics: 5, optimizer: wgan,
      norm: .none),
    Defaults(
      preset: "8gaussians", objective: "gan", rate: 2e-4, lambda: 0.1, batch: 256, critics: 1, optimizer: gan,
      norm: .none),
    Defaults(
      preset: "fashion", objective: "wgan-gp", rate: 2e-4, lambda: 10, batch: 64, critics: 5, optimizer: gp,
      norm: .none),
    Defaults(
      preset: "fashion", objective: "wgan", rate: 5e-5, lambda: 10, batch: 64, critics: 5, optimizer: wgan,
      norm: .batch),
    Defaults(
      preset: "fashion", objective: "gan", rate: 2e-4, lambda: 10, batch: 64, critics: 1, optimizer: gan, norm: .batch),
    Defaults(
      preset: "fashion-article", objective: "wgan-gp", rate: 2e-4, lambda: 10, batch: 128, critics: 5, optimizer: gp,
      norm: .none),
    Defaults(
      preset: "fashion-article", objective: "wgan", rate: 5e-5, lambda: 10, batch: 128, critics: 5, optimizer: wgan,
      norm: .batch),
  ])
  func defaultsAreTheTables(_ expected: Defaults) throws {
    var settings = try Settings(try #require(Preset.named(expected.preset)), "objective \(expected.objective)")
    if let width = expected.width { try settings.choose("width \(width)") }
    #expect(settings.rate == expected.rate && settings.lambda == expected.lambda)
    #expect(settings.batch == expected.batch && settings.critics == expected.critics)
    #expect(settings.optimizer == expected.optimizer && settings.norm == expected.norm)
    #expect(settings.clip == 0.01 && settings.clipping == .constraint && settings.seed == 1)
    #expect(settings.generatorLoss == .nonSaturating)
  }

  @Test func presetsAreWGANGPUnlessToldOtherwise() {
    #expect(
      Preset.all.map(\.name) == [
        "8gaussians", "25gaussians", "swissroll", "fashion", "fashion-article", "lines", "gaussians1d", "dirac",
      ])
    for preset in Preset.all { #expect(Settings(preset: preset).objective.name == "wgan-gp") }
    #expect(Preset.named("fashio") == nil && Objective.named("") == nil)
  }

  /// He-uniform within, Glorot-uniform at the output.
  @Test func toysBeginAsTheDesignSays() throws {
    let run = try experiment()
    for network in [run.critic.network, run.generator.network] {
      for (index, stage) in network.stages.filter({ !$0.parameters.isEmpty }).enumerated() {
        let weight = stage.parameters[0].value
        let fan = index < 3 ? weight.shape[0] : weight.shape[0] + weight.shape[1]
        let bound = (6 / Real(fan)).squareRoot()
        let largest = weight.numbers.map { abs($0) }.max() ?? 0
        #expect(largest <= bound * 1.00001 && largest > 0.8 * bound, "\(stage.name)")
      }
    }
  }
}
