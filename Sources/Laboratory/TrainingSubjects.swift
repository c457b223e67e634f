import Arrays
import Autodiff
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
      "loss", "what both networks minimise: now, and over the run", group: "Training", examples: ["show loss"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated { try experiment().judgement().loss.value?.item ?? .nan }
      }
    ) { [unowned self] session in
      let experiment = try experiment()
      let (judgement, generator) = try translated { (try experiment.judgement(), try experiment.generatorLoss().loss) }
      session.emit(.text("critic loss \(experiment.settings.objective.formula)"))
      session.emit(
        .table(
          Table(
            "at the coming step", columns: ["", ""],
            rows: [
              ["critic loss", .number(judgement.loss.value?.item ?? .nan)],
              ["generator loss", .number(generator.value?.item ?? .nan)],
            ])))
      if !experiment.log.generator.isEmpty { session.emit(.table(experiment.log.table("over the run"))) }
    }
  }

  private var penaltySubject: Subject {
    Subject(
      "penalty", "the norm of the critic's slope, sample by sample: at real, fake and in between", group: "Training",
      examples: ["show penalty"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated { try Slopes(try experiment()).penalty }
      }
    ) { [unowned self] session in
      let experiment = try experiment()
      let slopes = try translated { try Slopes(experiment) }
      session.emit(.table(slopeTable(slopes)))
      let objective = experiment.settings.objective
      let weight =
        objective.penalty == nil
        ? "\(objective.name) does not ask for it" : "λ = \(numberText(experiment.settings.lambda))"
      session.emit(.text("penalty \(slopes.rule.formula) = \(numberText(slopes.penalty)); \(weight)"))
    }
  }

  private func slopeTable(_ slopes: Slopes) -> Table {
    Table(
      "‖∇D(x)‖₂ of each sample", columns: ["at", "least", "mean", "greatest", "within 0.9…1.1"],
      rows: slopes.places.map { place, norms in
        let spread = WeightSpread(norms)
        return [
          .text(place), .number(spread.least, digits: 4), .number(spread.mean, digits: 4),
          .number(spread.greatest, digits: 4),
          .text(
            spread.mean.isNaN ? "nan" : percent(norms.numbers.count { $0 >= 0.9 && $0 <= 1.1 }, of: norms.count)),
        ]
      })
  }
}
