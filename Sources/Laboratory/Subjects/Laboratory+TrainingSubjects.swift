import Arrays
import Autodiff
import Display
import Experiments
import Language
import Networks
import Notebook
import Texts

extension Laboratory {
  /// What training does: losses, slopes, the estimate.
  var trainingSubjects: [Subject] { [lossSubject, penaltySubject] }

  private var lossSubject: Subject {
    Subject(
      "loss", "what both networks minimise: now, and over the run", group: "Training",
      number: { _ throws(Problem) in
        try translated { try experiment().judgement().loss.value?.item ?? .nan }
      }
    ) { session in
      let experiment = try experiment()
      let (judgement, generator) = try translated { (try experiment.judgement(), try experiment.generatorLoss().loss) }
      let coming = Table(
        "at the coming step", columns: ["", ""],
        rows: [
          ["critic loss", .number(judgement.loss.value?.item ?? .nan)],
          ["generator loss", .number(generator.value?.item ?? .nan)],
        ])
      return [.text("critic loss \(experiment.settings.objective.formula)"), .table(coming)]
        + (experiment.log.generator.isEmpty
          ? []
          : [
            .figure(experiment.log.figure(experiment.settings.objective)),
            .table(experiment.log.table("over the run", experiment.settings.objective)),
          ])
    }
  }

  private var penaltySubject: Subject {
    Subject(
      "penalty", "the norm of the critic's slope, sample by sample: at real, fake and in between", group: "Training",
      number: { _ throws(Problem) in
        try translated {
          let experiment = try experiment(), objective = experiment.settings.objective
          guard objective.isOwn, objective.equations?.hasPenalty == true else { return try Slopes(experiment).penalty }
          return try experiment.judgement().penalty?.value?.item ?? .nan
        }
      }
    ) { session in
      let experiment = try experiment()
      let slopes = try translated { try Slopes(experiment) }
      let mixes = experiment.critic.network.mixesSamples
      let objective = experiment.settings.objective
      let weight =
        objective.penalty == nil
        ? "\(objective.name) \(objective.equations?.hasPenalty == true ? "has one of its own: step critic penalty" : "does not ask for it")"
        : "λ = \(numberText(experiment.settings.lambda))"
      let pairs = try translated { try PairSlopes(experiment) }
      return [
        .figure(.slopes(slopes, pairs)), .table(slopeTable(slopes, mixes)),
        .text("penalty \(slopes.rule.formula) = \(numberText(slopes.penalty)); \(weight)"),
      ] + (mixes ? [.text(foldedLines(Self.mixing))] : [])
    }
  }

  /// What slopes are where a score depends on more than its own sample.
  static let mixing = """
    Batch norm mixes the samples of a batch: these are slopes of the sum of all scores, in which each sample changes the scores of \
    the others too (show crosstalk).
    """

  private func slopeTable(_ slopes: Slopes, _ mixes: Bool) -> Table {
    Table(
      mixes ? "‖∂ΣD/∂x‖₂ at each sample" : "‖∇D(x)‖₂ of each sample",
      columns: ["at", "least", "mean", "greatest", "within 0.9…1.1"],
      rows: slopes.places.map { place, norms in
        let spread = Spread(norms).whole
        return [
          .text(place), .number(spread.least, digits: 4), .number(spread.mean, digits: 4),
          .number(spread.greatest, digits: 4),
          .text(
            spread.mean.isNaN ? "nan" : percent(norms.numbers.count { $0 >= 0.9 && $0 <= 1.1 }, of: norms.count)),
        ]
      })
  }
}
