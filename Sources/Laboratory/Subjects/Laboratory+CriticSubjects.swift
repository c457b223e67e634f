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
      return [.table(Table("Lipschitz constant of the critic", columns: ["", ""], rows: rows))]
        + (isMixed ? [.text(foldedLines(Self.mixing))] : [])
    }
  }

  private var surfaceSubject: Subject {
    Subject(
      "surface", "the critic's values: over the plane, or on the way from fake to real", group: "Training"
    ) { session in
      let experiment = try experiment()
      return [try translated { try CriticSurface.output(experiment) }]
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
          .heatMap(
            "‖∂D(xᵢ)/∂xⱼ‖: row i a score, column j a sample",
            Plot(x: Axis("sample j"), y: Axis("score i"), isSquare: true, [.field(Field(matrix: "slope", corner))]))),
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

extension Figure {
  /// A plot of one field, with what is dark and what is bright in its title: infinities are said, and drawn as what is finite goes.
  static func heatMap(_ title: String, _ plot: Plot) -> Figure {
    guard case .field(let field)? = plot.layers.first else { return Figure(title, [plot]) }
    let numbers = field.numbers.numbers.filter { !$0.isNaN }
    let ends = numbers.min().flatMap { least in
      numbers.max().map { "dark \(short(min(field.map.range.low, least))), bright \(short($0))" }
    }
    return Figure("\(title); \(ends ?? "nothing here is a number")", [plot])
  }
}
