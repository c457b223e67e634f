import Arrays
import Experiments
import Networks
import Refusals
import Testing

/// Every setting takes what its range says and refuses the rest; nothing is clamped.
@Suite struct SettingTests {
  private static let hostile = [
    "", " ", "nan", "NaN", "inf", "-inf", "infinity", "1e400", "-1e400", "ten", "--1", "1,5", "²", "1_000", "0x", "1 2",
  ]

  private func value(_ setting: Setting, _ text: String) -> String? {
    try? setting.value(from: text, under: Settings(preset: .eightGaussians))
  }

  @Test(arguments: Setting.all.map(\.name))
  func rangesHoldAtTheirEnds(name: String) throws {
    let setting = try #require(Setting.named(name))
    for text in Self.hostile { #expect(value(setting, text) == nil, "\(text)") }
    switch setting.kind {
    case .word(let words):
      for word in words { #expect(value(setting, word) == word) }
      #expect(value(setting, words[0] + "x") == nil && value(setting, words[0].uppercased()) == nil)
    case .count(let range):
      #expect(value(setting, String(range.lowerBound)) == String(range.lowerBound))
      #expect(value(setting, String(range.upperBound)) == String(range.upperBound))
      #expect(value(setting, String(range.lowerBound - 1)) == nil)
      #expect(value(setting, range.upperBound == .max ? "9223372036854775808" : String(range.upperBound + 1)) == nil)
      #expect(value(setting, "1.5") == nil && value(setting, "1e1") == nil)
    case .number(let low, let including, let high):
      #expect(value(setting, "\(high)").flatMap(Real.init) == high)
      #expect(value(setting, "\(high.nextUp)") == nil)
      #expect((value(setting, "\(low)").flatMap(Real.init) == low) == including)
      #expect(value(setting, "\(low.nextDown)") == nil && value(setting, "-1") == nil)
      #expect(value(setting, "\(low.nextUp)").flatMap(Real.init) == low.nextUp)
    }
  }

  @Test func refusalsSayWhatIsTaken() throws {
    let batch = try #require(Setting.named("batch"))
    do {
      _ = try batch.value(from: "0", under: Settings(preset: .eightGaussians))
      Issue.record("a batch of none")
    } catch {
      #expect(
        error.description.hasPrefix("batch: it cannot be 0. ") && error.remedy == "batch takes a whole number, 1…16384."
      )
    }
  }

  @Test(arguments: Setting.all.map(\.name))
  func whatIsChosenIsWhatIsShown(name: String) throws {
    let setting = try #require(Setting.named(name))
    let chosen =
      switch setting.kind {
      case .word(let words): words[words.count - 1]
      case .count: "3"
      case .number: "0.125"
      }
    var settings = Settings(preset: .eightGaussians)
    try settings.choose(setting, chosen)
    #expect(settings.value(of: setting) == chosen)
    #expect(settings.chosen == [name: chosen])
  }

  /// One that is declared is one that `set` knows.
  @Test func allDeclarationsAreListed() {
    let declared = Mirror(reflecting: SettingCatalog()).children.count
    #expect(Setting.all.count == declared && Set(Setting.all.map(\.name)).count == declared)
  }

  @Test(arguments: [
    ("rte 0.1", "settings: there is no setting"), ("rate", "settings: there is no setting"),
    ("rate x", "rate: it cannot be x"),
    ("objective wgn", "objective: it cannot be wgn"), ("batch 1.5", "batch: it cannot be 1.5"),
    ("clip 2000", "clip: it cannot"),
  ])
  func settingsFromTextAreChecked(text: String, problem: String) {
    let error = #expect(throws: Refusal.self) { try Settings(.eightGaussians, "width 8", text, line: 7) }
    #expect(error?.description.contains("SettingTests.swift:7: \(problem)") == true)
  }

  @Test func whatNothingUsesSaysSo() throws {
    func idle(_ choices: String, after rounds: Int = 0) throws -> [String] {
      var settings = Settings(preset: .eightGaussians)
      for choice in choices.split(separator: ",") { try settings.choose(String(choice)) }
      return Setting.all.filter { $0.idleness(under: settings, after: rounds) != nil }.map(\.name)
    }
    #expect(try idle("objective wgan-gp") == ["clip", "clipping", "generatorloss", "rho", "momentum"])
    #expect(try idle("objective wgan") == ["lambda", "generatorloss", "beta1", "beta2", "momentum"])
    #expect(
      try idle("objective gan,optimizer sgd") == ["clip", "clipping", "lambda", "beta1", "beta2", "rho", "epsilon"])
    #expect(try idle("warmup on,objective r1", after: 24) == ["clip", "clipping", "rho", "momentum"])
    #expect(try idle("warmup on,objective r1", after: 25) == ["warmup", "clip", "clipping", "rho", "momentum"])
    #expect(try idle("warmup on,objective r1", after: 500) == ["clip", "clipping", "rho", "momentum"])
  }

  /// A chosen number reaches the rule that uses it.
  @Test func numbersReachTheOptimizer() throws {
    var settings = Settings(preset: .eightGaussians)
    for (name, number) in [("beta1", 0.25), ("beta2", 0.75), ("epsilon", 0.5), ("rho", 0.125), ("momentum", 0.375)] {
      try settings.choose("\(name) \(number)")
    }
    #expect(settings.optimizer == .adam(beta1: 0.25, beta2: 0.75, epsilon: 0.5))
    try settings.choose("optimizer rmsprop")
    #expect(settings.optimizer == .rmsprop(rho: 0.125, epsilon: 0.5))
    try settings.choose("optimizer sgd")
    #expect(settings.optimizer == .sgd(momentum: 0.375))
  }

  /// What a setting declares is what it does: the run goes on, or begins again.
  @Test(arguments: [
    ("rate", "0.5"), ("batch", "8"), ("critics", "2"), ("lambda", "3"), ("clip", "0.5"), ("clipping", "loop"),
    ("generatorloss", "saturating"), ("fakes", "noisy"), ("beta1", "0.1"), ("beta2", "0.2"), ("rho", "0.3"),
    ("epsilon", "0.01"),
    ("objective", "wgan"), ("seed", "2"), ("width", "4"), ("norm", "layer"), ("optimizer", "sgd"), ("momentum", "0.5"),
    ("conditional", "on"),
  ])
  func effects(name: String, text: String) throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "width": "8"])
    try run.round()
    let bits = run.bits, setting = try #require(Setting.named(name))
    let restarted = try run.set(setting, to: text)
    #expect(restarted == (setting.effect == .restarts))
    #expect((run.bits == bits) == !restarted)
    #expect(run.rounds == (restarted ? 0 : 1) && run.log.generator.isEmpty == restarted)
    #expect(run.settings.value(of: setting) == text)
    try run.round()
  }

  @Test func theSameValueAgainRestartsNothing() throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "width": "8"])
    try run.round()
    let bits = run.bits
    for setting in Setting.all { #expect(try !run.set(setting, to: run.settings.value(of: setting))) }
    #expect(run.bits == bits && run.rounds == 1)
  }

  /// What cannot be made is refused before anything changes, and before memory is asked for.
  @Test func whatIsTooLargeIsRefused() throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "width": "8"])
    try run.round()
    let bits = run.bits, batch = run.settings.batch
    try run.set("width", "64")
    try run.set("width", "8")
    try run.round()
    #expect(run.bits == bits)
    let wide = [Layer.dense(1 << 13), .relu, .dense(1 << 13), .relu, .dense(1)]
    #expect(throws: Refusal.self) { try run.install(critic: wide) }
    #expect(throws: Refusal.self) { try run.install(generator: Array(wide.dropLast()) + [.dense(2)], noise: 2) }
    let broad = [Layer](repeating: .dense(2048), count: 9) + [.dense(1)]
    try run.install(critic: [.dense(2048), .dense(1)])
    #expect(throws: Refusal.self) { try run.install(critic: broad + broad) }
    try run.install(critic: [Layer.dense(4096)] + [Layer](repeating: .relu, count: 9) + [.dense(1)])
    #expect(throws: Refusal.self) { try run.set("batch", "16384") }
    #expect(run.settings.batch == batch && run.rounds == 0)
  }

  @Test func logsAreThinnedEvenly() throws {
    let run = try experiment(.eightGaussians, ["objective": "wgan", "batch": "1", "width": "1"])
    for _ in 0..<20_100 { try run.stepCritic() }
    let log = run.log
    #expect(log.critic.count < 20_000 && log.critic.count > 9_000)
    #expect(log.lastCritic?.step == 20_100)
    let gaps = zip(log.critic, log.critic.dropFirst()).map { $1.step - $0.step }
    #expect(Set(gaps) == [2])
  }
}

/// The learner's own networks.
@Suite struct InstallTests {
  private let settings = ["batch": "16", "width": "8"]

  @Test func anOwnCriticTrains() throws {
    let run = try experiment(.eightGaussians, settings)
    try run.round()
    try run.install(critic: [.dense(3), .tanh, .dense(1)])
    #expect(run.rounds == 0 && run.critic.steps == 0 && run.log.critic.isEmpty)
    #expect(run.critic.network.parameterCount.all == 9 + 4)
    let bits = run.critic.network.bits
    try run.round()
    #expect(run.critic.network.bits != bits)
    try run.set("objective", "gan")
    #expect(run.critic.network.parameterCount.all == 13, "the learner's own critic stays")
    try run.set("seed", "3")
    #expect(run.critic.network.parameterCount.all == 13)
  }

  @Test func anOwnGeneratorTakesItsOwnNoise() throws {
    let run = try experiment(.eightGaussians, settings)
    try run.install(generator: [.dense(3), .tanh, .dense(2)], noise: 7)
    #expect(run.architecture.noise == 7 && run.generator.network.input == [7])
    try run.round()
    #expect(run.noise(4, .init(named: "x"), step: 0).shape == [4, 7])
  }

  @Test(
    arguments: [[], [.dense(2)], [.conv(1, 3), .flatten, .dense(1)], [.dense(1), .reshape([1, 1])]] as [[Layer]])
  func whatIsNoCriticIsRefused(layers: [Layer]) throws {
    let run = try experiment(.eightGaussians, settings)
    try run.round()
    let bits = run.bits, log = run.log.critic
    #expect(throws: Refusal.self) { try run.install(critic: layers) }
    #expect(run.bits == bits && run.log.critic == log && run.rounds == 1)
    try run.set("seed", "4")
    #expect(run.critic.network.parameterCount.all > 100, "the refused layers are not remembered")
  }

  @Test(arguments: [([.dense(3)], 2), ([.dense(4), .reshape([2, 2])], 2), ([.flatten], 3)] as [([Layer], Int)])
  func whatIsNoGeneratorIsRefused(layers: [Layer], noise: Int) throws {
    let run = try experiment(.eightGaussians, settings)
    try run.round()
    let bits = run.bits
    #expect(throws: Refusal.self) { try run.install(generator: layers, noise: noise) }
    #expect(run.bits == bits && run.architecture.noise == 2 && run.rounds == 1)
  }
}
