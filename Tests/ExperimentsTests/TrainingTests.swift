import Arrays
import Autodiff
import Datasets
import Experiments
import Networks
import Testing

/// Training does what it is for. Some hundred rounds, a few seconds.
@Suite struct TrainingTests {
  @Test func aPenalisedCriticLeadsToEveryMode() throws {
    let run = try experiment(.eightGaussians)
    for _ in 0..<600 { try run.round() }
    let samples = try run.generator.network(Tensor(run.noise(2000, .init(named: "test"), step: 0))).value!
    let modes = try #require(run.dataset.modes)
    let shares = try modes.modeShares(samples: samples), near = try modes.shareNear(samples: samples)
    #expect(shares.allSatisfy { $0 >= 0.08 }, "\(shares)")
    #expect(near > 0.6, "\(near)")
    let slope = try #require(run.log.lastCritic?.slopeNorm)
    #expect(slope > 0.5 && slope < 2.5)
  }

  @Test func aClippedCriticStaysInItsBox() throws {
    let run = try experiment(.eightGaussians, ["objective": "wgan"])
    for _ in 0..<100 {
      try run.round()
      let largest = run.critic.network.trainable.map { $0.value.numbers.map { abs($0) }.max() ?? 0 }.max() ?? 0
      #expect(largest <= 0.01)
    }
    #expect(run.log.critic.allSatisfy { $0.loss.isFinite })
  }

  /// The slope is asked to be 1, and comes to be 1: on one fixed generator the norms gather there.
  @Test func thePenaltyBringsTheSlopeToOne() throws {
    let run = try experiment(.eightGaussians, ["lambda": "10", "batch": "64", "width": "32"])
    for _ in 0..<300 { try run.stepCritic() }
    let slope = try #require(run.log.lastCritic?.slopeNorm)
    #expect(abs(slope - 1) < 0.2, "\(slope)")
  }

  @Test(arguments: ["gan", "wgan", "wgan-gp"])
  func fashionTakesARound(objective: String) throws {
    guard (try? FashionMNIST.folder(environment: [:])) != nil else { return }
    let run = try experiment(.fashion, ["objective": objective, "width": "2", "batch": "4", "critics": "2"])
    let report = try run.round()
    #expect(report.critic.loss.isFinite && report.generator.loss.isFinite)
    #expect(run.critic.steps == 2 && run.generator.steps == 1)
  }
}
