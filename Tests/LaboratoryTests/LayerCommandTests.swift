import Arrays
import Experiments
import Foundation
import Notebook
import Testing

/// Layers as they are typed, called and trained.
@Suite struct LayerCommandTests {
  private func bench(_ lines: String...) -> Bench {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set critics 1")
    for line in lines { bench.works(line) }
    return bench
  }

  /// Each layer alone, and some in a row, are what the whole network is made of.
  @Test func layersAreCalledAlone() {
    let bench = bench("x = real")
    #expect(bench.number("max(abs(critic.dense4(critic[0:6](x)) - critic(x)))") == 0)
    #expect(
      bench.number("max(abs(critic[1](critic.dense1(x)) - relu(x @ critic.dense1.weight + critic.dense1.bias)))") < 1e-5
    )
    #expect(bench.number("max(abs(critic[2:](critic[:2](x)) - critic(x)))") == 0)
    #expect(bench.number("max(abs(critic[-1](critic[0:6](x)) - critic(x)))") == 0)
    bench.works("gradient(sum(critic.relu1(critic.dense1(x))), critic.dense1.weight)")
    for (line, reason) in [
      ("critic.dense2(x)", "x is [16×2], it takes [batch×8]"), ("critic[0:3, 1](x)", "one axis"),
      ("critic[9](x)", "no element 9"), ("critic[::2](x)", "no parts in a row"),
      ("critic[0:0](x)", "no parts in a row"),
    ] { #expect(bench.refuses(line).contains(reason), "\(line)") }
  }

  /// After training batch norm has statistics of its own: both ways of evaluation are there to be seen.
  @Test func inferenceUsesKeptStatistics() {
    let bench = bench("generator = network([2], dense(8), batchnorm(), relu(), dense(2))", "step 5", "z = noise(16)")
    #expect(bench.number("max(abs(generator(z, training: false) - generator(z)))") > 1e-3)
    bench.works("h = generator.dense1(z)")
    let kept = "(h - generator.batchnorm1.mean)/sqrt(generator.batchnorm1.variance + 0.001)"
    #expect(
      bench.number(
        "max(abs(generator.batchnorm1(h, training: false) - (\(kept)*generator.batchnorm1.scale + generator.batchnorm1.offset)))"
      ) < 1e-5)
    #expect(
      bench.number(
        "max(abs(generator.batchnorm1(h, training: true) - batchnorm(h, generator.batchnorm1.scale, generator.batchnorm1.offset)))"
      ) < 1e-5)
    #expect(bench.number("size(generator(z[0:1], training: false))") == 2)
    #expect(bench.refuses("generator(z, training: 3)").contains("neither true nor false"))
    #expect(bench.refuses("generator(z, train: false)").contains("takes one batch"))
  }

  @Test func initialisersByTheirNames() {
    let bench = bench(
      "n = network([64], dense(100, init: he), dense(100, init: \"orthogonal\"), dense(1, init: zeros))")
    #expect(bench.number("abs(sqrt(mean(n.dense1.weight^2)) - sqrt(2/64))") < 0.01)
    #expect(bench.number("max(abs(transpose(n.dense2.weight) @ n.dense2.weight - eye(100)))") < 1e-5)
    #expect(bench.number("max(abs(n.dense3.weight))") == 0)
    #expect(bench.refuses("network([2], dense(3, init: hee))").contains("hee"))
    #expect(bench.works("n").words.contains("init: \"he\""))
  }

  /// u moves with training steps, is saved, and its estimate is near the exact norm after a while.
  @Test func spectralNormalisation() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("layers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("run.safetensors").path
    let bench = bench("set objective gan", "set norm spectral")
    #expect(bench.works("show critic").words.contains("spectral(dense(8))"))
    let before = bench.numbers("critic.dense2.u")
    bench.works("step 40")
    #expect(bench.numbers("critic.dense2.u") != before)
    bench.works("v = critic.dense2.weight @ critic.dense2.u")
    bench.works("sigma = norm(v)")
    let bound = try #require(try bench.experiment.critic.network.lipschitzBound())
    #expect(bound < 1.2)
    bench.works("save \(file)")
    bench.works("step 2")
    let other = Bench(after: "load \(file)", "step 2")
    #expect(other.state == bench.state)
  }

  /// What a step drops is drawn by the seed: the same run is the same, another seed is not, a program is the step tensor by tensor, and a state that is
  /// restored goes on.
  @Test(arguments: ["wgan-gp", "gan", "mine"]) func dropoutIsDrawnByTheSeed(_ objective: String) throws {
    func run(_ isRecorded: Bool = true) throws -> Bench {
      let bench = bench(
        "objective mine\n  one = critic(real)\n  other = critic(real + 0)\n  criticloss = mean(critic(fake)) - mean(one) + mean((one - other)^2)\n  generatorloss = -mean(critic(fake))\nend",
        "critic = network([2], dense(8), leakyrelu(), dropout(0.3), dense(8), groupsort(2), dense(1))",
        "set objective \(objective)")
      try bench.experiment.isRecorded = isRecorded
      return bench
    }
    let (first, second, eager) = (try run(), try run(), try run(false))
    for bench in [first, second, eager] { bench.works("step 4") }
    #expect(first.state == second.state)
    let (one, other) = (first.numbers("critic.dense2.weight"), eager.numbers("critic.dense2.weight"))
    #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-4 })
    let restored = try Experiment(first.experiment.state)
    for run in [restored, try first.experiment] {
      try run.stepCritic()
      try run.stepGenerator()
    }
    #expect(
      restored.critic.network.parameters.map { $0.value.numbers }
        == (try first.experiment).critic.network.parameters.map { $0.value.numbers })
    // Two passes of the same samples differ by what is dropped.
    #expect(objective != "mine" || first.works("step critic loss").isOK)
    if objective == "mine" { #expect(first.number("mean(abs(one - other))") > 1e-4) }
    let table = first.works("why critic.dense2.weight[1, 2]")
    #expect(table.isOK)
  }

  @Test(arguments: [
    "critic = network([2], residual(dense(3)), dense(1))", "critic = network([2], spectral(relu()), dense(1))",
    "critic = network([2], dropout(1.5), dense(1))", "critic = network([2], dense(3), groupsort(2), dense(1))",
    "critic = network([2], maxpool(2), dense(1))", "critic = network([2], residual(), dense(2), dense(1))",
  ])
  func isRefusedWithARemedy(_ line: String) throws {
    #expect(try #require(bench().run(line).failure?.problem).hint != nil)
  }
}
