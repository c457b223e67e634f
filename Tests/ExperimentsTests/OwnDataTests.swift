import Arrays
import Datasets
import Experiments
import Networks
import Refusals
import Testing

/// Runs on samples of the learner's own.
@Suite(.serialized) struct OwnDataTests {
  private func data(_ extents: [Int], _ count: Int = 12, labels: Int = 0) throws -> OwnData {
    let shape = Shape([count] + extents)
    return try OwnData(
      Random(seed: 2).uniform(shape, .data, step: 0), labels: labels == 0 ? nil : (0..<count).map { $0 % labels })
  }

  /// Whatever a sample is, both networks take and make such.
  @Test(arguments: [
    [1], [2], [7], [100], [1, 1, 1], [3, 5, 2], [8, 8, 1], [9, 9, 1], [17, 23, 3], [28, 28, 1], [33, 64, 4],
    [100, 12, 1],
  ])
  func networksFitEverySample(extents: [Int]) throws {
    let run = try experiment(.own(data(extents)), ["width": "2"])
    #expect(run.critic.network.input == Shape(extents) && run.generator.network.output == Shape(extents))
    #expect(run.settings.preset.reason?(2).contains(extents.count == 3 ? "convolutional" : "dense") == true)
  }

  /// For clothes they are those of `fashion`.
  @Test func imagesLikeFashionsGetItsNetworks() throws {
    let run = try experiment(.own(data([28, 28, 1])))
    let fashion = Architecture(Settings(preset: .fashion), sample: [28, 28, 1])
    #expect(run.architecture.critic.map(\.spec) == fashion.critic.map(\.spec))
    #expect(run.architecture.generator.map(\.spec) == fashion.generator.map(\.spec))
    #expect(run.settings.batch == 12 && run.settings.rate == 2e-4 && run.settings.lambda == 10)
  }

  /// The generator ends in tanh where that reaches all numbers.
  @Test func tanhOnlyWhereItReaches() throws {
    for (scale, ends) in [(1, "tanh"), (255, "conv")] as [(Real, String)] {
      let samples = NDArray(try data([8, 8, 1]).samples.numbers.map { $0 * scale }, shape: [12, 8, 8, 1])
      let run = try experiment(.own(OwnData(samples)))
      #expect(run.architecture.generator.last?.kind == ends)
    }
  }

  /// The step as a program is the step tensor by tensor, also where classes are told and images are cut.
  @Test(arguments: [[2], [5, 5, 1], [9, 11, 3]], [0, 3]) func programsAreTheEagerSteps(extents: [Int], labels: Int)
    throws
  {
    var settings = ["width": "2", "batch": "6", "critics": "2"]
    if labels > 0 { settings["conditional"] = "on" }
    let own = try data(extents, labels: labels)
    let (program, eager) = (try experiment(.own(own), settings), try experiment(.own(own), settings))
    eager.isRecorded = false
    for run in [program, eager] { for _ in 0..<2 { try run.round() } }
    let numbers = { (run: Experiment) in
      (run.critic.network.parameters + run.generator.network.parameters).flatMap(\.value.numbers)
    }
    expectEqual(numbers(program), numbers(eager), 2e-4)
  }

  /// The noise tells classes as often as the data have them.
  @Test func theNoiseTellsClasses() throws {
    let run = try experiment(.own(data([2], 30, labels: 3)), ["conditional": "on", "width": "2"])
    let noise = run.noise(30, .init(named: "x"), step: 4)
    #expect(noise.shape == [30, run.architecture.noise] && run.architecture.told == 3)
    let told = (0..<30).map { row in (0..<3).map { noise[row, run.architecture.noise - 3 + $0] } }
    #expect(told.allSatisfy { $0.sorted() == [0, 0, 1] })
    #expect((0..<3).allSatisfy { label in told.count { $0[label] == 1 } == 10 }, "an epoch has each sample once")
    let asked = run.noise(4, .init(named: "x"), step: 0, labels: [2, 2, 0, 1])
    #expect((0..<4).map { row in (0..<3).first { asked[row, run.architecture.noise - 3 + $0] == 1 } } == [2, 2, 0, 1])
  }

  @Test func classesThatAreNotKnownAreNotTold() throws {
    let run = try experiment(.own(data([2])), ["width": "2"])
    try run.round()
    let bits = run.bits
    #expect(throws: Refusal.self) { try run.set("conditional", "on") }
    #expect(run.bits == bits && run.rounds == 1 && run.settings.conditional == false)
  }

  /// An own generator that does not hand on what it is told makes no samples that the critic takes.
  @Test func anOwnGeneratorHasToHandTheClassOn() throws {
    let run = try experiment(.own(data([2], 12, labels: 3)), ["conditional": "on", "width": "2"])
    let fault = #expect(throws: Refusal.self) { try run.install(generator: [.dense(2)], noise: 5) }
    #expect(fault?.remedy.contains("label(3)") == true)
    #expect(throws: Refusal.self) { try run.install(generator: [.dense(5)], noise: 2) }
    try run.install(generator: [.dense(2), .label(3)], noise: 5)
    try run.round()
  }

  /// A run begins again on other samples; its networks stay where they fit.
  @Test func otherSamplesBeginTheRunAgain() throws {
    let run = try experiment(.eightGaussians, ["width": "4", "batch": "8"])
    try run.install(critic: [.dense(3), .tanh, .dense(1)])
    try run.round()
    #expect(try run.install(data([2])) == false)
    #expect(run.rounds == 0 && run.critic.network.parameterCount.all == 13 && run.dataset.name == "own")
    try run.round()
    #expect(try run.install(data([3])))
    #expect(run.settings.preset.name == "own" && run.settings.batch == 8 && run.settings.width == 4)
    try run.round()
  }
}
