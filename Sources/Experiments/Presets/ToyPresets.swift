import Arrays
import Datasets
import Networks

extension Preset {
  /// Eight points on a circle.
  public static let eightGaussians = toy("8gaussians", "eight points on a circle; the quickest to watch") {
    .eightGaussians
  }
  /// A five by five grid of points.
  public static let twentyFiveGaussians = toy("25gaussians", "a five by five grid of points") { .twentyFiveGaussians }
  /// A spiral.
  public static let swissRoll = toy("swissroll", "a spiral") { .swissRoll }

  /// The networks of gan_toy.py: three hidden layers with ReLU, 2 → W → W → W → 2 and 2 → W → W → W → 1.
  ///
  /// λ = 0.1 as there (the paper says 10 everywhere). The rate is gan_toy.py's 1e-4 from its own width, 512, on; narrow networks need
  /// more: at width 64 on `8gaussians`, 2,000 rounds leave 77-90 % of samples near a mode at 1e-3 and 94 % at 3e-3 (four seeds each).
  private static func toy(
    _ name: String, _ summary: String, _ dataset: @escaping @Sendable () -> Dataset
  ) -> Preset {
    Preset(
      name: name, summary: summary, dataset: dataset, noise: 2, width: 64, batch: 256, lambda: 0.1,
      rate: { objective, width in objective.isPenalisedWasserstein ? rate(width) : nil },
      norm: { _ in .none },
      critic: { width, norm, _ in perceptron(width, outputs: 1, norm) },
      generator: { width in perceptron(width, outputs: 2, .none) })
  }

  static func rate(_ width: Int) -> Real { width >= 512 ? 1e-4 : width > 128 ? 1e-3 : 3e-3 }

  /// Three hidden layers with ReLU.
  static func perceptron(_ width: Int, outputs: Int, _ norm: CriticNorm) -> [Layer] {
    let hidden = [norm.weighted(.dense(width, initializer: .heUniform))] + norm.layers + [.relu]
    return hidden + hidden + hidden + [norm.weighted(.dense(outputs))]
  }
}
