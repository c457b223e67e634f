import Arrays
import Autodiff
import Datasets
import Experiments
import Networks
import Refusals
import Testing

/// Training step by step: its order, its place, what ends it, and which samples its steps see.
@Suite struct TrainingLoopTests {
  private let small = ["batch": "16", "width": "8", "critics": "3"]

  private func letters(_ loop: inout TrainingLoop, _ most: Int = 100) throws -> String {
    var made = ""
    while made.count < most, let event = try loop.next() {
      switch event.report {
      case .critic: made += "c"
      case .generator: made += "g"
      }
      if event.isLast { made += " " }
    }
    return made
  }

  @Test func stepsComeInTheirOrder() throws {
    let run = try experiment(.eightGaussians, small)
    var rounds = TrainingLoop(run, .rounds(2))
    #expect(try letters(&rounds) == "cccg cccg ")
    #expect(rounds.isDone && rounds.done == 2 && rounds.criticSteps == 0)
    #expect(try rounds.next() == nil)
    var critic = TrainingLoop(run, .criticSteps(2)), generator = TrainingLoop(run, .generatorSteps(1))
    #expect(try letters(&critic) == "c c ")
    #expect(try letters(&generator) == "g ")
    var none = TrainingLoop(run, .criticSteps(-4))
    #expect(try none.isDone && letters(&none) == "")
  }

  /// A loop is a value: kept in the middle of a round it goes on there, to the same bits; more critic steps may be asked for meanwhile.
  @Test func aKeptLoopGoesOn() throws {
    let whole = try experiment(.eightGaussians, small), parted = try experiment(.eightGaussians, small)
    try whole.train(.rounds(3))
    var loop = TrainingLoop(parted, .rounds(3))
    _ = try letters(&loop, 6)
    #expect(loop.done == 1 && loop.criticSteps == 1)
    let kept = loop
    loop = kept
    _ = try letters(&loop)
    #expect(parted.bits == whole.bits)
    var longer = TrainingLoop(parted, .rounds(1))
    _ = try letters(&longer, 2)
    try parted.set("critics", "5")
    #expect(try letters(&longer) == "cccg ")
  }

  @Test func aRuleEndsIt() throws {
    let run = try experiment(.eightGaussians, small)
    let rule = TrainingLoop.StopRule("four critic steps") { run.critic.steps >= 4 }
    var rounds = TrainingLoop(run, .rounds(9), until: [rule])
    #expect(try letters(&rounds) == "cccg cccg ")
    #expect(rounds.isDone && rounds.stopped?.name == "four critic steps")
    struct Stop: Error {}
    #expect(throws: Stop.self) { try run.train(.rounds(1)) { throw Stop() } }
    #expect(run.critic.steps == 6)
  }

  /// The guard: a step that leads to no number is not made, and the run goes on from before it as one that never tried.
  @Test(arguments: [true, false], ["none", "batch"])
  func aStepToNoNumberIsNotMade(isRecorded: Bool, norm: String) throws {
    let run = try experiment(.eightGaussians, small.merging(["norm": norm]) { $1 })
    run.isRecorded = isRecorded
    try run.train(.rounds(2))
    let before = run.state, bits = run.bits
    run.amend { $0.criticLoss = { real, fake in (fake.mean() - real.mean()) / 0 } }
    for _ in 0..<2 {
      #expect(throws: Refusal.self) { try run.stepCritic() }
      #expect(run.bits == bits && run.critic.steps == 6 && run.rounds == 2)
      #expect(
        run.critic.lastGradients == before.critic.lastGradients
          && run.critic.lastUpdates.map(\.before) == before.critic.before)
      #expect(run.log.critic == before.log.critic)
    }
    run.amend { $0.generatorLoss = { 0 / ($0.mean() * 0) } }
    #expect(throws: Refusal.self) { try run.stepGenerator() }
    #expect(run.bits == bits)
    run.amend { _ in }
    let other = try experiment(.eightGaussians, small.merging(["norm": norm]) { $1 })
    other.isRecorded = isRecorded
    try other.restore(before)
    #expect(try run.round() == other.round())
    #expect(run.bits == other.bits)
  }

  /// Images follow each other through the epochs, also when the batch is made larger or smaller between two steps, and in a run that
  /// goes on from a state.
  @Test func noSampleComesAgainBeforeItsEpochIsOver() throws {
    let pictures = Preset.fashion.on {
      Dataset(name: "numbered", summary: "its own number, everywhere", sampleShape: [28, 28, 1], count: 60) { indices in
        NDArray(indices.flatMap { [Real](repeating: Real($0), count: 784) }, shape: [indices.count, 28, 28, 1])
      }
    }
    var run = try experiment(pictures, ["batch": "8", "width": "1"])
    var seen: [Real] = []
    for (batch, steps) in [(8, 2), (4, 3), (16, 1), (2, 4), (8, 1)] {
      try run.set("batch", String(batch))
      if batch == 2 { run = try Experiment(run.state) }
      for _ in 0..<steps {
        let real = try run.samples(step: run.critic.steps).real.value!
        #expect(try run.currentBatch().real.value == real)
        seen += stride(from: 0, to: real.count, by: 784).map { real.numbers[$0] }
        try run.stepCritic()
      }
    }
    #expect(seen.count == 60 && Set(seen).count == 60)
    try run.set("seed", "2")
    try run.set("seed", "1")
    try run.set("batch", "60")
    let all = try run.samples(step: 0).real.value!.numbers
    #expect(Set(stride(from: 0, to: all.count, by: 784).map { all[$0] }).count == 60)
  }

  /// Batch norm over one sample gives the same whatever the sample is: that is refused, not given.
  @Test func batchNormTakesMoreThanOneSample() throws {
    let run = try experiment(.eightGaussians, small)
    try run.install(generator: [.dense(8), .batchNorm(), .relu, .dense(2)], noise: 2)
    try run.train(.rounds(2))
    let z = Tensor(run.noise(4, .init(named: "test"), step: 0))
    let all = try run.generator.network.frozen(z).value!.numbers
    #expect(all[0..<2] != all[2..<4])
    #expect(throws: Refusal.self) { try run.generator.network.frozen(z.slice(axis: 0, from: 0, count: 1)) }
    #expect(throws: Refusal.self) { try run.set("batch", "1") }
    try run.set("batch", "2")
    try run.stepGenerator()
  }
}
