import Arrays
import Datasets
import Experiments
import Foundation
import Networks
import Notebook
import Testing

/// Whatever the networks' numbers are, each subject of `show` says something: nothing traps, and not-a-number is never hidden.
@Suite struct AnyNumbersTests {
  private static let hasFashion = (try? FashionMNIST.load(split: .test)) != nil
  private static let presets = Preset.all.map(\.name).filter { hasFashion || !$0.hasPrefix("fashion") }
  private static let numbers: [Real] = [.nan, .infinity, -.infinity, 1e30, -3e38, 1e-30, 0, 1]

  /// A laboratory whose networks hold one number everywhere, batch of one sample.
  private func bench(_ preset: String, _ number: Real) throws -> Bench {
    let bench = Bench(after: "use \(preset)")
    if preset.hasPrefix("fashion") { bench.works("set width 1") }
    // Batch norm takes no sample alone.
    if bench.run("set batch 1").failure != nil { bench.works("set batch 2") }
    let experiment = try bench.experiment
    for network in [experiment.critic.network, experiment.generator.network] {
      for parameter in network.parameters { parameter.value = NDArray(repeating: number, shape: parameter.shape) }
    }
    return bench
  }

  @Test(arguments: presets, numbers) func everySubjectSpeaks(preset: String, number: Real) throws {
    let bench = try bench(preset, number)
    for subject in bench.session.allSubjects {
      let line = "show " + subject.name + (subject.name == "graph" ? " mean(critic(real))" : "")
      let result = bench.run(line)
      #expect(result.failure != nil || !result.output.isEmpty, "\(preset), \(number): \(line)")
    }
  }

  /// Where the critic's numbers are none, everything that is measured on it is none.
  @Test(arguments: ["8gaussians", "gaussians1d", "lines", "dirac"]) func noneStaysNone(preset: String) throws {
    let bench = try bench(preset, .nan)
    for subject in ["lipschitz", "crosstalk", "penalty", "loss", "wasserstein", "weights", "gradients", "surface"] {
      #expect(bench.run("show \(subject)").output.contains("nan"), "\(preset): show \(subject)")
    }
    #expect(bench.run("show samples").output.contains("nan"))
    for name in ["lipschitz", "crosstalk", "loss", "penalty", "wasserstein"] {
      #expect(bench.run("print \(name)").failure != nil || bench.run("\(name)").output.contains("nan"), "\(name)")
    }
  }

  /// What was seen of a critic's slope is never more than what its layers can do, and never less than what it is.
  @Test(arguments: [
    ("scale(0)", 0), ("shift(1e8)", 1), ("scale(1e30)", 1e30), ("scale(1e-30)", 1e-30),
    ("scale(1e30), scale(1e-30)", 1),
  ])
  func slopesOfAnySizeAreMeasured(layers: String, factor: Double) throws {
    let bench = Bench(after: "use 8gaussians", "critic = network([2], \(layers), dense(1))")
    let length = try #require(bench.experiment.critic.network.parameters.first { $0.name.hasSuffix("dense1.weight") })
      .value.numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    let estimate = try LipschitzEstimate(bench.experiment)
    let bound = try #require(estimate.bound)
    for found in estimate.slopes.map(\.greatest) + [bound] {
      #expect(abs(Double(found) - factor * length) <= 1e-5 * factor * length, "\(layers): \(found)")
    }
    #expect(Double(estimate.constant) <= 1.00001 * Double(bound))
  }

  /// A heat map never calls what is infinite 1, nor what is no number 0.
  @Test func aHeatMapSaysWhatItDraws() {
    let bench = Bench(after: "use 8gaussians", "critic = network([2], scale(3e38), scale(3e38), dense(1))")
    #expect(bench.works("show surface").output.contains("dark -inf, bright inf"))
    #expect(bench.works("show crosstalk 4").output.contains("bright inf"))
    #expect(bench.works("show crosstalk 4").words.contains("not known (nan %)"))
    bench.works("critic = network([2], scale(3e38), scale(3e38), scale(0), dense(1))")
    #expect(bench.works("show surface").output.contains("nothing here is a number"))
  }

  /// However far away, the nearest centre is that in the sample's direction.
  @Test(arguments: [1, 1e5, 1e15, 1e30, 3e38] as [Real]) func farSamplesHaveANearestCentre(far: Real) throws {
    let modes = Modes([[1, 0], [0, 1], [-1, 0], [0, -1]])
    let samples = NDArray([far, 0, 0, far, -far, 0, 0, -far], shape: [4, 2])
    #expect(try modes.modeShares(samples: samples) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(arguments: ["scale(0), shift(5e6)", "scale(3e38), scale(3)", "scale(1e30)", "scale(0)"])
  func pointsAnywhereOnALineAreCounted(layers: String) {
    let bench = Bench(after: "use gaussians1d", "generator = network([1], \(layers))")
    let said = bench.works("show samples").output
    let counts = said.split(separator: "\n").dropFirst(2).prefix { !$0.contains("centre") }
      .compactMap { $0.split(separator: " ").dropFirst($0.contains("inf or nan") ? 3 : 1).first.flatMap { Int($0) } }
    #expect(counts.reduce(0, +) == 2000, "\(said)")
  }

  @Test func theDriftOfTheDiracGameIsShown() {
    let bench = Bench(
      after: "use dirac", "set objective wgan", "set optimizer sgd", "set clip 1000", "set rate 10")
    bench.run("step critic 200")
    bench.run("step generator 700")
    bench.works("show samples")
  }
}
