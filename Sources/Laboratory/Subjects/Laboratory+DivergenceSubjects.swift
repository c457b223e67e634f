import Arrays
import Autodiff
import Display
import Distances
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// How far the generator's samples are from the data, by how likely each place is under both.
  var divergenceSubjects: [Subject] { [jsDivergenceSubject, klDivergenceSubject, totalVariationSubject] }

  private var jsDivergenceSubject: Subject {
    Subject(
      "jsdivergence", "the Jensen-Shannon divergence of fake from real, and the slope it offers", group: "Distances",
      number: { _ throws(Problem) in try jensenShannon() }
    ) { session in
      let drawn = try translated { try draw(Self.comparedSamples) }
      let divergence = try sampleDivergence(drawn.real, drawn.fake, spare: drawn.spare)
      let slope = try TranslationSlope(real: drawn.real, fake: drawn.fake)
      let floor = divergence.floor.map { "; the floor is a \($0.method)" } ?? ""
      return [
        .figure(.jensenShannon(divergence.nats, floor: divergence.floor?.nats)),
        .table(
          divergenceTable(
            "Jensen-Shannon divergence of the generator's samples from the data",
            [
              ("estimate", divergence.nats), ("maximum, log 2", SampleDivergence.maximum),
              ("floor from sampling alone", divergence.floor?.nats ?? .nan),
            ])),
        .text(foldedLines("by a \(divergence.method)\(drawn.note)\(floor)")),
        .table(slopeTable(slope)), .text(foldedLines(advice(divergence, slope))),
      ]
    }
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

  private var klDivergenceSubject: Subject {
    Subject(
      "kldivergence", "the Kullback-Leibler divergence of fake from real, both ways", group: "Distances",
      number: { _ throws(Problem) in Real(try compared().divergence.klRealFake) }
    ) { session in
      let (divergence, note) = try compared()
      return [
        .table(
          divergenceTable(
            "Kullback-Leibler divergence, real p against fake q",
            [("KL(p‖q)", divergence.klRealFake), ("KL(q‖p)", divergence.klFakeReal)])),
        .text(foldedLines("by a \(divergence.method)\(note)")),
        .text(foldedLines(infinityExplained(divergence))),
      ]
    }
  }

  private func infinityExplained(_ divergence: SampleDivergence) -> String {
    let lonelyReal = zip(divergence.realCounts, divergence.fakeCounts).count { $0 > 0 && $1 == 0 }
    let lonelyFake = zip(divergence.realCounts, divergence.fakeCounts).count { $0 == 0 && $1 > 0 }
    guard lonelyReal + lonelyFake > 0 else { return "Every cell with samples holds some of both, so both are finite." }
    return """
      \(counted(lonelyReal, "cell")) with real samples and no fake ones, \(lonelyFake) the other way round: one such cell makes \
      the divergence from there infinite, however few samples are in it. JS compares both with their mixture and stays finite.
      """
  }

  private var totalVariationSubject: Subject {
    Subject(
      "totalvariation", "the most that real and fake disagree about any set of places", group: "Distances",
      number: { _ throws(Problem) in Real(try compared().divergence.totalVariation) }
    ) { session in
      let drawn = try translated { try draw(Self.comparedSamples) }
      let divergence = try translated { try sampleDivergence(drawn.real, drawn.fake) }
      let floor = try translated { try SampleDivergence(real: drawn.real, fake: drawn.spare).totalVariation }
      return [
        .table(
          Table(
            "Total variation distance of the generator's samples from the data", columns: ["", ""],
            rows: [
              ["estimate", .number(Real(divergence.totalVariation))], ["maximum", .number(1)],
              ["floor: two draws of the data", .number(Real(floor))],
            ])),
        .text(foldedLines("by a \(divergence.method)\(drawn.note)")),
      ]
    }
  }

  private static let comparedSamples = 1024

  /// The Jensen-Shannon divergence of fake from real, in nats.
  func jensenShannon() throws(Problem) -> Real { Real(try compared().divergence.nats) }

  /// The divergence of fakes from data as the run estimates it, and a note on how they were drawn.
  func compared() throws(Problem) -> (divergence: SampleDivergence, note: String) {
    let drawn = try translated { try draw(Self.comparedSamples) }
    return (try translated { try sampleDivergence(drawn.real, drawn.fake) }, drawn.note)
  }

  /// The estimate of the run: as it is, or as a fault of the museum has it.
  private func sampleDivergence(_ real: NDArray, _ fake: NDArray, spare: NDArray? = nil) throws -> SampleDivergence {
    let lost = try experiment().settings.faults.realsForOneCounted
    guard lost > 1 else { return try SampleDivergence(real: real, fake: fake, spare: spare) }
    let counted = Tensor(real).slice(axis: 0, from: 0, count: max(1, real.shape[0] / lost))
    return try SampleDivergence(real: counted.value ?? real, fake: fake, spare: spare).dividingReal(by: lost)
  }

  private func divergenceTable(_ title: String, _ rows: [(name: String, nats: Double)]) -> Table {
    Table(
      title, columns: ["", "nats", "bits"],
      rows: rows.map { row in
        [.text(row.name), .number(Real(row.nats)), .number(Real(row.nats / SampleDivergence.maximum))]
      })
  }

  /// Samples to compare: points of one or two numbers as they are; others by the critic's score, which can only make them look more alike.
  private func draw(_ count: Int) throws -> (real: NDArray, fake: NDArray, spare: NDArray, note: String) {
    let experiment = try experiment(), dataset = experiment.dataset
    let stream = Random.Stream(named: "distance"), count = comparable(count, experiment)
    guard dataset.isImage || dataset.bareShape.count > 2 else {
      let real = reals(experiment, count, stream: stream, step: 0)
      return (
        real, try experiment.noisy(real) ?? fakes(experiment, count), reals(experiment, count, stream: stream, step: 1),
        ""
      )
    }
    let real = dataset.batch(count, random: experiment.random, stream: stream, step: 0)
    let spare = dataset.batch(count, random: experiment.random, stream: stream, step: 1)
    let fake = try experiment.noisy(real) ?? fakes(experiment, count, telling: true)
    let score = { (x: NDArray) in try experiment.critic.network.frozen(Tensor(x)).value ?? x }
    return (
      try score(real), try score(fake), try score(spare),
      " of the critic's scores (\(dataset.isImage ? "images" : "these samples") have too many axes for a histogram; scores can only look more alike)"
    )
  }
}
