import Arrays
import Autodiff
import Datasets
import Experiments
import Foundation
import Networks
import Testing

/// The papers' examples: a generator of one or two numbers, and what it makes.
@Suite struct TheoryPresetTests {
  @Test func theLinesAreTheFirstExample() throws {
    let run = try experiment(.lines)
    #expect(run.generator.network.parameters.map(\.name) == ["generator.knob1.theta"])
    let fake = try run.generator.network(Tensor(run.noise(500, .init(named: "test"), step: 0))).value!
    #expect((0..<500).allSatisfy { fake[$0, 0] == 1 && fake[$0, 1] >= 0 && fake[$0, 1] < 1 })
    let real = run.dataset.batch(500, random: run.random, step: 0)
    #expect((0..<500).allSatisfy { real[$0, 0] == 0 })
  }

  /// z → 2 + z/2, exactly.
  @Test func theGaussianIsScaledAndShifted() throws {
    let run = try experiment(.gaussians1d)
    let z = run.noise(100, .init(named: "test"), step: 0)
    let fake = try run.generator.network(Tensor(z)).value!.numbers
    #expect(zip(z.numbers, fake).allSatisfy { $1 == 0.5 * $0 + 2 })
    #expect(z.numbers.contains { $0 < 0 })
  }

  /// D(x) = ψx on θ: every fake is θ, whatever the noise, of which there is none.
  @Test func theDiracGANIsTwoNumbers() throws {
    let run = try experiment(.dirac, ["objective": "gan", "generatorloss": "saturating"])
    #expect(run.critic.network.parameterCount.all == 1 && run.generator.network.parameterCount.all == 1)
    #expect(run.settings.optimizer == .sgd(momentum: 0) && run.settings.rate == 0.2 && run.settings.critics == 1)
    let (theta, psi) = (run.generator.network.parameters[0], run.critic.network.parameters[0])
    // One critic step by hand: the slope of softplus(ψθ) for ψ is σ(ψθ)·θ; then θ sees the new ψ.
    try run.round()
    let moved = 1 - 0.2 / (1 + exp(-1.0))
    expectEqual(psi.value.numbers, [Real(moved)])
    expectEqual(theta.value.numbers, [Real(1 + 0.2 * moved / (1 + exp(-moved)))])
  }

  /// The generator's one number goes to the data's, within what its last steps swing.
  @Test func theLineFindsItsPlace() throws {
    let run = try experiment(.lines)
    for _ in 0..<600 { try run.round() }
    #expect(abs(run.generator.network.parameters[0].value.item) < 0.1)
  }

  /// 100 critic steps before each of the first 25 generator steps and every 500th; else as many as are set.
  @Test func theWarmUpIsArjovskys() throws {
    let run = try experiment(.dirac, ["objective": "wgan", "warmup": "on"])
    #expect(run.numbers.criticSteps(before: 0) == 100 && run.numbers.criticSteps(before: 24) == 100)
    #expect(run.numbers.criticSteps(before: 25) == 1 && run.numbers.criticSteps(before: 499) == 1)
    #expect(run.numbers.criticSteps(before: 500) == 100 && run.numbers.criticSteps(before: 501) == 1)
    for _ in 0..<26 { try run.round() }
    #expect(run.critic.steps == 2501)
    #expect(try experiment().numbers.criticSteps(before: 0) == 5)
  }
}
