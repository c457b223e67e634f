import Arrays
import Experiments
import Networks
import Testing

/// Faults as changes of the step: the same recorded and tensor by tensor, and part of what a run can go back to.
@Suite struct FaultStepTests {
  /// A run on which a fault has a meaning.
  private func run(for fault: Fault) throws -> Experiment {
    let clips = fault.name.hasPrefix("clip")
    let run = try experiment(
      .swissRoll,
      ["batch": "32", "width": "8", "lambda": "10", "clip": "0.1", "norm": clips ? "batch" : "layer"]
        .merging(clips ? ["objective": "wgan", "rate": "0.002"] : [:]) { $1 })
    if fault.name == "inference-fakes" {
      try run.install(generator: [.dense(8), .batchNorm(), .relu, .dense(2)], noise: 2)
    }
    return run
  }

  /// The faults of points; those of images are at the prompt's tests.
  static let ofPoints = Fault.all.map(\.name).filter { $0 != "norm-over-channel" }

  @Test(arguments: ofPoints) func bothWaysOfSteppingMakeTheSameFault(_ name: String) throws {
    let fault = try #require(Fault.named(name))
    let reports = try [true, false].map { isRecorded in
      let run = try run(for: fault)
      run.isRecorded = isRecorded
      try run.round()
      try run.turn(fault, on: true)
      return [try run.round(), try run.round()]
    }
    for (recorded, eager) in zip(reports[0], reports[1]) {
      expectEqual(
        [recorded.critic.loss, recorded.critic.gradientNorm], [eager.critic.loss, eager.critic.gradientNorm], 1e-3)
      expectEqual(
        [recorded.generator.loss, recorded.generator.gradientNorm],
        [eager.generator.loss, eager.generator.gradientNorm], 1e-3)
    }
    let usual = try run(for: fault)
    try usual.train(.rounds(3))
    guard !["js-lost-samples", "sqrt-at-zero"].contains(name) else { return }
    #expect(reports[0].last?.generator != usual.log.lastGenerator, "the fault changes something")
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
    let end = run.fingerprint
    let path = try #require(run.timeline?.path)
    try run.go(to: try #require(path.place(of: .generator, step: 1)))
    #expect(run.settings.faults.isEmpty)
    try run.go(to: path.end)
    #expect(run.fingerprint == end && run.settings.faults.isEmpty)
    try run.go(to: try #require(path.place(before: 5, of: .generator)))
    try run.go(to: try #require(path.place(of: .critic, step: 3 * run.settings.critics)))
    #expect(run.settings.faults.all.map(\.name) == [name])
    try run.train(.rounds(1))
    #expect(run.settings.faults.all.map(\.name) == [name])
    #expect(on != end)
  }
}
