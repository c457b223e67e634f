import Arrays
import Experiments
import Laboratory
import Testing

/// `diagnose` looks and changes nothing, says what is wrong, and proposes lines that can be typed.
@Suite(.serialized) struct DiagnoseTests {
  private static let small = ["set width 8", "set batch 32"]

  private func bench(_ lines: [String]) -> Bench {
    let bench = Bench()
    for line in lines { bench.works(line) }
    return bench
  }

  // MARK: - It changes nothing

  @Test(arguments: ["8gaussians", "swissroll", "lines", "gaussians1d", "dirac"], Objective.all.map(\.name))
  func trainingGoesOnAsIfNothingHadBeenLookedAt(preset: String, objective: String) {
    let lines = ["use \(preset)", "set objective \(objective)"] + Self.small + ["train 3"]
    let (one, other) = (bench(lines), bench(lines))
    let before = one.state
    one.works("diagnose measurements")
    #expect(one.state == before)
    for bench in [one, other] { bench.works("train 2") }
    #expect(one.state == other.state)
  }

  @Test func neitherDoesItLeaveAStepThatIsWalked() {
    let one = Bench(after: "set width 8", "train 1", "step critic penalty"), before = one.state
    let norms = one.numbers("norms")
    one.works("diagnose")
    #expect(one.state == before && one.numbers("norms") == norms)
    one.works("finish")
  }

  @Test(.enabled(if: Bench.hasFashion)) func picturesAndBatchNormStayAsTheyAre() {
    let one = Bench(after: "use fashion", "set objective wgan", "set width 1", "set batch 8", "train 1")
    let before = one.state
    #expect(!one.works("diagnose").output.isEmpty)
    #expect(one.state == before)
  }

  @Test func itIsStopped() {
    let one = Bench(after: "set width 8", "train 1")
    one.session.isCancelled = { true }
    one.refuses("diagnose")
  }

  @Test func aHiddenFaultIsNotGivenAway() throws {
    let one = Bench(after: "set width 8", "fault penalty-at-real on")
    #expect(one.works("diagnose").output.contains("points-elsewhere"))
    try one.experiment.deal(FaultsOn([Fault.all[0]], isHidden: true))
    #expect(one.refuses("diagnose").contains("hidden"))
    try one.experiment.revealFaults()
    #expect(one.works("diagnose").output.contains("norm-per-batch"))
  }

  // MARK: - What it says

  @Test(arguments: ["8gaussians", "25gaussians", "swissroll", "lines", "gaussians1d", "dirac"])
  func ofAnUntrainedRunThereIsNothingToJudge(preset: String) {
    #expect(Bench(after: "use \(preset)").works("diagnose").output.hasPrefix("nothing to judge yet"))
  }

  /// Of what the table in the documentation measures over other seeds, the quickest.
  @Test(arguments: DiagnosisCase.museum.map(\.name).filter { $0.hasPrefix("8gaussians") })
  func aFaultOfTheMuseumIsNamedBeforeTheFirstStep(name: String) throws {
    let one = try #require(DiagnosisCase.museum.first { $0.name == name })
    let outcome = try #require(DiagnosisTrial.outcomes(of: one, seeds: [1]).first)
    #expect(outcome.isRight, "\(outcome.findings.map(\.rule))")
  }

  @Test(arguments: [
    "objective wgan, clip 0.001", "objective wgan, clip 1", "lambda 0", "lambda 1000", "norm batch", "rate 0.03",
    "objective wgan, rate 0.0000001", "rate 0.000001", "12 layers, wgan", "objective gan, rate 0.02",
    "objective wgan, rate 0.05", "batch 2", "objective gan, batch 4", "width 3", "objective gan, width 3",
    "beta1 0.99", "objective gan, beta1 0.99",
  ])
  func aBadSettingIsNamed(settings: String) throws {
    let one = try #require(DiagnosisCase.faulty.first { $0.name == "8gaussians, \(settings)" })
    let outcomes = try DiagnosisTrial.outcomes(of: one, seeds: [1])
    #expect(outcomes.count(where: \.isRight) == outcomes.count, "\(outcomes.map { $0.findings.map(\.rule) })")
  }

  /// Faults that have a meaning for images alone, on the museum's small ones.
  @Test(arguments: [("norm-over-channel", "norm-per-pixel"), ("inference-fakes", "fakes-differ")])
  func aFaultOfImagesIsNamed(fault: String, rule: String) throws {
    let museum = try #require(FaultBench.all.first { $0.name == "images" })
    let bench = bench(museum.lines)
    let before = try bench.workbench.laboratory.diagnosis(in: bench.session).findings
    #expect(!before.contains { $0.rule == rule })
    bench.works("fault \(fault) on")
    let findings = try bench.workbench.laboratory.diagnosis(in: bench.session).findings
    #expect(findings.prefix(2).contains { $0.rule == rule }, "\(findings.map(\.rule))")
  }

  @Test func aHealthyRunIsLeftInPeace() throws {
    let one = try #require(DiagnosisCase.healthy.first { $0.name == "8gaussians, wgan-gp" })
    let outcomes = try DiagnosisTrial.outcomes(of: one, seeds: [1])
    #expect(outcomes.map(\.findings.count) == one.ages.map { _ in 0 })
  }

  // MARK: - Rules

  /// What a rule finds on a run whose own quantity is another: at the ends of its healthy range nothing, beyond where it is certain that, and
  /// lines that the prompt takes.
  @Test(arguments: Objective.all.map(\.name), ["none", "layer"])
  func everyRuleHoldsItsRangeAndProposesWhatCanBeTyped(objective: String, norm: String) throws {
    let lines = ["use 8gaussians", "set objective \(objective)", "set norm \(norm)"] + Self.small + ["train 5"]
    let one = bench(lines), rounds = try #require(Quantity.all.first { $0.name == "rounds" })
    let examination = try one.workbench.laboratory.diagnosis(in: one.session).examination.with(rounds, 1000)
    var seen: Set<String> = []
    for rule in DiagnosisRule.all where examination[rule.quantity] != nil {
      let at = { (value: Double) in DiagnosisRule.findings(in: examination.with(rule.quantity, value)) }
      for end in [rule.healthy.lowerBound, rule.healthy.upperBound] {
        let found = at(end).contains { $0.rule == rule.name && $0.healthy == rule.healthy }
        #expect(!found, "\(rule.name) at \(end)")
      }
      guard let finding = at(rule.certain).first(where: { $0.rule == rule.name && $0.healthy == rule.healthy }) else {
        continue
      }
      #expect(finding.sureness == .certain, "\(rule.name)")
      #expect(!finding.evidence.contains("unknown") && !finding.remedies.isEmpty)
      guard seen.insert(finding.remedies.joined()).inserted else { continue }
      let tried = bench(lines)
      for line in finding.remedies { tried.works(line) }
    }
    #expect(seen.count > 5)
  }

  @Test func everyRuleCanSpeak() throws {
    var spoken: Set<String> = []
    let benches =
      Objective.all.map {
        bench(["use 8gaussians", "set objective \($0.name)", "set norm layer"] + Self.small + ["train 5"])
      }
      + [["set objective wgan", "set norm batch"], ["set batch 8"], ["set beta1 0.95"]].map {
        bench(["use 8gaussians"] + Self.small + $0 + ["train 5"])
      }
    let rounds = try #require(Quantity.all.first { $0.name == "rounds" })
    for one in benches {
      let examination = try one.workbench.laboratory.diagnosis(in: one.session).examination.with(rounds, 1000)
      for rule in DiagnosisRule.all where examination[rule.quantity] != nil {
        for finding in DiagnosisRule.findings(in: examination.with(rule.quantity, rule.certain)) {
          spoken.insert(finding.rule)
        }
      }
    }
    // missing-modes speaks of samples that lie near modes, and critic-behind of samples far from the data.
    let silent = Set(DiagnosisRule.all.map(\.name)).subtracting(spoken).subtracting(["missing-modes", "critic-behind"])
    #expect(silent.isEmpty, "\(silent)")
  }

  @Test func whatFollowsFromOthersComesAfterThem() throws {
    let one = Bench(after: "train 20")
    let examination = try one.workbench.laboratory.diagnosis(in: one.session).examination
    let worse = ["crosstalk": 0.2, "update": 0.018, "dead in critic": 1].reduce(examination) { result, change in
      Quantity.all.first { $0.name == change.key }.map { result.with($0, change.value) } ?? result
    }
    let findings = DiagnosisRule.findings(in: worse)
    #expect(findings.prefix(2).map(\.rule) == ["crosstalk", "dead-units"] && findings.count == 3)
    #expect(findings.map(\.sureness) == [.certain, .certain, .possible])
    let update = try #require(Quantity.all.first { $0.name == "update" })
    let surer = DiagnosisRule.findings(in: worse.with(update, 0.022))
    #expect(surer.map(\.rule) == ["crosstalk", "rate-large", "dead-units"])
    #expect(surer.map(\.sureness) == [.certain, .likely, .certain])
  }

  // MARK: - Runs of any kind

  @Test(arguments: [
    ["set batch 1"], ["set batch 2", "set norm batch"], ["data = tensor([[1, 2]])", "use own"],
    ["data = tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])", "use own"],
    ["critic = network([2], dense(1))"], ["critic = network([2], dense(4), dropout(0.5), relu(), dense(1))"],
    [
      "objective mine like wgan-gp\ncriticloss = mean(critic(fake)) - mean(critic(real))\ngeneratorloss = -mean(critic(fake))\nend",
      "set objective mine",
    ],
    ["set fakes noisy"], ["set conditional on"], ["set norm spectral"], ["set optimizer sgd"],
    ["generator.dense1.weight = 1/0*ones(2, 8)"], ["critic.dense1.weight = 1/0*ones(2, 8)"],
    ["critic.dense1.weight = 0*critic.dense1.weight"], ["generator.dense4.weight = 1e30*ones(8, 2)"],
  ])
  func everyRunIsJudged(lines: [String]) {
    let one = bench(["use 8gaussians", "set width 8"] + lines)
    one.run("train 3")
    let before = one.state
    #expect(!one.works("diagnose measurements").output.isEmpty)
    #expect(one.state == before)
  }
}
