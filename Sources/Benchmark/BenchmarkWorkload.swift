import Arrays
import Datasets
import Experiments

/// What is measured: one preset at one width and batch size.
public struct BenchmarkWorkload: Sendable {
  /// `toy64`, `fashion`, …
  public let name: String
  /// What the peers' scripts call it: `toy`, `fashion` or `article`.
  public let family: String
  /// The networks' width.
  public let width: Int
  /// Samples in a batch.
  public let batch: Int
  private let preset: Preset

  /// The four workloads that the goals are stated for.
  public static let all = [
    BenchmarkWorkload(name: "toy64", family: "toy", width: 64, batch: 256, preset: .eightGaussians),
    BenchmarkWorkload(name: "toy512", family: "toy", width: 512, batch: 256, preset: .eightGaussians),
    BenchmarkWorkload(name: "fashion", family: "fashion", width: 16, batch: 64, preset: noisy(.fashion, side: 28)),
    BenchmarkWorkload(
      name: "article", family: "article", width: 128, batch: 16, preset: noisy(.fashionArticle, side: 32)),
  ]

  /// The same at another width or batch size.
  public func with(width: Int?, batch: Int?) -> BenchmarkWorkload {
    let changed = [width.map { "width \($0)" }, batch.map { "batch \($0)" }].compactMap { $0 }
    return BenchmarkWorkload(
      name: ([name] + changed).joined(separator: ", "), family: family, width: width ?? self.width,
      batch: batch ?? self.batch, preset: preset)
  }

  /// The experiment, as a learner would set it up: WGAN-GP with five critic steps a round.
  public func experiment() throws -> Experiment {
    let settings = try Settings(preset, "width \(width)", "batch \(batch)")
    return try Experiment(settings)
  }

  /// The preset on images that need no file: time does not depend on what they show.
  private static func noisy(_ preset: Preset, side: Int) -> Preset {
    preset.on {
      Dataset(name: "noise", summary: "uniform noise", sampleShape: [side, side, 1]) { count, random, stream, step in
        random.uniform([count, side, side, 1], stream, step: step)
      }
    }
  }
}
