import Arrays
import Autodiff
import Display
import Distances
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// The critic's estimate of the Wasserstein distance beside the exact one.
  var wassersteinSubject: Subject {
    Subject(
      "wasserstein", "the critic's estimate of the Wasserstein distance, and the exact one of a sample",
      group: "Distances", examples: ["show wasserstein"],
      number: { _ throws(Problem) in
        try translated {
          let experiment = try experiment()
          guard experiment.settings.objective.estimatesDistance else { return try exactDistances().distance }
          return try experiment.judgement().estimate.value?.item ?? .nan
        }
      }
    ) { _ in
      let experiment = try experiment()
      let (judgement, exact) = try translated { (try experiment.judgement(), try exactDistances()) }
      let count = comparable(Self.exactSamples, experiment)
      let steepness = try translated { try LipschitzEstimate(experiment).constant }
      let estimate = judgement.estimate.value?.item ?? .nan
      let adversarial = judgement.loss.value.map { $0.item - penaltyPaid(judgement, experiment) } ?? .nan
      let estimates = experiment.settings.objective.estimatesDistance
      var rows: [[Table.Cell]] = [
        [
          .text("the critic's \(estimates ? "estimate" : "difference of scores"), E[D(real)] - E[D(fake)]"),
          .number(estimate),
        ],
        experiment.settings.objective.isOwn
          ? ["the critic's loss", .number(judgement.loss.value?.item ?? .nan)]
          : ["the critic's loss without its penalty", .number(adversarial)],
        ["the critic's Lipschitz constant, at least", .number(steepness)],
      ]
      if estimates { rows.append(["the estimate divided by it", .number(estimate / steepness)]) }
      rows += [
        [.text("exact W1 of \(count) against \(count) samples"), .number(exact.distance)],
        ["its floor: other data against them", .number(exact.floor)],
      ]
      return try planFigure() + [
        .table(Table("Wasserstein distance", columns: ["", ""], rows: rows)),
        .text(foldedLines(signExplained(experiment.settings.objective))),
      ]
    }
  }

  private static let exactSamples = 256
  /// How many samples of each side are drawn with their moves.
  private static let drawnSamples = 48

  /// The exact plan between some samples of the plane, as lines between them.
  private func planFigure() throws -> [Output] {
    let experiment = try experiment()
    guard experiment.dataset.bareShape == [2] else { return [] }
    let count = drawable(Self.drawnSamples, experiment)
    let real = reals(experiment, count, stream: .init(named: "distance"), step: 0)
    let fake = try experiment.noisy(real) ?? fakes(experiment, count)
    guard fake.numbers.allSatisfy(\.isFinite) else { return [] }
    let plan = try translated { try OptimalTransport(from: fake, to: real) }
    return [
      .figure(
        .plan(
          "the exact plan between \(count) samples of each side: W1 \(short(Real(plan.distance)))",
          from: fake, to: real,
          moves: plan.plan.filter { $0.mass > 0 }.map { ($0.from, $0.to) }))
    ]
  }

  private func penaltyPaid(_ judgement: CriticJudgement, _ experiment: Experiment) -> Real {
    experiment.settings.lambda * (judgement.penalty?.value?.item ?? 0)
  }

  private func signExplained(_ objective: Objective) -> String {
    guard objective.estimatesDistance else {
      return """
        A GAN's discriminator is not trained to estimate W: read its difference of scores as a score only. In expressions wasserstein \
        is the exact distance here.
        """
    }
    return """
      The critic's loss is minimised, so the estimate is minus the loss (penalty left out): a loss of -3 says that the \
      distributions are about 3 apart, divided by the critic's own Lipschitz constant. It is an estimate: divided by that constant it \
      mostly stays below the exact number. That is the sample's, which even other data do not bring below its floor.
      """
  }

  /// How far fakes are from data, and how far other data are.
  func exactDistances() throws -> (distance: Real, floor: Real) {
    let experiment = try experiment()
    let drawn = (0...1).map { step in
      reals(
        experiment, comparable(Self.exactSamples, experiment), stream: .init(named: "distance"), step: step)
    }
    let fakes = try experiment.noisy(drawn[0]) ?? fakes(experiment, drawn[0].shape[0])
    // Points that are no numbers are nowhere: no plan leads to them.
    let distances = try [fakes, drawn[1]].map { other in
      other.numbers.allSatisfy(\.isFinite) ? Real(try wasserstein(drawn[0].asRows, other.asRows)) : .nan
    }
    return (distances[0], distances[1])
  }
}

extension NDArray {
  /// Each sample as one row.
  var asRows: NDArray { reshaped([shape[0], shape.extents.dropFirst().reduce(1, *)]) }
}
