import Experiments

/// A run that is small enough to be probed in a moment, as the lines that set it up: where the museum shows its faults.
public struct FaultBench: Sendable {
  /// What it is called.
  public let name: String
  /// The lines that set it up; the seed is set after them.
  public let lines: [String]
  /// The faults that have a meaning on it.
  public let faults: [Fault]

  /// Every bench of the museum.
  public static let all = [clipped, points, images]

  /// A clipped critic with batch norm, on points.
  static let clipped = FaultBench(
    name: "clipped",
    lines: ["use 25gaussians", "set objective wgan", "set norm batch", "set width 16", "set batch 64"],
    faults: named(
      "clip-moving-variance", "clip-before-step", "clip-gradients-instead", "generator-sign", "js-lost-samples"))

  /// A penalised critic with layer norm, on points.
  static let points = FaultBench(
    name: "points", lines: ["use 25gaussians", "set norm layer", "set width 16", "set batch 64"],
    faults: named(
      "batchwide-norm", "epsilon-normal", "epsilon-per-pixel", "epsilon-per-batch", "sqrt-at-zero",
      "batchnorm-in-critic", "penalty-at-real", "penalty-without-gradient", "score-at-interpolates", "generator-sign",
      "js-lost-samples", "moments-stopped"))

  /// A penalised critic with layer norm and a generator with batch norm, on small images.
  static let images = FaultBench(
    name: "images",
    lines: [
      "data = tanh(reshape(normal(64, 1, seed: 5) @ normal(1, 64, seed: 6) + 0.5*normal(64, 64, seed: 7), 64, 8, 8, 1))",
      "use own", "set norm layer", "set width 4", "set batch 16",
    ],
    faults: points.faults + named("norm-over-channel", "inference-fakes"))

  private static func named(_ names: String...) -> [Fault] { names.compactMap(Fault.named) }
}
