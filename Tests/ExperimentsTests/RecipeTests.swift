import Arrays
import Autodiff
import Experiments
import Testing

/// A step changed in one place is the same changed step as a program and tensor by tensor.
@Suite struct RecipeTests {
  /// A change of the recipe, by what it says.
  struct Change: CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (inout StepRecipe) -> Void
  }

  static let changes: [Change] = [
    Change(testDescription: "ε normal") { $0.epsilon.distribution = .normal },
    Change(testDescription: "an ε for each number") { $0.epsilon.sharing = .number },
    Change(testDescription: "one ε for the batch") { $0.epsilon.sharing = .batch },
    Change(testDescription: "slopes without history") { $0.penalty?.history = .drop },
    Change(testDescription: "one norm for the batch") { $0.penalty?.norm.sharing = .batch },
    Change(testDescription: "a norm for each number") { $0.penalty?.norm.sharing = .number },
    Change(testDescription: "ε of the norm") { $0.penalty?.norm.epsilon = 0.5 },
    Change(testDescription: "the slope at fakes") { $0.penalty?.points = { $0.fake } },
    Change(testDescription: "a slope of 2") { $0.penalty?.measure = { square($0 - 2).mean() } },
    Change(testDescription: "no penalty") { $0.penalty = nil },
    Change(testDescription: "a critic loss doubled") {
      $0.criticLoss = { real, fake in 2 * (fake.mean() - real.mean()) }
    },
    Change(testDescription: "the generator's sign") { $0.generatorLoss = { $0.mean() } },
    Change(testDescription: "fakes from real samples") { $0.fakes = .noisy },
    Change(testDescription: "a loop without need") { $0.clipping = .loop },
  ]

  private let small = ["batch": "32", "width": "8", "lambda": "10", "clip": "0.1"]

  @Test(arguments: changes) func bothWaysOfSteppingReadTheSameRecipe(_ change: Change) throws {
    let reports = try [true, false].map { isRecorded in
      let run = try experiment(.swissRoll, small)
      run.isRecorded = isRecorded
      try run.round()
      run.amend(change.make)
      return [try run.round(), try run.round()]
    }
    let usual = try experiment(.swissRoll, small)
    try usual.train(.rounds(3))
    for (recorded, eager) in zip(reports[0], reports[1]) {
      expectEqual(
        [recorded.critic.loss, recorded.critic.gradientNorm], [eager.critic.loss, eager.critic.gradientNorm], 1e-3)
      expectEqual([recorded.generator.loss], [eager.generator.loss], 1e-3)
      #expect((recorded.critic.penalty == nil) == (eager.critic.penalty == nil))
    }
    #expect(reports[0].last?.critic != usual.log.lastCritic, "the change changes something")
  }

  /// A change outlasts settings and a new beginning, and another one takes its place.
  @Test func aChangeStays() throws {
    let run = try experiment(.swissRoll, small)
    run.amend { $0.penalty = nil }
    try run.set("rate", "0.001")
    #expect(try run.stepCritic().penalty == nil)
    try run.set("seed", "2")
    #expect(try run.stepCritic().penalty == nil)
    run.amend { $0.fakes = .noisy }
    #expect(try run.stepCritic().penalty != nil)
  }
}
