import Arrays
import Autodiff
import Datasets
import Experiments
import Networks
import Refusals
import Testing

/// Objectives that are written in equations.
@Suite struct EquationTests {
  /// A run under an objective of one's own, with the settings of a test.
  private func own(
    _ lines: [String], like model: Objective? = nil, _ preset: Preset = .eightGaussians, width: Int = 16,
    batch: Int = 32
  ) throws -> Experiment {
    let objective = Objective("mine", try Equations(lines), like: model)
    var settings = try Settings(preset, "width \(width)", "batch \(batch)")
    settings.objectives = [objective]
    try settings.choose("objective mine")
    _ = try experiment()
    let run = try Experiment(settings)
    try run.attempt(objective)
    return run
  }

  /// Images of noise, so that no file is needed.
  private static let images = Preset.fashion.on {
    Dataset(name: "noise", summary: "uniform noise", sampleShape: [28, 28, 1]) { count, random, stream, step in
      random.uniform([count, 28, 28, 1], stream, step: step)
    }
  }

  /// The kit's own objectives, written in equations, train the same networks to the last bit: as programs and tensor by tensor, on points and on
  /// images.
  @Test(arguments: Objective.all.map(\.name), [true, false])
  func theKitsOwnObjectivesAreTheirEquations(_ name: String, _ isRecorded: Bool) throws {
    let model = try #require(Objective.named(name)), lines = try #require(Objective.written[name])
    for (preset, width, batch, rounds) in [(Preset.eightGaussians, 16, 32, 25), (Self.images, 4, 8, 2)] {
      let written = try own(lines, like: model, preset, width: width, batch: batch)
      let built = try Experiment(
        Settings(preset, "objective \(name)", "width \(width)", "batch \(batch)"))
      for run in [written, built] { run.isRecorded = isRecorded }
      #expect(written.critic.network.bits == built.critic.network.bits, "both begin alike")
      for _ in 0..<rounds {
        for _ in 0..<built.numbers.criticSteps(before: 0) {
          let (one, other) = (try written.stepCritic(), try built.stepCritic())
          #expect(one == other)
        }
        #expect(try written.stepGenerator() == built.stepGenerator())
      }
      #expect(written.bits == built.bits, "\(preset.name)")
      #expect(written.settings.objective.estimatesDistance == model.estimatesDistance)
      #expect(written.settings.objective.clips == model.clips)
    }
  }

  /// What no objective of the kit says, as program and tensor by tensor: hinge, least squares, WGAN-div, a relativistic GAN, Banach norms, a consistency
  /// term, weight decay, numbers drawn in the step.
  private static let papers: [[String]] = [
    [
      "criticloss = mean(relu(1 - critic(real))) + mean(relu(1 + critic(fake)))", "generatorloss = -mean(critic(fake))",
    ],
    ["criticloss = mean((critic(real) - 1)^2) + mean(critic(fake)^2)", "generatorloss = mean((critic(fake) - 1)^2)"],
    [
      "penalty = mean(norms^6)", "criticloss = mean(critic(fake)) - mean(critic(real)) + 2*penalty",
      "generatorloss = -mean(critic(fake))",
    ],
    [
      "criticloss = mean(softplus(critic(fake) - critic(real)))",
      "generatorloss = mean(softplus(critic(real) - critic(fake)))",
    ],
    [
      "slope = gradient(sum(critic(interpolates)), interpolates)",
      "penalty = mean((sum(abs(slope)^1.5, axes: 1)^(1/1.5) - 1)^2)",
      "criticloss = mean(critic(fake)) - mean(critic(real)) + lambda*penalty", "generatorloss = -mean(critic(fake))",
    ],
    [
      "one = critic(real + 0.1*normal(shape(real)))", "other = critic(real + 0.1*normal(shape(real)))",
      "penalty = mean((norms - 1)^2)", "consistency = mean(relu(abs(one - other) - 0.01))",
      "criticloss = mean(critic(fake)) - mean(critic(real)) + lambda*penalty + 2*consistency + 0.001*sum(critic.dense2.weight^2)",
      "generatorloss = -mean(critic(generator(noise(32))))",
    ],
  ]

  @Test(arguments: papers) func aProgramIsTheStepTensorByTensor(_ lines: [String]) throws {
    let (program, tensors) = (try own(lines), try own(lines))
    tensors.isRecorded = false
    for _ in 0..<3 {
      for run in [program, tensors] {
        try run.stepCritic()
        try run.stepGenerator()
      }
    }
    for (one, other) in zip(program.critic.network.parameters, tensors.critic.network.parameters) {
      expectEqual(one.value.numbers, other.value.numbers, 2e-4, one.name)
    }
    for (one, other) in zip(program.generator.network.parameters, tensors.generator.network.parameters) {
      expectEqual(one.value.numbers, other.value.numbers, 2e-4, one.name)
    }
    let again = try own(lines)
    for _ in 0..<3 {
      try again.stepCritic()
      try again.stepGenerator()
    }
    #expect(again.bits == program.bits, "the seed decides every draw")
  }

  /// A state that is restored goes on bit for bit, whatever the objective draws.
  @Test(arguments: papers) func aRestoredRunGoesOn(_ lines: [String]) throws {
    let run = try own(lines)
    try run.stepCritic()
    try run.stepGenerator()
    let other = try Experiment(run.state)
    for run in [run, other] {
      try run.stepCritic()
      try run.stepGenerator()
    }
    #expect(other.bits == run.bits)
  }

  /// A record is read back as the same objective.
  @Test(arguments: papers) func aRecordIsReadBack(_ lines: [String]) throws {
    let objective = Objective("mine", try Equations(lines), like: .dragan)
    let record = try #require(objective.record)
    #expect(try Objective("mine", record: record).record == record)
    #expect(objective.model == "dragan" && objective.defaults.critics == 1)
  }

  /// λ is read by both steps when they run, not when they are recorded.
  @Test func lambdaGoesIn() throws {
    let run = try own([
      "criticloss = mean(critic(fake)) - mean(critic(real)) + lambda*mean(critic(real)^2)",
      "generatorloss = -lambda*mean(critic(fake))",
    ])
    let first = try run.stepGenerator().loss
    try run.restore(
      try own(["criticloss = mean(critic(fake)) - mean(critic(real))", "generatorloss = -mean(critic(fake))"]).state)
    #expect(abs(first - 0.1 * (try run.stepGenerator().loss)) < 1e-6)
  }

  /// Why an objective was refused, in a line or as a whole.
  private static func refusal(_ error: (any Error)?) -> Refusal? {
    (error as? EquationFault)?.refusal ?? error as? Refusal
  }

  private static let generator = "generatorloss = -mean(critic(fake))"
  private static let critic = "criticloss = mean(critic(fake)) - mean(critic(real))"

  @Test(arguments: [
    (["criticloss = critic(real)", generator], "not a single number"),
    (["criticloss = mean(real)", generator], "does not depend on the critic's weights"),
    ([critic, "generatorloss = mean(latent)"], "does not depend on the generator's weights"),
    (["criticloss = mean(log(critic(real) - 1e9))", generator], "leads to no number"),
    (["criticloss = mean(sign(critic(real)))/0", generator], "leads to no number"),
    (["criticloss = mean(critic(real + normal(32, 2, seed: 3)))", generator], "the same numbers in every step"),
    (["criticloss = wasserstein(critic(real), critic(fake))", generator], "solved outside the language"),
    (["criticloss = mean(critic(sample(real, 3)))", generator], "step's seed"),
    (["criticloss = mean(critic(real)[mean(real) > 5])", generator], "cannot be recorded"),
    (["criticloss = mean(critic(normal(7, 3)))", generator], "[7×3]"),
  ])
  func whatCannotBeTrainedSaysWhy(_ lines: [String], _ reason: String) throws {
    let refusal = Self.refusal(#expect(throws: (any Error).self) { _ = try self.own(lines) })
    #expect(refusal?.description.contains(reason) == true, "\(refusal?.description ?? "")")
    #expect(refusal?.remedy.isEmpty == false)
  }

  @Test(arguments: [
    ([critic], "it has no generatorloss"), ([generator], "it has no criticloss"),
    (["1 + 1", critic, generator], "gives no name a value"), (["real = 3", critic, generator], "the run's own"),
    (["x = 1", "x = 2", critic, generator], "said twice"),
    (["criticloss = w*mean(critic(fake))", generator], "\"w\" is nothing that an objective knows"),
    (["criticloss = x + mean(critic(fake))", "x = 2", generator], "\"x\" is nothing"),
    (["penalty = mean((norms - 1)^2)", critic, generator], "nothing uses penalty"),
    ([critic, generator, "constraint = clip(critic.parameters, -1, 1)"], "no constraint that a step carries out"),
    (["criticloss = mean(", generator], "criticloss = mean("),
    (["criticloss = settings.rate*mean(critic(real))", generator], "\"settings\" is nothing"),
    ([critic, "generatorloss = -criticloss"], "what a network minimises"),
  ])
  func whatIsNoObjectiveSaysWhy(_ lines: [String], _ reason: String) throws {
    let refusal = Self.refusal(#expect(throws: (any Error).self) { _ = try Equations(lines) })
    #expect(refusal?.description.contains(reason) == true, "\(refusal?.description ?? "")")
  }

  /// On Dirac-GAN the critic is ψx, the data lie at 0 and the fakes at θ = 1, so that every number is known: D(fake) = ψ = 1, ‖slope‖ = ψ.
  @Test func worked() throws {
    let run = try own(
      ["penalty = mean(norms^6)", "criticloss = mean(critic(fake)) - mean(critic(real)) + 2*penalty", Self.generator],
      .dirac)
    let report = try run.stepCritic()
    expectEqual([report.loss, report.penalty ?? .nan, report.estimate, report.slopeNorm ?? .nan], [3, 1, -1, 1])
    // ψ ← 1 - 0.2·(1 + 12)
    expectEqual(run.critic.network.parameters[0].value.numbers, [-1.6], 1e-5)
  }
}
