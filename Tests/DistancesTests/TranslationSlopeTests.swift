import Arrays
import Distances
import Refusals
import Testing

@Suite struct TranslationSlopeTests {
  /// Where supports do not overlap JS is flat and W is steep: Arjovsky et al. 2017, Example 1.
  @Test(arguments: [Real(-2), -0.5, 1, 3]) func parallelLines(theta: Real) throws {
    let (real, fake) = (line(at: 0, count: 100, seed: 1), line(at: theta, count: 100, seed: 1))
    let slope = try TranslationSlope(real: real, fake: fake)
    #expect(abs(slope.jsDivergence) < 1e-6)
    #expect(abs(slope.wasserstein + 1) < 1e-9)
    #expect(abs(slope.direction[0] - (theta > 0 ? -1 : 1)) < 1e-6 && abs(slope.direction[1]) < 1e-6)
  }

  @Test func overlappingGaussiansOfferBoth() throws {
    let real = normal([4000], seed: 1)
    let slope = try TranslationSlope(real: real, fake: map(normal([4000], seed: 2)) { $0 + 1.5 })
    // d/dμ JS(N(0, 1), N(μ, 1)) at 1.5 is 0.2322 by quadrature.
    #expect(abs(slope.jsDivergence + 0.2322) < 0.05)
    #expect(abs(slope.wasserstein + 1) < 0.02)
    #expect(slope.transportSamples == [512, 512])
  }

  @Test func theStepCanBeChosen() throws {
    let slope = try TranslationSlope(real: points(0, 1, 2), fake: points(5, 6), step: 0.125)
    #expect(slope.step == 0.125 && abs(slope.wasserstein + 1) < 1e-12)
    #expect(throws: Refusal.self) { try TranslationSlope(real: points(0), fake: points(1), step: 0) }
    #expect(throws: Refusal.self) { try TranslationSlope(real: points(0), fake: points(1), transportSamples: 0) }
  }

  @Test func pointsInOnePlaceHaveADirectionToo() throws {
    let zeros = NDArray(repeating: 0, shape: [8, 2])
    let slope = try TranslationSlope(real: zeros, fake: zeros)
    #expect(slope.direction == [1, 0] && slope.wasserstein == 0 && slope.jsDivergence == 0)
  }
}
