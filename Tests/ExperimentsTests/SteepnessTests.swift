import Arrays
import Autodiff
import Experiments
import Networks
import Testing

/// How steep a critic is, and what its scores depend on: against cases where both are known.
@Suite struct SteepnessTests {
  /// A critic w·x has the slope ‖w‖ everywhere: all estimates agree.
  @Test func aLinearCriticIsAsSteepAsItsWeight() throws {
    let run = try experiment()
    try run.install(critic: [.dense(1)])
    run.critic.network.parameters[0].value = NDArray([3, 4], shape: [2, 1])
    let estimate = try LipschitzEstimate(run)
    #expect(estimate.slopes.map(\.place) == ["real", "fake", "interpolates"])
    expectEqual(estimate.slopes.map(\.greatest), [5, 5, 5], 1e-5)
    #expect(estimate.secant <= 5.0001 && estimate.secant > 4.5)
    expectEqual([estimate.bound ?? 0, estimate.constant], [5, 5], 1e-4)
  }

  /// Whatever the critic: nothing that is measured exceeds the bound by its layers.
  @Test(arguments: ["wgan", "wgan-gp", "gan"]) func noSlopeExceedsTheBound(_ objective: String) throws {
    for steps in [0, 20] {
      let run = try experiment(.eightGaussians, ["objective": objective, "batch": "64"])
      for _ in 0..<steps { try run.stepCritic() }
      let estimate = try LipschitzEstimate(run)
      #expect(estimate.constant <= (estimate.bound ?? 0) * 1.0001 && estimate.constant > 0)
    }
  }

  /// The norm of a layer, by power iteration, against the largest ratio that random directions give, and against known ones.
  @Test func layersStretchAsTheyDo() throws {
    let random = Random(seed: 5)
    let stretch = { (input: Shape, layers: [Layer]) in
      try Network("critic", input: input, layers, random: random).lipschitzBound() ?? .nan
    }
    expectEqual([try stretch([2, 2, 1], [.upsample(3)])], [3], 1e-4)
    expectEqual([try stretch([4], [.scale(-3), .shift(7)])], [3], 1e-4)
    expectEqual([try stretch([4], [.leakyRelu(2), .tanh, .sigmoid, .flatten, .relu, .softplus])], [0.5], 1e-6)
    let layers: [Layer] = [.conv(3, 3, stride: 2), .convTranspose(2, 4, stride: 2), .flatten, .dense(5)]
    let bound = try stretch([5, 6, 2], layers)
    let network = try Network("critic", input: [5, 6, 2], layers, random: random)
    let (x, y) = (random.normal([50, 5, 6, 2], .init(named: "x")), random.normal([50, 5, 6, 2], .init(named: "y")))
    let rise = square(try network(Tensor(x)) - network(Tensor(y))).sum(axes: [1])
    let run = square(Tensor(x) - Tensor(y)).sum(axes: [1, 2, 3])
    let ratios = zip(rise.value!.numbers, run.value!.numbers).map { ($0 / $1).squareRoot() }
    #expect(ratios.allSatisfy { $0 <= bound } && ratios.max()! > 0.05 * bound)
  }

  @Test func normalisationHasNoBound() throws {
    for norm in ["batch", "layer"] {
      #expect(try LipschitzEstimate(try experiment(.eightGaussians, ["norm": norm, "batch": "16"])).bound == nil)
    }
  }

  /// Batch norm makes scores depend on other samples; nothing else does.
  @Test(arguments: ["none", "layer", "batch"]) func onlyBatchNormMixesSamples(_ norm: String) throws {
    let run = try experiment(.eightGaussians, ["norm": norm, "batch": "16"])
    let crosstalk = try Crosstalk(run.critic.network, on: run.samples(step: 0).real, rows: 6)
    #expect(crosstalk.matrix.shape == [6, 16])
    #expect((0..<6).allSatisfy { crosstalk.matrix[$0, $0] > 0 })
    let beside = (0..<6).flatMap { row in (0..<16).filter { $0 != row }.map { crosstalk.matrix[row, $0] } }
    if norm == "batch" {
      #expect(crosstalk.share > 0.01 && beside.allSatisfy { $0 > 0 })
    } else {
      #expect(crosstalk.share == 0 && beside.allSatisfy { $0 == 0 })
    }
  }
}
