import Experiments
import Notebook
import Testing
import Texts

/// What the program says of an experiment is so, at its edges too.
@Suite struct StatementTests {
  private func bench(_ lines: String...) -> Bench {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8")
    for line in lines { bench.works(line) }
    return bench
  }

  @Test(arguments: [
    ("clip 0.5", "wgan-gp does not clip"), ("clipping loop", "does not clip"), ("rho 0.5", "the optimizer is adam"),
    ("generatorloss saturating", "one generator loss only"), ("momentum 0.5", "the optimizer is adam"),
  ])
  func aSettingThatNothingUsesSaysSo(setting: String, reason: String) {
    #expect(bench().works("set \(setting)").words.contains("nothing uses it now: "))
    #expect(bench().works("set \(setting)").words.contains(reason))
  }

  @Test func aSettingThatIsUsedDoesNot() {
    let bench = bench()
    for line in ["set lambda 3", "set rate 0.5", "set objective wgan", "set clip 0.5", "set rho 0.5"] {
      #expect(!bench.works(line).words.contains("nothing uses"), "\(line)")
    }
    #expect(bench.works("set lambda 4").words.contains("wgan has no penalty"))
  }

  @Test func settingsSayWhatTheyKeep() {
    let bench = bench("set objective wgan")
    #expect(bench.works("set clip 0.5").output == "clip is 0.5\n")
    bench.works("step")
    #expect(bench.works("set clip 0.1").words.contains("keeps its weights"))
    #expect(bench.works("set clip 0.1").words.contains("nothing changed"))
    #expect(bench.works("set objective wgan").words.contains("the run goes on"))
    #expect(bench.works("set width 4").words.contains("begins again"))
  }

  @Test func beginAgainKeepsTheSettings() throws {
    let fresh = bench("set rate 0.01"), bench = bench("set rate 0.01", "step 3")
    #expect(bench.state?.bits != fresh.state?.bits)
    bench.works("begin again")
    #expect(bench.state == fresh.state)
    for bench in [fresh, bench] { bench.works("step") }
    #expect(bench.state == fresh.state)
  }

  @Test func aWidthThatNoLayerHasSaysSo() {
    let bench = Bench(after: "use dirac")
    #expect(bench.works("set width 8").words.contains("no layer of these networks depends on it"))
    #expect(!self.bench().works("set width 16").words.contains("no layer"))
  }

  @Test func warmupSaysWhenItsTimeIsOver() {
    #expect(!bench("step").works("set warmup on").words.contains("nothing uses"))
    #expect(bench("set critics 1", "train 25").works("set warmup on").words.contains("round 501"))
  }

  /// A difference of scores is called an estimate of W where it is one.
  @Test(arguments: Objective.all.map(\.name))
  func onlyAnEstimateIsCalledOne(objective: String) throws {
    let bench = bench("set objective \(objective)")
    let estimates = try bench.experiment.settings.objective.estimatesDistance
    for line in ["step critic", "step", "train 2", "show loss"] {
      let output = bench.works(line).output
      #expect(output.contains("estimate of W") == estimates, "\(line): \(output)")
      #expect(output.contains("score difference") == !estimates, "\(line): \(output)")
    }
    let shown = bench.works("show wasserstein").output
    #expect(shown.contains("the critic's estimate") == estimates && shown.contains("floor"))
    let exact = try #require(shown.firstMatch(of: /exact W1 of 256 against 256 samples +([0-9.]+)/)?.1)
    if !estimates { #expect("\(exact)" == numberText(bench.number("wasserstein"))) }
  }

  @Test func batchNormUnderAPenaltyIsSpokenOf() {
    let bench = bench()
    #expect(bench.works("show penalty").words.contains("of each sample"))
    #expect(bench.works("set norm batch").words.contains("mixes the samples"))
    #expect(!bench.works("show penalty").output.contains("of each sample\n"))
    #expect(bench.works("show penalty").words.contains("sum of all scores"))
    #expect(bench.works("show lipschitz").words.contains("sum of all scores"))
    #expect(bench.works("set objective wgan").words.contains("begins again"))
    #expect(!bench.works("set norm layer").words.contains("mixes"))
  }

  /// A run without a step of the critic has no numbers of one.
  @Test func aTableHasNoNumberThatNothingGave() {
    let bench = bench("step generator")
    let output = bench.works("show loss").output
    #expect(!output.contains("nan") && output.contains("–"))
  }

  /// A condition that reads a name of the learner's own in place of the run's says so.
  @Test func untilSaysWhatTrainingDoesNotChange() {
    let bench = bench("slack = 100")
    #expect(!bench.works("until penalty < slack max 3").output.contains("yours"))
    bench.works("penalty = mean(critic(real))^2")
    #expect(
      bench.works("until penalty < slack").words.contains(
        "penalty is a name of yours here, which training does not change"))
    #expect(bench.run("until penalty < -1 max 1").output.contains("clear penalty"))
    bench.works("clear penalty")
    #expect(!bench.works("until penalty < slack max 3").output.contains("yours"))
  }

  /// A distance that single precision cannot say is not called infinite.
  @Test func aDistanceThatIsTooLargeIsRefused() {
    #expect(Bench().refuses("wasserstein([[3e38]], [[-3e38]])").contains("6e+38, more than single precision holds"))
  }

  /// Whichever divergence is asked for, the refusal is not another's.
  @Test func refusalsNameWhatWasAsked() {
    let bench = bench("generator = network([2], scale(3e38), scale(3e38))")
    for subject in ["kldivergence", "totalvariation"] {
      #expect(!bench.refuses("show \(subject)").contains("jsdivergence:"))
    }
  }

  /// What is no number is shown as that.
  @Test func noMaximumHidesWhatIsNoNumber() {
    let bench = bench("critic = network([2], scale(3e38), scale(3e38), dense(4), dense(1))")
    guard bench.works("critic(real)").words.contains("nan") else {
      Issue.record("the critic should have broken down")
      return
    }
    #expect(bench.number("lipschitz").isNaN && bench.number("crosstalk").isNaN)
    #expect(bench.works("show crosstalk 4").words.contains("nan %"))
  }

  @Test func batchNormOfOneSampleIsRefused() {
    let bench = bench("generator = network([2], dense(8), batchnorm(), relu(), dense(2))", "z = noise(4)")
    #expect(bench.refuses("generator(z[0:1])").contains("one sample alone has no spread"))
    bench.works("generator(z[0:2])")
    self.bench("set norm layer").works("critic(real[0:1])")
  }

  /// A batch that the next step would not take is refused when it is set, and so are networks that the batch is too small for.
  @Test func aBatchOfOneUnderBatchNormIsRefused() {
    #expect(bench("set norm batch").refuses("set batch 1").contains("batch norm has no spread"))
    #expect(bench("set batch 1").refuses("set norm batch").contains("batch norm has no spread"))
    #expect(
      bench("set batch 1").refuses("critic = network([2], dense(4), batchnorm(), dense(1))").contains("no spread"))
    _ = bench("set batch 1", "step critic")
  }
}

extension CellResult {
  /// What it printed, wherever it was folded.
  var words: String { output.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
