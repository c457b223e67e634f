import Arrays
import Experiments
import Testing

/// Fakes that are real samples plus noise: a generator that never changes.
@Suite struct FakeSourceTests {
  private let noisy = ["fakes": "noisy", "batch": "512", "width": "8"]

  /// What is added to each sample is standard normal, and not the same at the next step.
  @Test func whatIsAddedIsStandardNormal() throws {
    let run = try experiment(.twentyFiveGaussians, noisy)
    let added = try (0..<4).flatMap { step -> [Double] in
      let samples = try run.samples(step: step)
      return zip(samples.fake.value!.numbers, samples.real.value!.numbers).map { Double($0 - $1) }
    }
    let count = Double(added.count)
    let mean = added.reduce(0, +) / count
    #expect(abs(mean) < 4 / count.squareRoot())
    #expect(abs(added.reduce(0) { $0 + $1 * $1 } / count - 1) < 4 * (2 / count).squareRoot())
    #expect(Set(added).count > added.count * 9 / 10)
  }

  /// A step as a program is the step tensor by tensor, and neither depends on the generator.
  @Test(arguments: ["gan", "wgan", "wgan-gp"])
  func stepsSeeTheSameFakes(objective: String) throws {
    let settings = noisy.merging(["objective": objective]) { $1 }
    let (recorded, eager) = (try experiment(.swissRoll, settings), try experiment(.swissRoll, settings))
    eager.isRecorded = false
    for parameter in eager.generator.network.parameters { parameter.value = parameter.value.map { $0 + 1 } }
    for _ in 0..<4 {
      let reports = (try recorded.stepCritic(), try eager.stepCritic())
      expectEqual([reports.0.loss, reports.0.gradientNorm], [reports.1.loss, reports.1.gradientNorm], 1e-4)
    }
    let batch = try recorded.currentBatch(), samples = try recorded.samples(step: 4)
    #expect(batch.real.value!.numbers == samples.real.value!.numbers)
    #expect(batch.fake.value!.numbers == samples.fake.value!.numbers)
  }

  /// A critic that has learnt from other fakes is no start: the run begins again.
  @Test func anotherSourceBeginsAnew() throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "width": "8"])
    let first = run.bits
    try run.stepCritic()
    try run.set("fakes", "noisy")
    #expect(run.critic.steps == 0 && run.bits == first)
    let there = try run.samples(step: 0).fake.value!.numbers
    try run.set("fakes", "generator")
    #expect(there != (try run.samples(step: 0).fake.value!.numbers))
  }
}
