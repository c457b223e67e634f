import Experiments
import Language
import Notebook
import Testing

/// The experiment as values: what names of it give, and what typing them cannot do.
@Suite struct NameTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8") }

  @Test func countsAreTheRunsOwn() {
    let bench = bench()
    #expect(bench.number("rounds") == 0 && bench.number("critic.steps") == 0 && bench.number("generator.steps") == 0)
    bench.works("step 2")
    bench.works("step critic")
    #expect(bench.number("rounds") == 2 && bench.number("critic.steps") == 11 && bench.number("generator.steps") == 2)
    #expect(bench.works("until rounds >= 4").output.contains("holds after 2 rounds"))
  }

  @Test(arguments: Setting.all.map(\.name))
  func everySettingReadsAsItIsShown(name: String) throws {
    let bench = bench(), setting = try #require(Setting.named(name))
    let shown = try bench.experiment.settings.value(of: setting)
    if case .word = setting.kind {
      bench.works("assert settings.\(name) == \"\(shown)\"")
    } else {
      #expect(bench.number("settings.\(name)") == Float(shown))
    }
    // What is the program's own, such as how figures are drawn, comes after the experiment's.
    func words(_ line: String) -> Set<Substring> { Set(bench.works(line).output.split(whereSeparator: \.isWhitespace)) }
    #expect(words("settings").isSubset(of: words("show settings")))
  }

  @Test func aCountThatNoNumberHoldsIsRefused() {
    let bench = bench()
    bench.works("set seed 16777217")
    #expect(bench.refuses("settings.seed").contains("16777217"))
    #expect(bench.refuses("settings.rte").contains("rate"))
  }

  @Test func theLastReportReadsAsItWasPrinted() throws {
    let bench = bench()
    #expect(bench.refuses("critic.loss").contains("no step was made"))
    bench.works("step")
    let report = try #require(try bench.experiment.log.lastCritic)
    #expect(bench.number("critic.loss") == report.loss && bench.number("critic.estimate") == report.estimate)
    #expect(bench.number("critic.penalty") == report.penalty && bench.number("critic.slope") == report.slopeNorm)
    #expect(bench.number("critic.gradientnorm") == report.gradientNorm)
    #expect(bench.number("abs(norm(critic.gradient)/critic.gradientnorm - 1)") < 1e-5)
    #expect(bench.number("generator.loss") == (try bench.experiment.log.lastGenerator?.loss))
    bench.works("set objective gan")
    #expect(bench.refuses("critic.loss").contains("no step was made"))
    bench.works("step critic")
    #expect(bench.refuses("critic.penalty").contains("gan has no penalty"))
    #expect(bench.refuses("critic.estimate").contains("no estimate of W"))
  }

  /// Completion offers only what is accepted.
  @Test(arguments: ["wgan", "wgan-gp", "gan"])
  func membersThatAreOfferedHaveValues(objective: String) {
    let bench = bench()
    bench.works("set objective \(objective)")
    for line in ["step generator", "step critic", "set norm layer", "step", "begin again"] {
      bench.works(line)
      for network in ["critic", "generator"] {
        let offered = bench.session.complete(network + ".", at: network.count + 1).candidates.map(\.text)
        #expect(offered.contains("steps"))
        for name in offered { bench.works("\(network).\(name)") }
      }
    }
  }

  /// Under another name a network stays that network: its weights, gradient and numbers are of one time.
  @Test func anotherNameIsTheSameNetwork() {
    let bench = bench()
    bench.works("c = critic")
    bench.works("step critic")
    for part in ["gradient", "dense1.weight", "loss", "steps"] {
      #expect(bench.number("norm(c.\(part) - critic.\(part))") == 0, "\(part)")
    }
    #expect(bench.number("norm(c.gradient)") > 0 && bench.number("c.steps") == 1)
    bench.works("set seed 2")
    #expect(bench.number("norm(c.gradient)") > 0 && bench.number("c.steps") == 1)
    #expect(bench.refuses("c.loss").contains("not the run's any more"))
    #expect(bench.refuses("critic.gradient").contains("no step was made"))
  }

  @Test(arguments: [
    ("real = 100 + normal(16, 2)", "data = …"), ("fake = zeros(16, 2)", "generator = network(…)"),
    ("real = 1", "help data"),
  ])
  func dataCannotBeAssigned(line: String, way: String) {
    let bench = bench(), before = bench.numbers("real")
    #expect(bench.refuses(line).contains(way))
    #expect(bench.numbers("real") == before)
  }

  @Test(arguments: [
    ("lambda = 10", "set lambda"), ("batch = 32", "set batch"),
    ("loss = 3", "clear loss"), ("rounds = 20", "clear rounds"), ("settings = 1", "clear settings"),
  ])
  func whatChangesNothingSaysSo(line: String, remedy: String) {
    let bench = bench(), before = bench.state
    #expect(bench.works(line).words.contains(remedy))
    #expect(bench.state == before)
    #expect(bench.works(line).output == "", "once is enough")
  }

  @Test func aSettingThatIsACommandTooSaysHowItIsSet() {
    #expect(bench().refuses("objective = \"gan\"").contains("set objective VALUE"))
  }

  @Test func formulasOfTheLearnersOwnAreNotSpokenOf() {
    let bench = bench()
    for line in ["epsilon = uniform(16, 1)", "penalty = mean(critic(real))", "loss = penalty + 1", "x = 3"] {
      #expect(bench.works(line).output == "", "\(line)")
    }
  }

  /// Lessons read the run, whatever a learner has called by its names.
  @Test func theRunIsReadWithoutTheLearnersNames() throws {
    let bench = bench()
    bench.works("step")
    for line in ["rounds = 99", "settings = 1", "loss = 7"] { bench.works(line) }
    for (text, number) in [("rounds", 1), ("critic.steps", 5), ("settings.batch", 16)] as [(String, Float)] {
      guard case .tensor(let tensor) = try bench.workbench.laboratory.value(of: text, in: bench.session) else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(tensor.value?.item == number)
    }
    #expect(throws: Problem.self) { try bench.workbench.laboratory.value(of: "ronds", in: bench.session) }
  }
}
