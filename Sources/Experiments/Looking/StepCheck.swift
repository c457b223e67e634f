import Arrays
import Autodiff
import Networks

/// The coming steps of a run held against what its objective asks of them, in numbers: what is drawn, where and how slopes are measured, what is
/// scored, what is bounded. Of an objective of one's own, whose lines say all that, nothing is known.
public struct StepCheck {
  /// The share of ε outside 0…1.
  public private(set) var epsilonOutside: Double?
  /// How many ε there are for each sample.
  public private(set) var epsilons: Double?
  /// How many norms of slopes there are for each sample.
  public private(set) var norms: Double?
  /// How far the points where slopes are measured are from ε·real + (1 - ε)·fake, over how far real samples are from fakes.
  public private(set) var pointsOff: Double?
  /// How far the scores that count as the fakes' are from the critic's of them, over their size.
  public private(set) var scoresOff: Double?
  /// How far the critic's fakes are from what the generator makes in its own step of the same noise, over their size.
  public private(set) var fakesOff: Double?
  /// 1 where the norm of a slope of 0 has no gradient, else 0.
  public private(set) var rootAtZero: Double?
  /// The slope of the generator's loss in its fakes' scores, all of them raised alike.
  public private(set) var generatorSlope: Double?
  /// The greatest change that the critic's step makes to a weight before it is clipped, over the bound c.
  public private(set) var leap: Double?
  /// The critic's largest weight after its step, over the bound c.
  public private(set) var beyondBound: Double?
  /// The share of what layers keep that the step makes another than they say.
  public private(set) var keptOff: Double?
  /// The sum of the gradient of the biases before a norm layer, which a shift of all leaves as it is, over the gradient of that layer's weight.
  public private(set) var shiftPull: Double?
  /// How far the critic's gradient is from that of the objective as it is written, over the size of that.
  public private(set) var gradientGap: Double?

  /// Looks into both networks' coming steps; nothing of the run changes.
  public init(_ experiment: Experiment) throws {
    guard !experiment.settings.objective.isOwn else { return }
    var work = experiment.work(.critic)
    try work.advance(through: .gradient)
    try lookAtDraws(work)
    try lookAtPenalty(work, experiment)
    if !experiment.dropsNumbers { try lookAtFakes(work) }
    try lookAtGradients(work, experiment)
    try lookAtBounds(&work)
    try lookAtGenerator(experiment)
  }

  private mutating func lookAtDraws(_ work: StepWork) throws {
    guard work.settings.objective.penalty?.place == "interpolates", let samples = work.samples,
      let epsilon = samples.epsilon.value
    else { return }
    epsilonOutside = Double(epsilon.numbers.count { $0 < 0 || $0 > 1 }) / Double(max(1, epsilon.count))
    epsilons = Double(epsilon.count) / Double(max(1, samples.real.shape[0]))
    guard let points = work.penalty?.points else { return }
    let expected = samples.epsilon * samples.real + (1 - samples.epsilon) * samples.fake
    pointsOff = gap(points, expected, over: samples.real - samples.fake)
  }

  private mutating func lookAtPenalty(_ work: StepWork, _ experiment: Experiment) throws {
    guard let rule = work.recipe.penalty, let samples = work.samples else { return }
    norms = work.penalty?.norms.map { Double($0.shape.count) / Double(max(1, samples.real.shape[0])) }
    let flat = Tensor(NDArray(repeating: 0, shape: samples.real.shape))
    rootAtZero = gradient(of: rule.norm(of: flat).sum(), for: flat).value?.isFinite == false ? 1 : 0
  }

  private mutating func lookAtFakes(_ work: StepWork) throws {
    guard let samples = work.samples, let scores = work.scores, let draws = work.criticDraws else { return }
    let (critic, parameters) = work.critic, (generator, made) = work.generator
    let own = try critic.evaluate(samples.fake, parameters).output
    scoresOff = gap(scores.fake, own, over: own)
    guard work.recipe.fakes == .generator else { return }
    let expected = try generator.evaluate(draws.noise, made).output
    fakesOff = gap(samples.fake, expected, over: expected)
  }

  private mutating func lookAtGradients(_ work: StepWork, _ experiment: Experiment) throws {
    var other = experiment.work(.critic, StepRecipe(experiment.settings.with(FaultsOn())))
    try other.advance(through: .gradient)
    let pairs = zip(work.gradients ?? [], other.gradients ?? [])
    let (apart, whole) = pairs.reduce((0.0, 0.0)) { sums, pair in
      let size = pair.1.gradient?.value?.sumOfSquares ?? 0
      let gap = pair.0.gradient.flatMap { made in pair.1.gradient.map { (made - $0).value?.sumOfSquares ?? 0 } }
      return (sums.0 + (gap ?? size), sums.1 + size)
    }
    if whole > 0 { gradientGap = (apart / whole).squareRoot() }
    let stages = work.critic.network.stages
    guard let norm = stages.firstIndex(where: { ["batchnorm", "layernorm"].contains($0.layer.kind) }),
      let before = stages[..<norm].last(where: { !$0.parameters.isEmpty }), before.parameters.count == 2,
      let gradients = work.gradients
    else { return }
    let found = before.parameters.map { parameter in
      gradients.first { $0.parameter === parameter }?.gradient?.value
    }
    guard let weight = found[0]?.sumOfSquares, weight > 0, let bias = found[1] else { return }
    shiftPull = abs(bias.numbers.reduce(0.0) { $0 + Double($1) }) / weight.squareRoot()
  }

  private mutating func lookAtBounds(_ work: inout StepWork) throws {
    guard work.settings.objective.clips else { return }
    let said = work.scores?.updates ?? [], kept = work.updates
    try work.advance(through: .update)
    let changes = zip(work.moved?.values ?? [], work.state.network.trainable).flatMap { moved, parameter in
      zip(moved.numbers, parameter.value.numbers).map { Double(abs($0 - $1)) }
    }
    leap = (changes.max() ?? 0) / Double(work.settings.clip)
    try work.advance(through: .clip)
    let greatest = (work.moved?.values ?? []).flatMap(\.numbers).reduce(0.0) { max($0, Double(abs($1))) }
    beyondBound = greatest / Double(work.settings.clip)
    let pairs = zip(said, kept).flatMap { zip($0.value.value?.numbers ?? [], $1.value.value?.numbers ?? []) }
    if !pairs.isEmpty { keptOff = Double(pairs.count { $0 != $1 }) / Double(pairs.count) }
  }

  private mutating func lookAtGenerator(_ experiment: Experiment) throws {
    var work = experiment.work(.generator)
    try work.advance(through: .loss)
    guard let loss = work.loss, let scores = work.fakeScores else { return }
    generatorSlope = gradient(of: loss, for: scores).sum().value.map { Double($0.item) }
  }

  /// The root of Σ(a - b)² over that of Σc²; `nil` where that is 0.
  private func gap(_ a: Tensor, _ b: Tensor, over c: Tensor) -> Double? {
    guard a.shape == b.shape else { return .infinity }
    guard let apart = (a - b).value?.sumOfSquares, let whole = c.value?.sumOfSquares, whole > 0 else { return nil }
    return (apart / whole).squareRoot()
  }
}

extension Experiment {
  /// Whether a layer drops numbers by chance: then no step can be made a second time by hand.
  fileprivate var dropsNumbers: Bool {
    (critic.network.stages + generator.network.stages).contains { $0.layer.kind == "dropout" }
  }
}
