import Arrays
import Autodiff
import Experiments
import Foundation
import Networks
import Testing

/// What the networks minimise, against formulas worked out by hand.
@Suite struct ObjectiveTests {
  private let real: [Real] = [2, -0.5, 0.25, 1]
  private let fake: [Real] = [-1, 0.5, 0, 3]

  private func scores(_ numbers: [Real]) -> Tensor { Tensor(NDArray(numbers, shape: [numbers.count, 1])) }
  private func loss(_ objective: Objective, _ real: [Real], _ fake: [Real]) -> Real {
    objective.criticLoss(scores(real), scores(fake)).value?.item ?? .nan
  }
  private func generatorLoss(_ objective: Objective, _ fake: [Real], _ form: GeneratorLoss = .nonSaturating) -> Real {
    objective.generatorLoss(scores(fake), form).value?.item ?? .nan
  }
  private func mean(_ numbers: [Real], _ function: (Double) -> Double) -> Real {
    Real(numbers.reduce(0) { $0 + function(Double($1)) } / Double(numbers.count))
  }
  private func logSigma(_ x: Double) -> Double { -log(1 + exp(-x)) }

  @Test func theGANsAreGoodfellows() {
    let expected = mean(real) { -logSigma($0) } + mean(fake) { -log(1 - 1 / (1 + exp(-$0))) }
    expectEqual([loss(.gan, real, fake)], [expected])
    expectEqual([generatorLoss(.gan, fake)], [mean(fake) { -logSigma($0) }])
    expectEqual([generatorLoss(.gan, fake, .saturating)], [mean(fake) { log(1 - 1 / (1 + exp(-$0))) }])
  }

  /// At D = 0 everywhere the value is 2·log 2, and scores far out neither overflow nor lose the slope that is left.
  @Test func theGANsHoldAtTheEnds() {
    expectEqual([loss(.gan, [0, 0], [0, 0])], [2 * log(2)])
    expectEqual([loss(.gan, [-200], [200])], [400])
    #expect(loss(.gan, [200], [-200]) < 1e-30)
    expectEqual([generatorLoss(.gan, [-300])], [300])
  }

  @Test(arguments: [Objective.r1, .dragan])
  func penalisedGANsAreGANsWithoutTheirPenalty(_ objective: Objective) {
    #expect(loss(objective, real, fake) == loss(.gan, real, fake))
    for form in GeneratorLoss.allCases {
      #expect(generatorLoss(objective, fake, form) == generatorLoss(.gan, fake, form))
    }
  }

  @Test(arguments: [Objective.wgan, .wganGP, .wganLP])
  func wassersteinLosses(_ objective: Objective) {
    #expect(loss(objective, real, fake) == 0.625 - 0.6875)
    #expect(generatorLoss(objective, fake) == -0.625)
    #expect(generatorLoss(objective, fake, .saturating) == -0.625)
  }

  /// D + c is the same critic; only the generator's loss moves, and by -c.
  @Test(arguments: [Objective.wgan, .wganGP, .wganLP])
  func aConstantChangesOnlyTheGeneratorsLoss(_ objective: Objective) throws {
    let run = try experiment(.eightGaussians, ["batch": "16", "objective": objective.name])
    let before = try run.judgement(), generator = try run.generatorLoss().loss
    let slopes = gradients(of: before.loss, for: run.critic.network.trainable.map(\.tensor))
    let bias = try #require(run.critic.network.parameters.last)
    bias.value = bias.value.map { $0 + 8 }
    let after = try run.judgement()
    expectEqual([after.loss.value!.item], [before.loss.value!.item], 1e-5)
    expectEqual([after.estimate.value!.item], [before.estimate.value!.item], 1e-5)
    #expect(after.slopeNorms?.value?.numbers == before.slopeNorms?.value?.numbers)
    let moved = gradients(of: after.loss, for: run.critic.network.trainable.map(\.tensor))
    for (a, b) in zip(moved, slopes) { expectEqual(a!.value!.numbers, b!.value!.numbers, 1e-5) }
    expectEqual([try run.generatorLoss().loss.value!.item], [generator.value!.item - 8], 1e-5)
  }

  @Test func onlyTheRightOnesClipAndPay() {
    #expect(Objective.all.map(\.name) == ["gan", "wgan", "wgan-gp", "wgan-lp", "r1", "dragan"])
    #expect(Objective.all.filter(\.clips).map(\.name) == ["wgan"])
    #expect(Objective.all.filter { $0.penalty != nil }.map(\.name) == ["wgan-gp", "wgan-lp", "r1", "dragan"])
    #expect(Objective.all.filter(\.estimatesDistance).map(\.name) == ["wgan", "wgan-gp", "wgan-lp"])
  }
}

/// The penalty speaks about each sample's own slope.
@Suite struct PenaltyTests {
  private func norms(_ slopes: [[Real]]) -> Tensor {
    Penalty.norms(of: Tensor(NDArray(slopes.flatMap { $0 }, shape: [slopes.count, slopes[0].count])))
  }

  @Test func theNormIsOneForEachSample() {
    let slopes: [[Real]] = [[3, 4], [0, 1], [0, 0]]
    let found = norms(slopes)
    #expect(found.shape == [3])
    expectEqual(found.value!.numbers, [5, 1, 1e-6])
    let penalty = Penalty.twoSided.measure(found).value!.item
    expectEqual([penalty], [(16 + 0 + 1) / 3])
    // The article sums over the batch too: one norm, √26, and another penalty.
    let batchWide = (Real(26).squareRoot() - 1) * (Real(26).squareRoot() - 1)
    #expect(abs(penalty - batchWide) > 1)
  }

  @Test func imagesHaveOneNormEachToo() {
    let found = Penalty.norms(of: Tensor(NDArray(repeating: 0.5, shape: [2, 4, 4, 3])))
    expectEqual(found.value!.numbers, [12, 12].map { Real($0).squareRoot() })
  }

  @Test func flatIsOneAndUnitIsNothing() {
    expectEqual([Penalty.twoSided.measure(norms([[0, 0], [0, 0]])).value!.item], [1], 3e-6)
    expectEqual([Penalty.twoSided.measure(norms([[0.6, 0.8], [1, 0]])).value!.item], [0])
  }

  /// The root's ε leaves a flat critic a slope that is a number.
  @Test func aFlatCriticHasAGradient() throws {
    let x = Tensor(NDArray(repeating: 0, shape: [4, 2]))
    let w = Tensor(NDArray(repeating: 0, shape: [2, 1]))
    let slope = gradient(of: try product(x, w).sum(), for: x)
    let penalty = Penalty.twoSided.measure(Penalty.norms(of: slope))
    let numbers = gradient(of: penalty, for: w).value!.numbers
    #expect(numbers.allSatisfy { $0.isFinite })
  }

  /// Slopes of 0.6 and 1 are free, 3 costs 4; R1 costs half the squares; both are means over the batch.
  @Test func theKinOfThePenaltyCharge() {
    let measured = Tensor(NDArray([0.6, 1, 3], shape: [3]))
    expectEqual([Penalty.oneSided.measure(measured).value!.item], [4 / 3])
    expectEqual([Penalty.atReal.measure(measured).value!.item], [(0.36 + 1 + 9) / 6])
    expectEqual([Penalty.aroundReal.measure(measured).value!.item], [(0.16 + 0 + 4) / 3])
  }

  /// R1 looks at the data; DRAGAN around them, half as far as their numbers scatter.
  @Test func theKinOfThePenaltyLooks() {
    let real = Tensor(NDArray([1, 3, 1, 3], shape: [2, 2])), fake = Tensor(NDArray([9, 9, 9, 9], shape: [2, 2]))
    let samples = Samples(
      real: real, fake: fake, epsilon: Tensor(NDArray([0.5, 0.5], shape: [2, 1])),
      directions: Tensor(NDArray([1, -1, 2, 0], shape: [2, 2])))
    #expect(Penalty.atReal.points(samples).value!.numbers == [1, 3, 1, 3])
    #expect(Penalty.aroundReal.points(samples).value!.numbers == [1.5, 2.5, 2, 3])
    #expect(Penalty.oneSided.points(samples).value!.numbers == [5, 6, 5, 6])
  }

  /// What a step draws for DRAGAN: a direction for each number, other ones in other steps, and none where no penalty asks.
  @Test func directionsAreDrawnWhereTheyAreNeeded() throws {
    let dragan = try experiment(.eightGaussians, ["objective": "dragan", "batch": "64"])
    let (first, again, second) = (
      try dragan.samples(step: 0), try dragan.samples(step: 0), try dragan.samples(step: 1)
    )
    #expect(first.directions?.shape == [64, 2])
    #expect(first.directions?.value?.numbers == again.directions?.value?.numbers)
    #expect(first.directions?.value?.numbers != second.directions?.value?.numbers)
    #expect(try experiment().samples(step: 0).directions == nil)
  }

  @Test func interpolatesLieBetween() {
    let real = Tensor(NDArray([1, 2, 3, 4], shape: [2, 2])), fake = Tensor(NDArray([5, 6, 7, 8], shape: [2, 2]))
    let epsilon = Tensor(NDArray([0.25, 1], shape: [2, 1]))
    #expect(Penalty.twoSided.points(Samples(real: real, fake: fake, epsilon: epsilon)).value!.numbers == [4, 5, 3, 4])
  }
}
