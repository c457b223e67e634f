import Arrays
import Datasets
import Networks

// The examples that the papers reason about: generators of one or two numbers, whose every value can be worked out by hand.

extension Preset {
  /// Parallel lines: real (0, u), fake (θ, u), u ~ U[0, 1), θ = 1 at first. Arjovsky et al. 2017, example 1.
  public static let lines = theory(
    "lines", "two parallel lines; the generator is one number, their distance", .lines, noise: 1, latent: .uniform,
    generator: [.knob(1)])

  /// Two Gaussians on a line: real N(-2, 0.5²), fake m + s·z with m = 2 and s = 0.5 at first. After figure 2 of Arjovsky et al. 2017, whose
  /// own numbers are not printed.
  public static let gaussians1d = theory(
    "gaussians1d", "two Gaussians on a line; the generator is a mean and a deviation", .gaussians1d(), noise: 1,
    generator: [.scale(0.5), .shift(2)])

  /// Dirac-GAN: real samples all at 0, fake ones all at θ, and D(x) = ψx; both are 1 at first. Mescheder et al. 2018.
  ///
  /// Plain gradient descent with steps of 0.2, one of each network a round, as in their notebooks.
  public static let dirac = {
    var preset = theory(
      "dirac", "one point against one point; two numbers in all", .dirac, noise: 0, generator: [.knob(1)],
      critic: [.scale(1)])
    (preset.optimizer, preset.critics) = (.sgd(momentum: 0), 1)
    preset.rate = { _, _ in 0.2 }
    return preset
  }()

  private static func theory(
    _ name: String, _ summary: String, _ dataset: Dataset, noise: Int, latent: Latent = .normal, generator: [Layer],
    critic: [Layer]? = nil
  ) -> Preset {
    Preset(
      name: name, summary: summary, dataset: { dataset }, noise: noise, latent: latent, width: 64, batch: 256,
      lambda: 0.1, rate: { objective, width in objective.isPenalisedWasserstein ? Preset.rate(width) : nil },
      norm: { _ in .none }, critic: { width, norm, _ in critic ?? perceptron(width, outputs: 1, norm) },
      generator: { _ in generator })
  }
}
