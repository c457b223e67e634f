import Arrays
import Autodiff
import Laws
import Testing

@Suite struct SweepTests {
  private let x = Tensor(NDArray([0.3, -0.8, 1.2], shape: [3]))

  @Test func derivativesNestToAnyOrder() throws {
    var derivative = exp(x) * x
    for order in 1...5 {
      derivative = gradient(of: derivative.sum(), for: x)
      let expected = exp(x) * (x + Real(order))
      for (a, b) in zip(try #require(derivative.value).numbers, try #require(expected.value).numbers) {
        #expect(Swift.abs(a - b) < 1e-4)
      }
    }
  }

  @Test func sharedAncestorsAddUp() throws {
    let y = square(x)
    let slope = try #require(gradient(of: (y + y * y).sum(), for: y).value)
    for (a, b) in zip(slope.numbers, y.value?.numbers ?? []) { #expect(Swift.abs(a - (1 + 2 * b)) < 1e-6) }
  }

  @Test func unrelatedIsToldFromZero() {
    let other = Tensor(1)
    #expect(gradients(of: x.sum(), for: [other])[0] == nil)
    #expect(gradients(of: sign(x).sum(), for: [x])[0]?.value?.numbers == [0, 0, 0])
    #expect(gradients(of: (x.detached * other).sum(), for: [x])[0] == nil)
  }

  @Test func aTargetThatIsAnAncestorOfAnotherGetsTheWholeDerivative() {
    let y = square(x)
    let z = (y * x).sum()
    let both = gradients(of: z, for: [x, y])
    #expect(both[0]?.value == gradient(of: z, for: x).value)
    #expect(both[1]?.value == x.value)
  }

  @Test func theGradientOfAValueForItselfIsOne() {
    #expect(gradient(of: x, for: x).value?.numbers == [1, 1, 1])
  }

  @Test func droppedHistoryGivesTheSameNumbersAndNothingToDifferentiate() throws {
    let loss = (tanh(x) * x).sum()
    let kept = try #require(gradients(of: loss, for: [x])[0])
    let dropped = try #require(gradients(of: loss, for: [x], history: .drop)[0])
    #expect(kept.value == dropped.value)
    #expect(gradients(of: dropped.sum(), for: [x])[0] == nil)
  }

  @Test func chainsOfAHundredThousandAreFreed() {
    var long = Tensor(1)
    for _ in 0..<100_000 { long = -long }
    #expect(long.depth == 100_000)
    long = Tensor(0)
  }

  @Test func aGraphIsFreedWhenNothingNamesIt() {
    weak var slope: Tensor?
    weak var middle: Tensor?
    do {
      let y = square(x)
      let derivative = gradient(of: (y * y).sum(), for: x)
      (slope, middle) = (derivative, y)
      #expect(slope != nil && middle != nil)
    }
    #expect(slope == nil && middle == nil)
  }
}

/// The penalty's own laws: models-independent facts that a wrong second derivative breaks.
@Suite struct PenaltyLaws {
  /// mean((‖∇D(x)‖ - 1)²), one norm a sample.
  private func penalty(_ critic: (Tensor) throws -> Tensor, at x: Tensor) throws -> Tensor {
    let slope = gradient(of: try critic(x).sum(), for: x)
    return square(slope.norm(axes: Array(1..<x.shape.rank), epsilon: 1e-12) - 1).mean()
  }

  @Test func aFlatCriticPaysOneAndAUnitSlopeNothing() throws {
    let x = Tensor(Random(seed: 4).normal([8, 3], .init(1)))
    #expect(Swift.abs((try penalty({ 0 * $0 }, at: x).value?.item ?? 0) - 1) < 1e-5)
    let unit = Tensor(NDArray([0.6, 0.8, 0], shape: [3, 1]))
    #expect(Swift.abs(try penalty({ try product($0, unit) }, at: x).value?.item ?? 1) < 1e-6)
  }

  /// convolution (stride 2) → layer norm → tanh → transposed convolution → softplus → dense
  @Test func thePenaltysGradientAgreesWithDifferences() throws {
    let random = Random(seed: 9)
    let shapes: [Shape] = [[3, 4, 4, 2], [3, 3, 2, 3], [3, 3, 2, 3], [32, 1]]
    let points = shapes.enumerated().map { random.normal($1, .init(named: "\($0)")) }
    try GradientLaw().check("penalty", order: 2, at: points) { x in
      try penalty(
        { image in
          let hidden = tanh(try layerNorm(try conv2d(image, x[1], stride: 2), Tensor(1), Tensor(0)).output)
          return try product(softplus(try convTranspose2d(hidden, x[2], stride: 2)).flattened, x[3])
        }, at: x[0])
    }
  }
}
