import Arrays
import Autodiff
import Experiments
import Networks
import Testing

/// Clipping, freezing and batch norm's statistics: what a step may change, and what it must not.
@Suite struct StepTests {
  private let clipped = ["objective": "wgan", "norm": "batch", "batch": "32", "width": "16"]

  private func bothWays() throws -> (constraint: Experiment, loop: Experiment) {
    let fast = clipped.merging(["rate": "0.01"]) { $1 }
    return (
      try experiment(.eightGaussians, fast),
      try experiment(.eightGaussians, fast.merging(["clipping": "loop"]) { $1 })
    )
  }

  /// Wherever a step is stopped, its first one, which is recorded and planned, included: it was not made, and what follows is what would
  /// have followed anyway.
  @Test(arguments: [["width": "8"], ["width": "8", "norm": "batch", "objective": "wgan"]])
  func aStepThatWasStoppedLeavesNothing(settings: [String: String]) throws {
    let settings = settings.merging(["batch": "16"]) { $1 }
    let whole = try experiment(.eightGaussians, settings)
    let asked = Cancellation()
    try asked.listening { _ = try whole.stepCritic() }
    for patience in stride(from: 0, to: asked.polls, by: max(1, asked.polls / 60)) {
      let stopped = try experiment(.eightGaussians, settings)
      let fresh = stopped.bits
      Cancellation(afterPolls: patience).listening {
        do { _ = try stopped.stepCritic() } catch { #expect(stopped.bits == fresh && stopped.critic.steps == 0) }
      }
      if stopped.critic.steps == 0 { _ = try stopped.stepCritic() }
      #expect(stopped.bits == whole.bits, "stopped after \(patience) of \(asked.polls) questions")
    }
  }

  /// Planning asks often enough: the passes once for each value, and joining once for each group.
  @Test func planningListens() throws {
    let run = try experiment(.eightGaussians, ["width": "8", "batch": "16"])
    let asked = Cancellation()
    let values = try asked.listening { try run.programs().map(\.traced).reduce(0, +) }
    #expect(asked.polls > 5 * values)
    let (stopped, granted) = (
      try experiment(.eightGaussians, ["width": "8", "batch": "16"]), Cancellation(afterPolls: 0)
    )
    #expect(throws: CancellationError.self) { try granted.listening { _ = try stopped.programs() } }
    #expect(granted.polls < asked.polls / 5)
  }

  /// The article's two ways are two computations, as programs and tensor by tensor, which give the same where each parameter carries a
  /// constraint.
  @Test(arguments: [true, false]) func bothWaysOfClippingGiveTheSameBits(isRecorded: Bool) throws {
    let (constraint, loop) = try bothWays()
    #expect(constraint.critic.network.trainable.allSatisfy { $0.constraint == 0.01 })
    #expect(loop.critic.network.trainable.allSatisfy { $0.constraint == nil })
    #expect(
      try constraint.programs().map(\.name).filter { $0.hasPrefix("critic") } == [
        "critic step", "critic norm", "critic update",
      ])
    #expect(
      try loop.programs().map(\.name).filter { $0.hasPrefix("critic") } == [
        "critic step", "critic norm", "critic update", "critic clip",
      ])
    (constraint.isRecorded, loop.isRecorded) = (isRecorded, isRecorded)
    for _ in 0..<5 {
      let reports = (try constraint.round(), try loop.round())
      #expect(reports.0 == reports.1)
      #expect(constraint.bits == loop.bits)
      let updates = zip(constraint.critic.lastUpdates, loop.critic.lastUpdates)
      #expect(updates.allSatisfy { $0.after.numbers == $1.after.numbers && $0.before.numbers == $1.before.numbers })
    }
  }

  /// The comparison can fail: a loop that is left out, and a constraint of another size, both show.
  @Test(arguments: [true, false]) func aFaultInOneWayShows(isRecorded: Bool) throws {
    let (constraint, loop) = try bothWays()
    (constraint.isRecorded, loop.isRecorded) = (isRecorded, isRecorded)
    loop.amend { $0.clipping = nil }
    try constraint.stepCritic()
    try loop.stepCritic()
    #expect(constraint.critic.network.bits != loop.critic.network.bits)
    let (wider, right) = try bothWays()
    (wider.isRecorded, right.isRecorded) = (isRecorded, isRecorded)
    wider.critic.network.trainable[0].constraint = 0.0125
    try wider.stepCritic()
    try right.stepCritic()
    #expect(wider.critic.network.bits != right.critic.network.bits)
  }

  /// What a constraint for each layer leaves out: a parameter that carries none is not clipped. The loop reads all that is trained.
  @Test(arguments: [true, false]) func aParameterWithoutAConstraintIsNotClipped(isRecorded: Bool) throws {
    let (constraint, loop) = try bothWays()
    for run in [constraint, loop] {
      run.isRecorded = isRecorded
      let forgotten = try #require(run.critic.network.stages.first { $0.name == "dense2" })
      for parameter in forgotten.parameters { parameter.constraint = nil }
      for _ in 0..<3 { try run.stepCritic() }
    }
    func outside(_ run: Experiment) -> [String] {
      run.critic.network.trainable.filter { $0.value.numbers.contains { abs($0) > 0.01 } }.map(\.name)
    }
    #expect(outside(constraint) == ["critic.dense2.weight", "critic.dense2.bias"])
    #expect(outside(loop).isEmpty)
  }

  @Test(arguments: ["constraint", "loop"])
  func everyTrainableWeightStaysInBoundsAfterEachStep(clipping: String) throws {
    let run = try experiment(
      .eightGaussians, clipped.merging(["clipping": clipping, "clip": "0.02", "rate": "0.01"]) { $1 })
    for _ in 0..<12 {
      try run.stepCritic()
      for parameter in run.critic.network.trainable {
        #expect(parameter.value.numbers.allSatisfy { abs($0) <= 0.02 }, "\(parameter.name)")
      }
    }
    let outside = run.generator.network.trainable.contains { $0.value.numbers.contains { abs($0) > 0.02 } }
    #expect(outside, "the generator is not clipped")
    let variances = run.critic.network.parameters.filter { $0.name.hasSuffix(".variance") }
    #expect(!variances.isEmpty && variances.allSatisfy { $0.value.numbers.allSatisfy { $0 > 0.1 } })
    try run.set("clip", "0.005")
    try run.stepCritic()
    #expect(run.critic.network.trainable.allSatisfy { $0.value.numbers.allSatisfy { abs($0) <= 0.005 } })
  }

  @Test(arguments: ["gan", "wgan-gp"])
  func theOthersAreNotClipped(objective: String) throws {
    let run = try experiment(.eightGaussians, ["objective": objective, "batch": "16", "width": "8"])
    try run.stepCritic()
    #expect(run.critic.network.trainable.contains { $0.value.numbers.contains { abs($0) > 0.01 } })
    #expect(run.critic.network.trainable.allSatisfy { $0.constraint == nil })
  }

  /// A constraint belongs to every critic that a run makes, also the one that comes with another generator.
  @Test func aNewNetworkIsClippedToo() throws {
    let run = try experiment(.eightGaussians, clipped)
    try run.install(generator: [.dense(4), .relu, .dense(2)], noise: 3)
    #expect(run.critic.network.trainable.allSatisfy { $0.constraint != nil })
    try run.install(critic: [.dense(4), .relu, .dense(1)])
    #expect(run.critic.network.trainable.allSatisfy { $0.constraint != nil })
    try run.set("objective", "wgan-gp")
    #expect(run.critic.network.trainable.allSatisfy { $0.constraint == nil })
    try run.set("objective", "wgan")
    try run.set("seed", "9")
    try run.stepCritic()
    #expect(run.critic.network.trainable.allSatisfy { $0.value.numbers.allSatisfy { abs($0) <= 0.01 } })
  }

  @Test(arguments: Objective.all.map(\.name))
  func eachNetworkStepsThroughTheOtherFrozen(objective: String) throws {
    let run = try experiment(.eightGaussians, ["objective": objective, "norm": "batch", "batch": "16", "width": "8"])
    try run.install(generator: [.dense(8), .batchNorm(), .relu, .dense(2)], noise: 2)
    let critic = run.critic.network.bits, generator = run.generator.network.bits
    try run.stepGenerator()
    #expect(run.critic.network.bits == critic)
    #expect(run.generator.network.bits != generator)
    let moved = run.generator.network.bits
    try run.stepCritic()
    #expect(run.generator.network.bits == moved)
    #expect(run.critic.network.bits != critic)
    #expect(run.critic.steps == 1 && run.generator.steps == 1)
  }

  /// Keras keeps 0.99 of the old statistic and takes 0.01 of the batch's; first the real batch, then the fake one.
  @Test func theCriticsMovingStatisticsTakeInBothBatches() throws {
    let run = try experiment(.eightGaussians, ["objective": "wgan", "batch": "32"])
    try run.install(critic: [.batchNorm(), .dense(1)])
    var mean: [Real] = [0, 0], variance: [Real] = [1, 1]
    for step in 0..<3 {
      let samples = try run.samples(step: step)
      for batch in [samples.real, samples.fake] {
        let (m, v) = (batch.mean(axes: [0]), batch.variance(axes: [0]))
        mean = zip(mean, try #require(m.value).numbers).map { 0.99 * $0 + 0.01 * $1 }
        variance = zip(variance, try #require(v.value).numbers).map { 0.99 * $0 + 0.01 * $1 }
      }
      try run.stepCritic()
      let kept = run.critic.network.parameters.filter { !$0.isTrainable }
      expectEqual(kept[0].value.numbers, mean, 1e-6, "mean after step \(step + 1)")
      expectEqual(kept[1].value.numbers, variance, 1e-6, "variance after step \(step + 1)")
    }
  }

  /// A generator step's own batch moves the generator's statistics once.
  @Test func theGeneratorsMovingStatisticsMoveWithItsOwnSteps() throws {
    let run = try experiment(.eightGaussians, ["batch": "32", "width": "8"])
    try run.install(generator: [.batchNorm(), .dense(2)], noise: 2)
    let kept = { run.generator.network.parameters.filter { !$0.isTrainable }.map(\.value.numbers) }
    try run.stepCritic()
    #expect(kept() == [[0, 0], [1, 1]])
    let z = Tensor(run.noise(32, .init(named: "generator noise"), step: 0))
    try run.stepGenerator()
    expectEqual(kept()[0], z.mean(axes: [0]).value!.numbers.map { 0.01 * $0 })
    expectEqual(kept()[1], z.variance(axes: [0]).value!.numbers.map { 0.99 + 0.01 * $0 })
  }

  @Test func whatAStepLeavesBehindIsWhatHappened() throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "width": "8"])
    #expect(run.critic.gradientNorm == nil && run.critic.lastUpdates.isEmpty)
    let slopes = gradients(of: try run.judgement().loss, for: run.critic.network.trainable.map(\.tensor))
    let before = run.critic.network.trainable.map(\.value.numbers)
    let report = try run.stepCritic()
    for (found, slope) in zip(run.critic.lastGradients, slopes) {
      expectEqual(found.numbers, slope!.value!.numbers, 1e-5)
    }
    #expect(run.critic.lastUpdates.map(\.before.numbers) == before)
    #expect(run.critic.lastUpdates.map(\.after.numbers) == run.critic.network.trainable.map(\.value.numbers))
    let squares = slopes.flatMap { $0!.value!.numbers }.reduce(0.0) { $0 + Double($1) * Double($1) }
    expectEqual([report.gradientNorm], [Real(squares.squareRoot())], 1e-6)
    #expect(run.log.critic == [report] && run.log.lastCritic == report)
  }

  /// Sums of millions of small squares are not lost beside what is already summed.
  @Test func normsOfLargeGradientsAreExact() {
    let array = NDArray(repeating: 0.1, shape: [1 << 22])
    #expect(abs(array.sumOfSquares / (0.01 * Double(1 << 22)) - 1) < 1e-6)
  }
}

/// The same seed is the same run.
@Suite struct DeterminismTests {
  private let small = ["batch": "32", "width": "16"]

  @Test(arguments: Objective.all.map(\.name))
  func theSameSeedGivesTheSameBits(objective: String) throws {
    var settings = small
    settings["objective"] = objective
    let runs = [try experiment(.swissRoll, settings), try experiment(.swissRoll, settings)]
    for run in runs { for _ in 0..<4 { try run.round() } }
    #expect(runs[0].bits == runs[1].bits)
    settings["seed"] = "2"
    let other = try experiment(.swissRoll, settings)
    for _ in 0..<4 { try other.round() }
    #expect(zip(other.critic.network.bits, runs[0].critic.network.bits).contains { $0 != $1 })
  }

  /// What a step draws depends on its own number alone: looking, and steps of the other network, draw nothing away.
  @Test func lookingChangesNothing() throws {
    let plain = try experiment(.eightGaussians, small), watched = try experiment(.eightGaussians, small)
    for _ in 0..<3 { try plain.round() }
    for _ in 0..<3 {
      for _ in 0..<5 {
        _ = try watched.judgement()
        _ = try watched.generatorLoss()
        _ = try watched.currentBatch()
        try watched.stepCritic()
      }
      try watched.stepGenerator()
    }
    #expect(plain.bits == watched.bits)
  }

  @Test func theOrderOfStepsMatters() throws {
    let first = try experiment(.eightGaussians, small), second = try experiment(.eightGaussians, small)
    try first.stepCritic()
    try first.stepGenerator()
    try second.stepGenerator()
    try second.stepCritic()
    #expect(first.critic.network.bits != second.critic.network.bits)
    #expect(first.generator.network.bits != second.generator.network.bits)
  }

  @Test func beginningAgainIsBeginning() throws {
    let fresh = try experiment(.eightGaussians, small), used = try experiment(.eightGaussians, small)
    for _ in 0..<3 { try used.round() }
    try used.set("seed", "5")
    try used.set("seed", "1")
    #expect(used.bits == fresh.bits && used.critic.steps == 0 && used.log.critic.isEmpty)
    try used.round()
    try fresh.round()
    #expect(used.bits == fresh.bits)
  }

  /// ε: one a sample, even over [0, 1), another at each step.
  @Test func epsilonIsOneForEachSample() throws {
    let run = try experiment(.eightGaussians, ["batch": "4096", "width": "1"])
    let first = try run.samples(step: 0).epsilon, second = try run.samples(step: 1).epsilon
    #expect(first.shape == [4096, 1])
    let numbers = first.value!.numbers
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(Set(numbers).count > 4000)
    for tenth in 0..<10 {
      let share = numbers.count { Int($0 * 10) == tenth }
      #expect(abs(share - 410) < 4 * 20, "\(tenth): \(share)")
    }
    #expect(zip(numbers, second.value!.numbers).count { $0 == $1 } < 5)
    #expect(try run.samples(step: 0).epsilon.value!.numbers == numbers)
  }

  /// Fakes of the critic's step, of the generator's, and the reals come from streams of their own, new at each step.
  @Test func streamsAreApart() throws {
    let run = try experiment(.eightGaussians, ["batch": "8", "width": "4"])
    let draws = [
      run.noise(8, .init(named: "critic noise"), step: 0), run.noise(8, .init(named: "critic noise"), step: 1),
      run.noise(8, .init(named: "generator noise"), step: 0),
    ].map(\.numbers)
    #expect(Set(draws).count == 3)
    let (first, second) = (try run.samples(step: 0), try run.samples(step: 1))
    #expect(first.real.value!.numbers != second.real.value!.numbers)
    #expect(first.fake.value!.numbers != second.fake.value!.numbers)
    let current = try run.currentBatch()
    #expect(current.real.value!.numbers == first.real.value!.numbers)
    #expect(current.fake.value!.numbers == first.fake.value!.numbers)
  }
}
