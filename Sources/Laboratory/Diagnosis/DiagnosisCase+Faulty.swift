extension DiagnosisCase {
  /// Runs under badly chosen settings, each with the rules that name what is wrong.
  public static let faulty: [DiagnosisCase] =
    toys.flatMap(onToy) + [
      DiagnosisCase(
        "lines, gan, 10 critic steps", "use lines", "set objective gan", "set critics 10", causes: "saturated"),
      DiagnosisCase("gaussians1d, gan", "use gaussians1d", "set objective gan", "set critics 5", causes: "saturated"),
    ]

  private static func onToy(_ preset: String) -> [DiagnosisCase] {
    func run(_ settings: String..., causes: String...) -> DiagnosisCase {
      DiagnosisCase(
        "\(preset), \(settings.joined(separator: ", "))",
        lines: ["use \(preset)"] + settings.map { "set \($0)" }, ages: [100, 300],
        causes: causes)
    }
    return [
      run("objective wgan", "clip 0.001", causes: "clip-small"),
      run("objective wgan", "clip 1", causes: "clip-large"),
      run("objective wgan", "clip 10", "rate 0.001", causes: "clip-large"),
      run("objective wgan", "rate 0.05", causes: "rate-large"),
      run("objective wgan", "rate 0.0000001", causes: "rate-small"),
      run("lambda 0", causes: "lambda-small"), run("lambda 0.001", causes: "lambda-small"),
      run("lambda 1000", causes: "lambda-large"), run("rate 0.1", causes: "rate-large"),
      run("rate 0.03", causes: "rate-large"), run("rate 0.000001", causes: "rate-small"),
      run("objective r1", "lambda 10000", causes: "lambda-large"), run("norm batch", causes: "crosstalk"),
      run("objective gan", "rate 0.02", causes: "rate-large"),
      run("objective gan", "critics 20", "rate 0.002", causes: "saturated"),
      run("objective gan", "generatorloss saturating", "critics 10", "rate 0.002", causes: "saturated"),
      DiagnosisCase(
        "\(preset), 12 layers, wgan", lines: ["use \(preset)", "set objective wgan", deep], ages: [100, 300],
        causes: ["vanishing", "clip-small"]),
      DiagnosisCase(
        "\(preset), 12 layers, wgan, clip 0.5",
        lines: ["use \(preset)", "set objective wgan", "set clip 0.5", deep], ages: [100, 300],
        causes: ["exploding", "clip-large"]),
      DiagnosisCase(
        "\(preset), lambda 10 after 30 rounds", lines: ["use \(preset)", "train 30", "set lambda 10"], ages: [100],
        causes: ["loss-changed"]),
    ]
  }

  private static let deep =
    "critic = network([2], \(String(repeating: "dense(64), relu(), ", count: 11))dense(1))"
}
