/// A number that `diagnose` measures of a run.
public struct Quantity: Hashable, Sendable {
  /// What tables and programs call it.
  public let name: String
  /// What it is.
  public let meaning: String

  private init(_ name: String, _ meaning: String) { (self.name, self.meaning) = (name, meaning) }

  /// Every quantity, in the order in which they are listed.
  public static let all: [Quantity] = steps + gradients + slopes + scores + units + distances + history + written
}

// MARK: - How far the run is, and how far a step goes

extension Quantity {
  static let rounds = Quantity("rounds", "rounds done")
  static let criticUpdate = Quantity("critic update", "‖Δw‖/‖w‖ of the critic's last step")
  static let generatorUpdate = Quantity("generator update", "‖Δw‖/‖w‖ of the generator's last step")
  static let update = Quantity(
    "update", "‖Δw‖ over ‖w‖ before the first step: the greater of both networks', where they have 100 weights or more")
  static let generatorSignal = Quantity(
    "generator signal", "root mean square of the generator's gradient, in units of the optimiser's ε")
  static let stride = Quantity(
    "stride",
    "what Adam and RMSprop move a weight by, the rate, over a weight's size: before the first step, or the bound c")
  static let push = Quantity(
    "push", "greatest change of a weight by the last step of either network, before it is clipped, over the rate")
  static let lostSamples = Quantity("lost samples", "share of the generator's samples that are inf or nan")
  static let refused = Quantity("refused", "1 where the last step led to no number and was not made")

  private static let steps: [Quantity] = [
    rounds, criticUpdate, generatorUpdate, update, stride, push, generatorSignal, lostSamples, refused,
  ]
}

// MARK: - What batches agree on

extension Quantity {
  static let criticAgreement = Quantity(
    "critic agreement", "share of a batch's gradient for the critic that other batches have in common")
  static let generatorAgreement = Quantity("generator agreement", "the same for the generator")
  static let agreement = Quantity("agreement", "the lesser of the two")

  private static let gradients: [Quantity] = [criticAgreement, generatorAgreement, agreement]
}

// MARK: - Slopes

extension Quantity {
  static let slope = Quantity("slope", "mean ‖∇D(x̂)‖ between real and fake samples")
  static let slopeAtReal = Quantity("slope at real", "mean ‖∇D‖ at real samples")
  static let slopeAtFake = Quantity("slope at fake", "mean ‖∇D‖ at fake samples")
  static let steepest = Quantity("steepest", "the greatest slope or secant found: the critic's constant K, at least")
  static let slopeNearOne = Quantity("slope near 1", "share of x̂ whose slope is within 0.9…1.1")
  static let penalty = Quantity("penalty", "the penalty before its weight, from these slopes")
  static let penaltyPull = Quantity(
    "penalty pull", "‖λ·∇penalty‖ over ‖∇ of the loss without it‖, for the critic's weights")
  static let penaltyCost = Quantity("penalty cost", "λ times the penalty of the coming step")
  static let gain = Quantity(
    "gain", "by how much a layer of the critic multiplies the slope on its way back, geometric mean")
  static let ladder = Quantity("ladder", "the slope at the critic's first layer over that at its last")
  static let crosstalk = Quantity(
    "crosstalk", "how far the slope of the sum of scores is from each sample's own, relative to that")

  private static let slopes: [Quantity] = [
    slope, slopeAtReal, slopeAtFake, steepest, slopeNearOne, penalty, penaltyPull, penaltyCost, gain, ladder, crosstalk,
  ]
}

// MARK: - Scores

extension Quantity {
  static let estimate = Quantity("estimate", "E[D(real)] - E[D(fake)] at the coming step")
  static let sureOfReal = Quantity("sure of real", "mean σ(D(real)): how sure a discriminator is of real samples")
  static let sureOfFake = Quantity("sure of fake", "mean σ(D(fake)): how real it finds fakes")
  static let certainty = Quantity("certainty", "sure of real less sure of fake: 1 where a discriminator never doubts")
  static let separation = Quantity("separation", "share of pairs in which the real sample has the higher score")
  static let scoreSpread = Quantity("score spread", "deviation of all scores")
  static let linearity = Quantity(
    "linearity", "share of the scores' variance that a plane through the samples explains")

  private static let scores: [Quantity] = [
    estimate, sureOfReal, sureOfFake, certainty, separation, scoreSpread, linearity,
  ]
}

// MARK: - Weights and units

extension Quantity {
  static let atBound = Quantity("at bound", "share of the critic's trainable weights beyond 0.99 of the bound c")
  static let deadInCritic = Quantity("dead in critic", "share of dead units in the critic's worst ReLU layer")
  static let deadInGenerator = Quantity("dead in generator", "share of dead units in the generator's worst ReLU layer")

  static let narrowest = Quantity("narrowest", "units of the hidden layer that has the fewest, of both networks")
  static let live = Quantity("live", "units that pass something on, in the hidden layer where these are fewest")

  private static let units: [Quantity] = [atBound, deadInCritic, deadInGenerator, narrowest, live]
}

// MARK: - Distances and what is reached

extension Quantity {
  static let distance = Quantity("distance", "exact W1 of samples from the data")
  static let floor = Quantity("floor", "exact W1 of other data from the same data")
  static let firstDistance = Quantity("first distance", "exact W1 of what the untrained generator makes")
  static let distanceGrowth = Quantity("distance growth", "distance over first distance")
  static let estimateScale = Quantity("estimate scale", "last estimate over the exact distance")
  static let estimateShare = Quantity("estimate share", "estimate over K, as a share of the exact distance")
  static let trainedShare = Quantity(
    "trained share", "the same when a copy of the critic is trained on while the generator waits")
  static let modes = Quantity("modes", "share of the data's modes that samples reach")
  static let nearModes = Quantity("near modes", "share of samples within 0.2 of a mode")
  static let coverage = Quantity("coverage", "share of data that have a sample as near as their fifth neighbour is")
  static let spread = Quantity("spread", "deviation of samples over that of the data")

  private static let distances: [Quantity] = [
    distance, floor, firstDistance, distanceGrowth, estimateScale, estimateShare, trainedShare, modes, nearModes,
    coverage, spread,
  ]
}

// MARK: - What the log holds

extension Quantity {
  static let lastEstimate = Quantity("last estimate", "mean estimate of the last 100 critic steps")
  static let estimateWobble = Quantity("wobble", "mean change of the estimate from step to step, over its mean size")
  static let gradientGrowth = Quantity("gradient growth", "the critic's last gradients over its usual one, medians")
  static let lambdaChange = Quantity("λ change", "greatest over least λ that the reports' loss and penalty say")

  private static let history: [Quantity] = [lastEstimate, estimateWobble, gradientGrowth, lambdaChange]
}

// MARK: - The step beside the objective as it is written

extension Quantity {
  static let epsilonOutside = Quantity("ε outside", "share of ε outside 0…1")
  static let epsilons = Quantity("ε a sample", "how many ε there are for each sample")
  static let norms = Quantity("norms a sample", "how many norms of slopes there are for each sample")
  static let pointsOff = Quantity(
    "points off", "how far the penalty's points are from ε·real + (1 - ε)·fake, over how far real is from fake")
  static let scoresOff = Quantity(
    "scores off", "how far what counts as the fakes' scores is from the critic's scores of them, relative to those")
  static let fakesOff = Quantity(
    "fakes off", "how far the critic's fakes are from what the generator's own step makes of their noise, relative")
  static let rootAtZero = Quantity("root at 0", "1 where the norm of a slope of 0 has no gradient")
  static let generatorSlope = Quantity(
    "generator slope", "how the generator's loss changes as the scores of its fakes rise together")
  static let leap = Quantity(
    "leap", "greatest change of a critic's weight by its coming step, before it is clipped, over c")
  static let beyondBound = Quantity("beyond bound", "the critic's largest weight after its coming step, over c")
  static let keptOff = Quantity("kept off", "share of the statistics that a step keeps as others than its layers say")
  static let shiftPull = Quantity(
    "shift pull", "sum of the gradient of the biases before a norm layer, over the gradient of the weight there")
  static let gradientGap = Quantity(
    "gradient gap", "how far the critic's gradient is from that of the objective as written, relative to that")
  static let counted = Quantity("counted", "real samples that the estimate of JS counts for each fake one")

  private static let written: [Quantity] = [
    epsilonOutside, epsilons, norms, pointsOff, scoresOff, fakesOff, rootAtZero, generatorSlope, leap, beyondBound,
    keptOff,
    shiftPull, gradientGap, counted,
  ]
}
