extension DiagnosisCase {
  /// Runs with a fault of the museum on. Its cause is named where the finding says what the step does otherwise; that the clip bound is not
  /// held counts for both faults that leave weights beyond it.
  public static let museum: [DiagnosisCase] =
    [
      onPenalty("batchwide-norm", "norm-per-batch"), onPenalty("epsilon-normal", "epsilon-outside"),
      onPenalty("epsilon-per-pixel", "epsilon-per-number"), onPenalty("epsilon-per-batch", "epsilon-per-batch"),
      onPenalty("sqrt-at-zero", "root-at-zero"), onPenalty("batchnorm-in-critic", "crosstalk"),
      onPenalty("penalty-at-real", "points-elsewhere"), onPenalty("penalty-without-gradient", "penalty-unfelt"),
      onPenalty("score-at-interpolates", "fakes-misscored"), onPenalty("generator-sign", "generator-sign"),
      onPenalty("js-lost-samples", "samples-lost"), onPenalty("moments-stopped", "moments-stopped", "set norm layer"),
      onPenalty("clip-before-step", "clip-not-held", "set objective wgan"),
      onPenalty("clip-gradients-instead", "clip-not-held", "set objective wgan"),
      onPenalty("clip-moving-variance", "statistics-clipped", "set objective wgan", "set norm batch"),
    ] + [
      onPictures("norm-over-channel", "norm-per-pixel"), onPictures("inference-fakes", "fakes-differ"),
    ]

  private static func onPenalty(_ fault: String, _ cause: String, _ settings: String...) -> DiagnosisCase {
    DiagnosisCase(
      "8gaussians, \(fault)", lines: ["use 8gaussians"] + settings + ["fault \(fault) on"], ages: [0, 30, 100],
      causes: [cause])
  }

  private static func onPictures(_ fault: String, _ cause: String) -> DiagnosisCase {
    DiagnosisCase("fashion, \(fault)", lines: ["use fashion", "fault \(fault) on"], ages: [0, 10], causes: [cause])
  }
}
