extension DiagnosisCase {
  /// Runs of every preset under settings that are sensible for it: nothing is to be found.
  public static let healthy: [DiagnosisCase] =
    toys.flatMap { preset in
      ["wgan-gp", "wgan-lp", "wgan", "gan", "r1", "dragan"].map { healthy(preset, $0, ages: [0, 5, 30, 100, 300]) }
    }
    + ["lines", "gaussians1d"].flatMap { preset in
      ["wgan-gp", "wgan-lp", "wgan"].map { healthy(preset, $0, ages: [0, 5, 30, 100, 300]) }
    }
    + ["wgan-gp", "wgan-lp", "r1"].map { healthy("dirac", $0, ages: [0, 5, 30, 100, 300]) }
    + ["wgan-gp", "wgan-lp", "wgan", "gan", "r1", "dragan"].map { healthy("fashion", $0, ages: [0, 5, 30]) }
    + ["wgan-gp"].map { healthy("fashion-article", $0, ages: [0, 5]) }

  static let toys = ["8gaussians", "25gaussians", "swissroll"]

  private static func healthy(_ preset: String, _ objective: String, ages: [Int]) -> DiagnosisCase {
    DiagnosisCase("\(preset), \(objective)", lines: ["use \(preset)", "set objective \(objective)"], ages: ages)
  }
}
