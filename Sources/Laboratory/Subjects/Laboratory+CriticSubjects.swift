import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// What kind of function the critic is: how steep, how it looks from above, and what its scores depend on.
  var criticSubjects: [Subject] { [lipschitzSubject, surfaceSubject, crosstalkSubject] }

  private var lipschitzSubject: Subject {
    Subject(
      "lipschitz", "how steep the critic is: from below by samples, from above by its layers", group: "Training",
      number: { _ throws(Problem) in
        try translated { try LipschitzEstimate(try experiment()).constant }
      }
    ) { session in
      let estimate = try translated { try LipschitzEstimate(try experiment()) }
      var rows = estimate.slopes.map { place, greatest -> [Table.Cell] in
        [.text("greatest ‖∇D(x)‖ at \(place)"), .number(greatest, digits: 5)]
      }
      rows.append(["steepest line from a real to a fake sample", .number(estimate.secant, digits: 5)])
      rows.append(["so the constant is at least", .number(estimate.constant, digits: 5)])
      rows.append([
        "and at most, by its layers' norms", estimate.bound.map { .number($0, digits: 5) } ?? "no bound known",
      ])
      let isMixed = try experiment().critic.network.mixesSamples
      let known =
        estimate.slopes.map { ("slope at \($0.place == "interpolates" ? "x̂" : $0.place)", $0.greatest) } + [
          ("secants", estimate.secant)
        ]
        + (estimate.bound.map { [("layers' norms", $0)] } ?? [])
      return [
        .figure(.steepness(known)), .table(Table("Lipschitz constant of the critic", columns: ["", ""], rows: rows)),
      ]
        + (isMixed ? [.text(foldedLines(Self.mixing))] : [])
    }
  }

  private var surfaceSubject: Subject {
    Subject(
      "surface", "the critic's values: over the plane in layers, or on the way from fake to real",
      Argument(
        "layer", .repeated(.word(CriticSurface.layers)),
        "what lies over the plane: critic, real, fake, arrows (the generator's slope), manifold (a grid of noise, warped)"
      ),
      group: "Training", examples: ["show surface", "show surface real fake arrows manifold"]
    ) { session, layers in
      let experiment = try experiment()
      return try translated { try CriticSurface.output(experiment, layers) }
    }
  }

  private var crosstalkSubject: Subject {
    Subject(
      "crosstalk", "how much each sample's score depends on the others of its batch",
      Argument("count", .optional(.int(1...32), default: 12), "how many samples"), group: "Training",
      number: { _ throws(Problem) in try crosstalk(12).share }
    ) { session, count in
      let crosstalk = try crosstalk(count)
      let count = crosstalk.matrix.shape[0]
      let corner = NDArray(
        (0..<count).flatMap { row in (0..<count).map { crosstalk.matrix[row, $0] } }, shape: [count, count])
      return [
        .figure(
          Figure(
            "‖∂D(xᵢ)/∂xⱼ‖: row i a score, column j a sample",
            [.matrix("slope", corner, x: Axis("sample j"), y: Axis("score i"))])),
        .text(foldedLines(share(crosstalk))),
      ]
    }
  }

  private func share(_ crosstalk: Crosstalk) -> String {
    guard !crosstalk.share.isNaN else {
      return "Some of these slopes are inf or nan: what share of them lies off the diagonal is not known (nan %)."
    }
    return """
      \(percent(crosstalk.share)) of the squared slopes of these scores lie off the diagonal: that much of each depends on other \
      samples, in a batch of \(crosstalk.matrix.shape[1]). The slope of the sum of all scores, which a penalty measures, is \
      \(percent(crosstalk.deviation)) away from these samples' own.
      """
  }

  private func crosstalk(_ count: Int) throws(Problem) -> Crosstalk {
    try translated {
      let experiment = try experiment()
      return try Crosstalk(
        experiment.critic.network, on: try experiment.samples(step: experiment.critic.steps).real, rows: count)
    }
  }
}
