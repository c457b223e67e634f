import Arrays
import Autodiff
import Datasets
import Experiments
import Networks
import Refusals
import Testing

/// A step is its phases in order: walked or not, it gives the same; and where its numbers end, the origin is named.
@Suite struct PhaseTests {
  private let small = ["batch": "8", "width": "4", "critics": "2"]

  static let presets = Preset.all.filter { !$0.name.hasPrefix("fashion") }.map(\.name)

  /// A step walked phase by phase is bit for bit the step tensor by tensor; that one is the recorded one but for rounding (`EagerLaw`).
  @Test(arguments: presets, Objective.all.map(\.name))
  func walkingIsStepping(preset: String, objective: String) throws {
    let preset = try #require(Preset.named(preset)), settings = small.merging(["objective": objective]) { $1 }
    let walked = try experiment(preset, settings), eager = try experiment(preset, settings)
    eager.isRecorded = false
    for _ in 0..<3 {
      for network in [StepMade.Network.critic, .generator] {
        for phase in walked.recipe.phases(of: network) {
          let before = walked.bits
          try walked.walk(network, through: phase)
          #expect(walked.walk?.done.last == phase && walked.bits == before, "nothing moves before the step is made")
        }
        #expect(walked.walk?.next == nil)
      }
      walked.leaveWalk()
      for phase in [StepPhase.sample, .gradient] { try walked.walk(.critic, through: phase) }
      #expect(try walked.stepCritic() == eager.stepCritic())
      try walked.walk(.generator, through: .update)
      #expect(try walked.stepGenerator() == eager.stepGenerator())
      #expect(walked.bits == eager.bits && walked.walk == nil && walked.lastRan?.isRecorded == false)
    }
  }

  /// The phases are those that the recipe has, and what they make fits together.
  @Test func quantitiesFitTogether() throws {
    let run = try experiment(.eightGaussians, small)
    #expect(run.recipe.phases(of: .critic) == [.sample, .score, .penalty, .loss, .gradient, .update])
    #expect(run.recipe.phases(of: .generator) == [.sample, .score, .loss, .gradient, .update])
    try run.walk(.critic, through: .update)
    let walk = try #require(run.walk)
    let value = { (name: String) in walk.quantities.first { $0.name == name }?.value.value?.numbers ?? [] }
    let (real, fake, norms) = (value("realscores"), value("fakescores"), value("norms"))
    let mean = { (numbers: [Real]) in numbers.reduce(0, +) / Real(numbers.count) }
    expectEqual(value("penalty"), [mean(norms.map { ($0 - 1) * ($0 - 1) })], 1e-5)
    expectEqual(value("loss"), [mean(fake) - mean(real) + 0.1 * value("penalty")[0]], 1e-5)
    #expect(walk.gradient(of: run.critic.network.trainable)?.numbers.contains { $0 != 0 } == true)
    let update = try #require(walk.update(of: run.critic.network.trainable)?.numbers)
    try run.stepCritic()
    #expect(run.critic.lastUpdate(of: run.critic.network.trainable)?.numbers == update)
    try run.set("objective", "wgan")
    #expect(run.recipe.phases(of: .critic) == [.sample, .score, .loss, .gradient, .update, .clip])
    try run.walk(.critic, through: .clip)
    try run.set("rate", "0.1")
    #expect(run.walk == nil, "what the step is made of has changed")
  }

  /// NaN in a weight, in the data, from a formula, out of range, or by an update: the origin is named, and the state before it is intact.
  @Test(arguments: [true, false]) func originsOfNaN(isRecorded: Bool) throws {
    let broken = Preset.eightGaussians.on {
      Dataset(name: "broken", summary: "one number is none", sampleShape: [2], count: 64) { indices in
        NDArray(indices.flatMap { [Real($0), $0 == 5 ? .nan : 1] }, shape: [indices.count, 2])
      }
    }
    let datum = try experiment(broken, ["batch": "64", "width": "4"])
    try expectOrigin(datum, .critic, isRecorded, .sample, nil, "real", "real")

    let weight = try experiment(.eightGaussians, small)
    let parameter = weight.critic.network.trainable[2]
    parameter.value = NDArray(parameter.value.numbers.enumerated().map { $0 == 3 ? .nan : $1 }, shape: parameter.shape)
    try expectOrigin(weight, .critic, isRecorded, .score, nil, "critic.dense2.weight", "realscores")

    let maker = try experiment(.eightGaussians, small)
    let bias = maker.generator.network.trainable[1]
    bias.value = NDArray(repeating: .infinity, shape: bias.shape)
    try expectOrigin(maker, .critic, isRecorded, .sample, nil, "generator.dense1.bias", "fake")

    let formula = try experiment(.eightGaussians, small)
    formula.amend { $0.criticLoss = { real, fake in log(real.mean() - real.mean() - 1) + fake.mean() } }
    try expectOrigin(formula, .critic, isRecorded, .loss, "log", nil, "loss")

    let root = try experiment(.eightGaussians, small)
    root.amend { $0.generatorLoss = { sqrt($0.mean() * 0) } }
    try expectOrigin(root, .generator, isRecorded, .gradient, "divide", nil, nil)

    let steep = try experiment(.eightGaussians, small.merging(["optimizer": "sgd", "rate": "10"]) { $1 })
    steep.amend { $0.criticLoss = { real, fake in (fake.mean() - real.mean()) * 1e38 } }
    try expectOrigin(steep, .critic, isRecorded, nil, nil, nil, nil)
  }

  /// The coming step of a network leads to no number, and the origin is where it is expected; looked into as often as one likes.
  private func expectOrigin(
    _ run: Experiment, _ network: StepMade.Network, _ isRecorded: Bool, _ phase: StepPhase?, _ operation: String?,
    _ label: String?, _ quantity: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    run.isRecorded = isRecorded
    let bits = run.bits, log = run.log.critic
    for _ in 0..<2 {
      #expect(throws: Refusal.self, sourceLocation: sourceLocation) {
        _ = try network == .critic ? run.stepCritic() as Any : run.stepGenerator()
      }
      #expect(run.failed == network, sourceLocation: sourceLocation)
      let found = try run.numberOrigin(network)
      let origin = try #require(found, sourceLocation: sourceLocation)
      if let phase { #expect(origin.phase == phase, sourceLocation: sourceLocation) }
      if phase != nil { #expect(origin.operation == operation, sourceLocation: sourceLocation) }
      if let label {
        #expect(origin.parameter == label || origin.origin.label == label, sourceLocation: sourceLocation)
      }
      if let quantity { #expect(origin.quantity == quantity, sourceLocation: sourceLocation) }
      #expect(run.bits == bits && run.log.critic == log, sourceLocation: sourceLocation)
    }
  }

  /// An optimiser whose memory would overflow leaves nothing poisoned, whatever the loss and the gradient are.
  @Test(arguments: ["sgd", "rmsprop", "adam"], [true, false]) func nothingIsPoisoned(rule: String, isRecorded: Bool)
    throws
  {
    let run = try experiment(.eightGaussians, small.merging(["optimizer": rule, "rate": "10"]) { $1 })
    run.isRecorded = isRecorded
    try run.stepCritic()
    run.amend { $0.criticLoss = { real, fake in (fake.mean() - real.mean()) * 1e25 } }
    for _ in 0..<6 { _ = try? run.stepCritic() }
    let state = run.state.critic
    for array in state.values + state.memory.flatMap({ $0 }) { #expect(array.isFinite) }
  }

  @Test func aTrendIsSeenFromItsBeginning() throws {
    let quiet = (1...20).map { (step: $0, value: Real($0 % 3 + 1)) }
    #expect(Trend(quiet) == nil && Trend([]) == nil)
    let trend = try #require(Trend(quiet + (21...25).map { (step: $0, value: Real($0 * 10)) }))
    #expect(trend.since == 21 && trend.usual == 2 && trend.last == 250)
    #expect(Trend(quiet + [(step: 21, value: 500), (step: 22, value: 1)]) == nil, "it went away again")
  }
}
