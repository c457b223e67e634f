import Arrays
import Experiments
import Language
import Notebook
import Testing

/// `train`, `until`, `continue`, `step`, and settings given from outside.
@Suite struct TrainingTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8") }

  /// Stopped at any step's edge, and gone on with, a run ends with the same bits.
  @Test(arguments: [1, 3, 5, 7, 19, 24])
  func continuingEndsWithTheSameBits(steps: Int) throws {
    let whole = bench(), stopped = bench()
    whole.works("train 5")
    let experiment = try stopped.experiment
    stopped.session.isCancelled = { experiment.critic.steps >= steps }
    let result = stopped.run("train 5")
    #expect(result.isInterrupted && experiment.critic.steps == steps)
    let text = try #require(result.failure?.text)
    #expect(text.contains("of 5 rounds") && text.contains("continue goes on"), "\(text)")
    #expect(text.contains("stopped after \(max(0, (steps - 1) / 5))"), "\(text)")
    stopped.session.isCancelled = { false }
    stopped.works("show loss")
    stopped.works("continue")
    #expect(stopped.state == whole.state)
    #expect(stopped.refuses("continue").contains("nothing was stopped"))
  }

  @Test func aStoppedRunCanBeStoppedAgain() throws {
    let whole = bench(), stopped = bench()
    whole.works("train 4")
    let experiment = try stopped.experiment
    for limit in [3, 4, 12] {
      stopped.session.isCancelled = { experiment.critic.steps >= limit }
      #expect(stopped.run(limit == 3 ? "train 4" : "continue").isInterrupted)
    }
    stopped.session.isCancelled = { false }
    stopped.works("continue")
    #expect(stopped.state == whole.state)
  }

  @Test func aNewRunForgetsTheStoppedOne() throws {
    for line in ["use 8gaussians", "set seed 2", "critic = network([2], dense(1))", "train 1", "until 1 < 2"] {
      let bench = bench(), experiment = try bench.experiment
      bench.session.isCancelled = { experiment.critic.steps >= 2 }
      bench.run("train 5")
      bench.session.isCancelled = { false }
      guard line != "until 1 < 2" else { continue }
      bench.works(line)
      #expect(bench.refuses("continue").contains("nothing was stopped"), "\(line)")
    }
  }

  @Test func untilStopsWhereItsConditionHolds() throws {
    let bench = bench()
    bench.works("until norm(critic.dense1.weight) > 0 max 3")
    #expect(try bench.experiment.rounds == 0, "it held already")
    bench.works("start = norm(critic.dense1.weight)")
    #expect(bench.works("until norm(critic.dense1.weight) != start max 50").output.contains("holds after 1 round"))
    #expect(try bench.experiment.rounds == 1)
    let failing = bench.run("until 1 > 2 max 3")
    #expect(failing.failure?.text.contains("did not hold within 3 rounds") == true)
    #expect(try bench.experiment.rounds == 4)
  }

  @Test(arguments: ["until lss < 1", "until", "until loss < max 3", "until critic < 1", "until loss < 1 max 0"])
  func aWrongConditionTrainsNothing(line: String) { bench().refuses(line) }

  @Test func aStoppedUntilGoesOnToItsCondition() throws {
    let bench = bench(), experiment = try bench.experiment
    bench.works("start = norm(generator.dense1.weight)")
    bench.session.isCancelled = { experiment.critic.steps >= 3 }
    #expect(bench.run("until norm(generator.dense1.weight) != start max 9").isInterrupted)
    bench.session.isCancelled = { false }
    #expect(bench.works("continue").output.contains("holds after 1 round"))
    #expect(experiment.critic.steps == 5 && experiment.rounds == 1)
  }

  @Test func stepsAreWhatTheySay() throws {
    let bench = bench()
    #expect(bench.works("step").output.split(separator: "\n").count == 2)
    #expect(try bench.experiment.critic.steps == 5 && bench.experiment.rounds == 1)
    #expect(bench.works("step critic 3").output.split(separator: "\n").count == 3)
    #expect(bench.works("step gen").output.hasPrefix("generator step 2  loss "))
    #expect(try bench.experiment.critic.steps == 8 && bench.experiment.rounds == 2)
    bench.works("set critics 2")
    bench.works("step 2")
    #expect(try bench.experiment.critic.steps == 12 && bench.experiment.rounds == 4)
  }

  /// The table names the critic's last step before each of the generator's, however they were mixed.
  @Test func theTablePairsTheStepsOfARound() throws {
    let bench = bench()
    bench.works("step critic 40")
    let result = bench.works("train 3")
    guard case .table(let table)? = result.results.last else {
      Issue.record("no table")
      return
    }
    let log = try bench.experiment.log
    let losses = [45, 50, 55].map { step in log.critic.first { $0.step == step }?.loss }
    let column = try #require(table.columns.firstIndex(of: "critic loss"))
    let shown = table.rows.map { row -> Real? in if case .number(let number, _) = row[column] { number } else { nil } }
    #expect(shown == losses)
  }

  /// A rate far too high leads to no number. `train` and each kind of `step` stop before that step, say so, and leave the run as it was: it
  /// can be looked at, saved, and gone on with.
  @Test(arguments: ["train 1000", "step 1000;", "step critic 1000;"])
  func whatIsNoNumberEndsTheRun(line: String) throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set optimizer sgd", "set rate 10")
    let result = bench.run(line)
    let text = try #require(result.failure?.text)
    #expect(text.contains("its next step is not made") && text.contains("a smaller rate often helps"), "\(text)")
    #expect(!result.isInterrupted)
    let experiment = try bench.experiment
    #expect(experiment.critic.steps > 0 && experiment.critic.steps < 1000)
    #expect(text.contains("after \(experiment.critic.steps) critic step"))
    #expect(bench.refuses("continue").contains("nothing was stopped"))
    let whole = experiment.state
    #expect((whole.critic.values + whole.critic.memory.flatMap { $0 }).allSatisfy { $0.numbers.allSatisfy(\.isFinite) })
    for line in ["step critic", "step", "train 1", "until 1 > 2"] {
      #expect(bench.refuses(line).contains("its next step is not made"), "\(line)")
    }
    #expect(experiment.state.critic.lastGradients == whole.critic.lastGradients)
    for line in ["show weights", "show gradients", "show loss", "critic.dense1.weight", "critic.gradient"] {
      bench.works(line)
    }
    bench.works("use 8gaussians")
    bench.works("train 1")
  }

  @Test(arguments: [
    ("use nosuch", "there is no preset"), ("use fashoin", "Did you mean fashion"), ("use swissrol 3", "left over"),
    ("set batch 0", "1…16384"), ("set batch 1e9", "batch: it cannot be 1e9"),
    ("set rate nan", "rate: it cannot be nan"),
    ("set rate -1", "above 0 to 10"), ("set bathc 3", "Did you mean batch"), ("set objective wgangp", "gan, wgan"),
    ("set rate", "needs a value"), ("set rate 1 2", "left over"), ("set width 2049", "1…2048"),
    ("set seed -1", "seed: it cannot be -1"), ("set clipping both", "constraint or loop"), ("train 0", "1…1000000"),
    ("train", "missing"), ("train 1e400", "1…1000000"), ("train -1", "1…1000000"), ("step critic 0", "1…1000000"),
    ("step discriminator", "discriminator"), ("continue", "nothing was stopped"), ("show samples 65", "1…64"),
    ("show nosuch", "there is no subject"),
  ])
  func mistakesChangeNothing(line: String, words: String) {
    let bench = Bench(after: "use 8gaussians", "set batch 16384", "set width 8", "step critic")
    let text = bench.refuses(line)
    #expect(text.contains(words), "\(text)")
  }

  @Test(.enabled(if: Bench.hasFashion)) func aPresetThatCannotBeMadeLeavesTheOldOne() {
    let bench = bench()
    bench.works("step")
    #expect(bench.run(script: "", sets: [("batch", "16384")]) == 0)
    #expect(bench.refuses("use fashion").contains("choose a smaller batch"))
    bench.works("use swissroll")
  }

  /// `--set` wins over the script's own, so that a long script can be run short.
  @Test func overridesWin() throws {
    let bench = Bench(), sets = [("rounds", "2"), ("width", "4"), ("seed", "7"), ("batch", "8")]
    let script = "rounds = 1000\nuse swissroll\nset width 32\nset objective wgan\nset seed 3\nset batch 9\ntrain rounds"
    #expect(bench.run(script: script, sets: sets.map { (name: $0.0, value: $0.1) }) == 0)
    let run = try bench.experiment
    #expect(run.rounds == 2 && run.settings.width == 4 && run.settings.seed == 7 && run.settings.batch == 8)
    #expect(run.settings.preset.name == "swissroll" && run.settings.objective.name == "wgan")
    #expect(run.critic.network.stages[0].output == [4])
    #expect(bench.sink.output.contains("width stays 4, which was given with --set"))
    for wrong in [("width", "0"), ("objective", "x"), ("nosuch-name", "1"), ("rate", "nan")] {
      #expect(Bench().run(script: "1", sets: [(name: wrong.0, value: wrong.1)]) == 64)
    }
  }

  @Test func anotherSeedIsAnotherRun() {
    let first = bench(), second = bench(), third = bench()
    second.works("set seed 2")
    for bench in [first, second, third] { bench.works("train 2") }
    #expect(first.state == third.state && first.state?.bits != second.state?.bits)
  }
}
