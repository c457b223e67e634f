import Arrays
import Experiments
import Networks
import Testing

/// Faults as changes of the step: the same recorded and tensor by tensor, and part of what a run can go back to.
@Suite struct FaultStepTests {
  /// A run on which a fault has a meaning.
  private func run(for fault: Fault) throws -> Experiment {
    let clips = fault.name.hasPrefix("clip"), norm = fault.name == "clip-moving-variance" ? "batch" : "none"
    let run = try experiment(
      .swissRoll,
      ["batch": "32", "width": "8", "lambda": "10", "clip": "0.1", "norm": clips ? norm : "layer"]
        .merging(clips ? ["objective": "wgan", "rate": "0.002"] : [:]) { $1 })
    if fault.name == "inference-fakes" {
      try run.install(generator: [.dense(8), .batchNorm(), .relu, .dense(2)], noise: 2)
    }
    return run
  }

  /// The faults of points; those of images are at the prompt's tests.
  static let ofPoints = Fault.all.map(\.name).filter { $0 != "norm-over-channel" }

  /// One step of each network from the same weights, what it reports and what becomes of the weights.
  @Test(arguments: ofPoints) func bothWaysOfSteppingMakeTheSameFault(_ name: String) throws {
    let fault = try #require(Fault.named(name))
    let made = try [true, false].map { isRecorded in
      let run = try run(for: fault)
      try run.round()
      try run.turn(fault, on: true)
      run.isRecorded = isRecorded
      let critic = try run.stepCritic()
      let kept = run.critic.network.parameters.filter { !$0.isTrainable }.flatMap(\.value.numbers)
      let weights = run.critic.network.trainable.flatMap(\.value.numbers).reduce(0) { max($0, abs($1)) }
      return (critic, try run.stepGenerator(), kept + [weights], run.fingerprint)
    }
    expectEqual([made[0].0.loss, made[0].0.gradientNorm], [made[1].0.loss, made[1].0.gradientNorm], 1e-3)
    expectEqual([made[0].1.loss, made[0].1.gradientNorm], [made[1].1.loss, made[1].1.gradientNorm], 1e-2)
    expectEqual(made[0].2, made[1].2, 1e-4)
    guard !["js-lost-samples", "sqrt-at-zero"].contains(name) else { return }
    let usual = try run(for: fault)
    try usual.round()
    try usual.stepCritic()
    try usual.stepGenerator()
    #expect(made[0].3 != usual.fingerprint, "the fault changes something")
  }

  /// On and off again is as if it had never been on; going back into the time when it was on makes its steps again.
  @Test(arguments: ofPoints) func aFaultIsPartOfWhatARunCanGoBackTo(_ name: String) throws {
    let fault = try #require(Fault.named(name))
    let run = try run(for: fault)
    run.keepTimeline(bound: 1 << 24, isNew: true)
    guard !fault.changesNetworks else {
      #expect(try run.turn(fault, on: true) && run.critic.network.mixesSamples)
      #expect(try run.turn(fault, on: false) && !run.critic.network.mixesSamples)
      return
    }
    try run.train(.rounds(2))
    try run.turn(fault, on: true)
    try run.train(.rounds(2))
    let on = run.fingerprint
    try run.turn(fault, on: false)
    try run.train(.rounds(1))
    let end = run.fingerprint, path = try #require(run.timeline?.path)
    try run.go(to: try #require(path.place(of: .generator, step: 1)))
    #expect(run.settings.faults.isEmpty)
    try run.go(to: path.end)
    #expect(run.fingerprint == end && run.settings.faults.isEmpty)
    try run.go(to: try #require(path.place(of: .critic, step: 3 * run.settings.critics)))
    #expect(run.settings.faults.all.map(\.name) == [name])
    try run.go(to: try #require(path.place(before: 4, of: .generator)))
    try run.stepGenerator()
    #expect(run.fingerprint == on && on != end)
  }
}
