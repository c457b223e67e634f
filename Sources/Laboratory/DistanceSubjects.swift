import Arrays
import Autodiff
import Distances
import Experiments
import Language
import Notebook

extension Laboratory {
  /// How far the generator's samples are from the data.
  var distanceSubjects: [Subject] { [jsDivergenceSubject, wassersteinSubject] }

  private var jsDivergenceSubject: Subject {
    Subject(
      "jsdivergence", "the Jensen-Shannon divergence of fake from real, and the slope it offers", group: "Distances",
      examples: ["show jsdivergence"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated {
          let drawn = try draw(1024)
          return Real(try SampleDivergence(real: drawn.real, fake: drawn.fake).nats)
        }
      }
    ) { [unowned self] session in
      let drawn = try translated { try draw(1024) }
      let divergence = try translated {
        try SampleDivergence(real: drawn.real, fake: drawn.fake, spare: drawn.spare)
      }
      let slope = try translated {
        try TranslationSlope(real: drawn.real, fake: drawn.fake, cancelled: session.isCancelled)
      }
      session.emit(.table(divergenceTable(divergence)))
      let floor = divergence.floor.map { "; the floor is a \($0.method)" } ?? ""
      session.emit(.text(foldedLines("by a \(divergence.method)\(drawn.note)\(floor)")))
      session.emit(.table(slopeTable(slope)))
      session.emit(.text(foldedLines(advice(divergence, slope))))
    }
  }

  private func divergenceTable(_ divergence: SampleDivergence) -> Table {
    let floor = divergence.floor?.nats ?? .nan
    func row(_ name: String, _ nats: Double) -> [Table.Cell] {
      [.text(name), .number(Real(nats)), .number(Real(nats / SampleDivergence.maximum))]
    }
    return Table(
      "Jensen-Shannon divergence of the generator's samples from the data", columns: ["", "nats", "bits"],
      rows: [
        row("estimate", divergence.nats), row("maximum, log 2", SampleDivergence.maximum),
        row("floor from sampling alone", floor),
      ])
  }

  private func slopeTable(_ slope: TranslationSlope) -> Table {
    Table(
      "slope as all fake samples move towards the data's mean (by ±\(short(Real(slope.step))))",
      columns: ["distance", "slope"],
      rows: [
        ["Jensen-Shannon", .number(Real(slope.jsDivergence), digits: 4)],
        ["Wasserstein", .number(Real(slope.wasserstein), digits: 4)],
      ])
  }

  private func advice(_ divergence: SampleDivergence, _ slope: TranslationSlope) -> String {
    guard SampleDivergence.maximum - divergence.nats < 1e-3 else {
      return "The supports overlap, so both distances have something to say."
    }
    return
      "The samples share no cell: JS is at its maximum whatever the generator does, so it offers no slope. W still does."
  }

  private var wassersteinSubject: Subject {
    Subject(
      "wasserstein", "the critic's estimate of the Wasserstein distance, its sign, and the exact one of a sample",
      group: "Distances", examples: ["show wasserstein"],
      number: { [unowned self] () throws(Problem) -> Real in
        try translated { try experiment().judgement().estimate.value?.item ?? .nan }
      }
    ) { [unowned self] session in
      let experiment = try experiment()
      let (judgement, exact) = try translated { (try experiment.judgement(), try exactDistance()) }
      let adversarial = judgement.loss.value.map { $0.item - penaltyPaid(judgement, experiment) } ?? .nan
      session.emit(
        .table(
          Table(
            "Wasserstein distance", columns: ["", ""],
            rows: [
              ["the critic's estimate, E[D(real)] - E[D(fake)]", .number(judgement.estimate.value?.item ?? .nan)],
              ["the critic's loss without its penalty", .number(adversarial)],
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
    guard objective.name != "gan" else {
      return "A GAN's discriminator is not trained to estimate W: read its difference of scores as a score only."
    }
    return """
      The critic's loss is minimised, so the estimate is minus the loss (penalty left out): a loss of -3 says that the \
      distributions are about 3 apart, times the critic's own Lipschitz constant. It is an estimate; the exact number beside \
      it is that of the sample.
      """
  }

  private func exactDistance() throws -> Real {
    let experiment = try experiment()
    let real = experiment.dataset.batch(
      Self.exactSamples, random: experiment.random, stream: .init(named: "distance"), step: 0)
    return Real(
      try wasserstein(
        real.asRows, try fakes(experiment, Self.exactSamples).asRows, cancelled: session.isCancelled))
  }

  /// Samples to compare: points as they are; images by the critic's score, which can only make them look more alike.
  private func draw(_ count: Int) throws -> (real: NDArray, fake: NDArray, spare: NDArray, note: String) {
    let experiment = try experiment()
    let stream = Random.Stream(named: "distance")
    let real = experiment.dataset.batch(count, random: experiment.random, stream: stream, step: 0)
    let spare = experiment.dataset.batch(count, random: experiment.random, stream: stream, step: 1)
    let fake = try fakes(experiment, count)
    guard experiment.dataset.isImage else { return (real, fake, spare, "") }
    let score = { (x: NDArray) in try experiment.critic.network.frozen(Tensor(x)).value ?? x }
    return (
      try score(real), try score(fake), try score(spare),
      " of the critic's scores (images have too many axes for a histogram; scores can only look more alike)"
    )
  }
}

extension NDArray {
  /// Each sample as one row.
  fileprivate var asRows: NDArray { reshaped([shape[0], shape.extents.dropFirst().reduce(1, *)]) }
}
