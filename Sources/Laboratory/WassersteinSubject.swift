import Arrays
import Autodiff
import Distances
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// The critic's estimate of the Wasserstein distance beside the exact one.
  var wassersteinSubject: Subject {
    Subject(
      "wasserstein", "the critic's estimate of the Wasserstein distance, its sign, and the exact one of a sample",
      group: "Distances", examples: ["show wasserstein"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated { try experiment().judgement().estimate.value?.item ?? .nan }
      }
    ) { [unowned self] session in
      let experiment = try experiment()
      let (judgement, exact) = try translated { (try experiment.judgement(), try exactDistance()) }
      let steepness = try translated { try LipschitzEstimate(experiment).constant }
      let estimate = judgement.estimate.value?.item ?? .nan
      let adversarial = judgement.loss.value.map { $0.item - penaltyPaid(judgement, experiment) } ?? .nan
      session.emit(
        .table(
          Table(
            "Wasserstein distance", columns: ["", ""],
            rows: [
              ["the critic's estimate, E[D(real)] - E[D(fake)]", .number(estimate)],
              ["the critic's loss without its penalty", .number(adversarial)],
              ["the critic's Lipschitz constant, at least", .number(steepness)],
              ["the estimate divided by it", .number(estimate / steepness)],
              ["exact W1 of \(Self.exactSamples) against \(Self.exactSamples) samples", .number(exact)],
            ])))
      session.emit(.text(foldedLines(signExplained(experiment.settings.objective))))
    }
  }

  private static let exactSamples = 256

  private func penaltyPaid(_ judgement: CriticJudgement, _ experiment: Experiment) -> Real {
    experiment.settings.lambda * (judgement.penalty?.value?.item ?? 0)
  }

  private func signExplained(_ objective: Objective) -> String {
    guard objective.estimatesDistance else {
      return "A GAN's discriminator is not trained to estimate W: read its difference of scores as a score only."
    }
    return """
      The critic's loss is minimised, so the estimate is minus the loss (penalty left out): a loss of -3 says that the \
      distributions are about 3 apart, times the critic's own Lipschitz constant. It is an estimate: even divided by that \
      constant it mostly stays below the exact number, which is that of the sample.
      """
  }

  private func exactDistance() throws -> Real {
    let experiment = try experiment()
    let real = experiment.dataset.batch(
      Self.exactSamples, random: experiment.random, stream: .init(named: "distance"), step: 0)
    return Real(
      try wasserstein(
        real.asRows, try (experiment.noisy(real) ?? fakes(experiment, Self.exactSamples)).asRows))
  }
}

extension NDArray {
  /// Each sample as one row.
  fileprivate var asRows: NDArray { reshaped([shape[0], shape.extents.dropFirst().reduce(1, *)]) }
}
