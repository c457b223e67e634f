extension DiagnosisCase {
  /// Runs under badly chosen settings, each with the rules that name what is wrong.
  public static let faulty: [DiagnosisCase] = toys.flatMap(onToy) + theory + onPictures

  private static func run(
    _ preset: String, _ settings: [String], _ causes: [String], ages: [Int] = [100, 300]
  ) -> DiagnosisCase {
    DiagnosisCase(
      "\(preset), \(settings.joined(separator: ", "))", lines: ["use \(preset)"] + settings.map { "set \($0)" },
      ages: ages, causes: causes)
  }

  private static func onToy(_ preset: String) -> [DiagnosisCase] {
    func run(_ settings: String..., causes: String...) -> DiagnosisCase { Self.run(preset, settings, causes) }
    let critics = run("objective gan", "critics 20", "rate 0.002", causes: "saturated")
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
      run("objective gan", "generatorloss saturating", "critics 10", "rate 0.002", causes: "saturated"),
      run("batch 2", causes: "batch-small"), run("objective gan", "batch 4", causes: "batch-small"),
      run("width 3", causes: "narrow"), run("objective gan", "width 3", causes: "narrow"),
      run("beta1 0.99", causes: "memory-long"), run("objective gan", "beta1 0.99", causes: "memory-long"),
      run("beta2 0", causes: "memory-long"),
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
    ] + (preset == "swissroll" ? [] : [critics])
  }

  private static let theory: [DiagnosisCase] =
    ["lines", "gaussians1d"].flatMap { preset in
      [
        run(preset, ["lambda 0"], ["lambda-small"]), run(preset, ["rate 0.1"], ["rate-large"]),
        run(preset, ["rate 0.000001"], ["rate-small"]),
        run(preset, ["objective wgan", "clip 0.001"], ["clip-small"]),
        run(preset, ["objective wgan", "clip 1"], ["clip-large"]),
        run(preset, ["objective wgan", "rate 0.05"], ["rate-large"]), run(preset, ["norm batch"], ["crosstalk"]),
        run(preset, ["objective gan", "critics 10"], ["saturated"]),
      ]
    }

  private static let onPictures: [DiagnosisCase] =
    [
      (["lambda 0"], "lambda-small"), (["lambda 100000"], "lambda-large"), (["rate 0.02"], "rate-large"),
      (["rate 0.0000001"], "rate-small"), (["objective wgan", "clip 0.0001"], "clip-small"),
      (["objective wgan", "clip 1"], "clip-large"), (["norm batch"], "crosstalk"), (["batch 2"], "batch-small"),
    ].map { run("fashion", $0.0, [$0.1], ages: [30]) }

  private static let deep =
    "critic = network([2], \(String(repeating: "dense(64), relu(), ", count: 11))dense(1))"
}
