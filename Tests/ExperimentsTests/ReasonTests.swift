import Arrays
import Autodiff
import Experiments
import Networks
import Testing

/// Where a gradient comes from: its terms add up to it, sample by sample, and finite differences agree with each.
@Suite struct ReasonTests {
  private let small = ["batch": "8", "width": "4", "critics": "2"]

  @Test(arguments: ["8gaussians", "swissroll", "lines"], Objective.all.map(\.name))
  func theTermsAreTheGradient(preset: String, objective: String) throws {
    let run = try experiment(
      try #require(Preset.named(preset)), small.merging(["objective": objective, "clip": "1"]) { $1 })
    try run.train(.rounds(3))
    for (network, state) in [(StepMade.Network.critic, run.critic), (.generator, run.generator)] {
      for (number, parameter) in state.network.trainable.enumerated() {
        let place = (number * 7) % parameter.shape.count
        let reason = try GradientReason(run, network, parameter, at: place)
        let names = reason.terms.map(\.name)
        #expect(names.first == (network == .critic ? "real score" : "fake score"))
        #expect(names.contains("penalty") == (network == .critic && run.recipe.penalty != nil))
        let sum = reason.terms.reduce(0.0) { $0 + $1.value }, size = reason.terms.reduce(0.0) { $0 + abs($1.value) }
        #expect(
          abs(sum - Double(reason.gradient)) <= 1e-4 * size + 1e-6, "\(parameter.name): \(sum), \(reason.gradient)")
        for term in reason.terms {
          let products = term.values.indices.reduce(0.0) { $0 + term.product($1) }
          #expect(abs(products - term.value) <= 1e-5 * abs(term.value) + 1e-7)
          #expect(
            abs(term.difference - term.value) <= 0.05 * abs(term.value) + 1e-3 * size + 1e-4,
            "\(parameter.name) \(term.name): \(term.value), \(term.difference)")
        }
      }
    }
  }

  /// A score of a network of linear layers and ReLUs is the sum of its parts.
  @Test func theScoreIsItsParts() throws {
    let run = try experiment(.eightGaussians, small)
    try run.train(.rounds(3))
    let scores = try run.judgement()
    for sample in [0, 7, 8, 15] {
      let reason = try ScoreReason(run, sample: sample)
      let expected =
        sample < 8 ? scores.realScores.value?.numbers[sample] : scores.fakeScores.value?.numbers[sample - 8]
      #expect(reason.score == expected)
      #expect(abs(reason.rest) < 1e-5 * max(1, abs(Double(reason.score))))
      for term in reason.terms { #expect(abs(term.value - term.difference) < 0.02 * max(1, abs(term.value))) }
    }
  }

  @Test func lookingChangesNothing() throws {
    let run = try experiment(.eightGaussians, small)
    try run.train(.rounds(2))
    let bits = run.bits
    _ = try GradientReason(run, .critic, run.critic.network.trainable[2], at: 1)
    _ = try ScoreReason(run, sample: 3)
    #expect(run.bits == bits)
    #expect(throws: (any Error).self) { try GradientReason(run, .generator, run.critic.network.trainable[2], at: 1) }
  }
}
