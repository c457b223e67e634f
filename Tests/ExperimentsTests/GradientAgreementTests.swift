import Experiments
import Testing

/// How far the gradients of other batches agree: against cases where that is known.
@Suite struct GradientAgreementTests {
  private static let networks: [StepMade.Network] = [.critic, .generator]

  /// One point against one point: each batch is the same.
  @Test(arguments: networks) func wherePointsAreOneBatchesAgree(network: StepMade.Network) throws {
    let share = try GradientAgreement(network, of: try experiment(.dirac), batches: 4).share
    #expect(abs(share - 1) < 1e-5)
  }

  /// Of n samples the gradient's noise is 1/n: what is agreed on, a, obeys 1/a - 1 ∝ 1/n.
  @Test(arguments: networks) func noiseFallsAsBatchesGrow(network: StepMade.Network) throws {
    let noise = try [8, 128].map { batch in
      let run = try experiment(.eightGaussians, ["batch": "\(batch)", "width": "16"])
      return 1 / (try GradientAgreement(network, of: run, batches: 128)).share - 1
    }
    #expect(noise[0] / noise[1] > 10 && noise[0] / noise[1] < 26, "\(noise)")
  }

  /// Half as many batches say nearly the same: chance is not counted as agreement.
  @Test(arguments: networks) func howManyBatchesAreAskedMattersLittle(network: StepMade.Network) throws {
    let run = try experiment(.eightGaussians, ["batch": "8", "width": "16"])
    let shares = try [16, 128].map { try GradientAgreement(network, of: run, batches: $0).share }
    #expect(abs(shares[0] - shares[1]) < 0.1, "\(shares)")
  }

  @Test(arguments: networks) func theRunStaysAsItIs(network: StepMade.Network) throws {
    let run = try experiment(.eightGaussians, ["width": "8", "batch": "16"])
    try run.stepCritic()
    let before = run.bits
    _ = try GradientAgreement(network, of: run, batches: 8)
    #expect(run.bits == before && run.critic.steps == 1)
  }
}
