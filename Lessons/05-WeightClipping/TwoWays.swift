import Arrays
import Autodiff
import Experiments
import Networks

/// The article's two ways of clipping on the same critic, with batch norm in it, and what each leaves behind.
struct TwoWays {
  /// What a run of clipped steps left behind.
  struct Run {
    /// The critic's parameters after the last step, in order.
    let parameters: [NDArray]
    /// The greatest size of a trainable weight after any of the steps.
    let greatest: Double
    /// How far a trainable weight has moved since the first step.
    let moved: Double
    /// The least moving variance after the last step.
    let leastVariance: Double
    /// How far a moving statistic was, after any of the steps, from what batch norm alone makes of it.
    let touched: Double
  }

  let constraint, loop: Run
  /// The constraint again, but one layer was given none.
  let forgetful: Run

  /// The bound: ten times the paper's, under which this critic with its clipped batch norm would stand still.
  static let clip: Real = 0.1

  /// The greatest difference between a parameter of one way and of the other.
  var difference: Double {
    zip(constraint.parameters, loop.parameters).map { gap($0.0, $0.1) }.max() ?? .nan
  }

  /// The layer that was forgotten.
  static let forgotten = "dense2"

  init(steps: Int = 20, poll: () throws -> Void) throws {
    constraint = try TwoWays.run("constraint", steps, poll)
    loop = try TwoWays.run("loop", steps, poll)
    forgetful = try TwoWays.run("constraint", steps, poll, forgetting: TwoWays.forgotten)
  }

  private static func run(
    _ way: String, _ steps: Int, _ poll: () throws -> Void, forgetting layer: String? = nil
  ) throws -> Run {
    let experiment = try bench(way)
    let network = experiment.critic.network
    for stage in network.stages where stage.name == layer { stage.parameters.forEach { $0.constraint = nil } }
    var (greatest, touched) = (0.0, 0.0)
    var first: [NDArray] = []
    for step in 0..<steps {
      try poll()
      let expected = nextStatistics(try experiment.judgement())
      try experiment.stepCritic()
      if step == 0 { first = network.trainable.map(\.value) }
      greatest = max(greatest, network.trainable.map { size($0.value) }.max() ?? .nan)
      for (index, value) in expected { touched = max(touched, gap(network.parameters[index].value, value)) }
    }
    let variances = network.parameters.filter { $0.name.hasSuffix("variance") }.flatMap(\.value.numbers)
    return Run(
      parameters: network.parameters.map(\.value), greatest: greatest,
      moved: zip(first, network.trainable).map { gap($0.0, $0.1.value) }.max() ?? .nan,
      leastVariance: variances.min().map(Double.init) ?? .nan, touched: touched)
  }

  private static func bench(_ way: String) throws -> Experiment {
    let settings = try Settings(
      .eightGaussians, "objective wgan", "norm batch", "clipping \(way)", "clip \(clip)", "rate 1e-3")
    return try Experiment(settings)
  }

  /// What the moving statistics become after the real and then the fake batch, by their place among the parameters.
  private static func nextStatistics(_ judgement: CriticJudgement) -> [Int: NDArray] {
    judgement.updates.reduce(into: [:]) { $0[$1.index] = $1.value.value }
  }
}

/// The greatest size of a number.
private func size(_ array: NDArray) -> Double { array.numbers.map { Double(abs($0)) }.max() ?? 0 }

/// The greatest size of a difference.
private func gap(_ a: NDArray, _ b: NDArray) -> Double {
  zip(a.numbers, b.numbers).map { Double(abs($0 - $1)) }.max() ?? 0
}
