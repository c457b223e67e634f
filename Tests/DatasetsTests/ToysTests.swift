import Arrays
import Datasets
import Foundation
import Testing

/// Mean and (population) variance of numbers.
private func moments(_ numbers: [Real]) -> (mean: Real, variance: Real) {
  let mean = numbers.reduce(0, +) / Real(numbers.count)
  return (mean, numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Real(numbers.count))
}

/// One coordinate of many samples, drawn over several steps.
private func column(_ axis: Int, of dataset: Dataset, steps: Int = 40) -> [Real] {
  (0..<steps).flatMap { step in
    let batch = dataset.batch(1000, random: Random(seed: 3), step: step)
    return stride(from: axis, to: batch.count, by: dataset.sampleShape.count).map { batch.numbers[$0] }
  }
}

/// For each point of a batch `[count × 2]`, the squared distance to the nearest of some places.
private func squaredDistances(_ batch: NDArray, to places: [[Real]]) -> [Real] {
  let numbers = batch.numbers
  return stride(from: 0, to: numbers.count, by: 2).map { first -> Real in
    var nearest = Real.infinity
    for place in places {
      let (x, y) = (numbers[first] - place[0], numbers[first + 1] - place[1])
      nearest = min(nearest, x * x + y * y)
    }
    return nearest
  }
}

/// The Swiss roll without its noise, at evenly spread places.
private let spiral: [[Real]] = (0..<2000).map { i -> [Real] in
  let t = 1.5 * Real.pi * (1 + 2 * (Real(i) + 0.5) / 2000)
  return [t * cos(t) / 7.5, t * sin(t) / 7.5]
}

@Suite struct ToysTests {
  @Test func eightCentresLieOnACircle() throws {
    let centres = try #require(Dataset.eightGaussians.centres)
    #expect(centres.count == 8)
    for centre in centres { #expect(abs(hypot(centre[0], centre[1]) - 1.414427) < 1e-6) }
    #expect(zip(centres[1], [1.000151, 1.000151]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func twentyFiveCentresLieOnAGrid() throws {
    let centres = try #require(Dataset.twentyFiveGaussians.centres)
    #expect(centres.count == 25 && Set(centres).count == 25)
    #expect(centres[0].allSatisfy { abs($0 + 1.414427) < 1e-6 })
    #expect(abs(centres[1][1] - centres[0][1] - 0.707214) < 1e-6)
  }

  @Test(arguments: [(Dataset.eightGaussians, Real(0.0141443)), (.twentyFiveGaussians, Real(0.0176803))])
  func samplesScatterAroundCentres(dataset: Dataset, deviation: Real) throws {
    let centres = try #require(dataset.centres)
    let modes = try #require(dataset.modes)
    let batch = dataset.batch(20_000, random: Random(seed: 1), step: 0)
    let even = 1 / Real(centres.count)
    for share in try modes.modeShares(samples: batch) {
      #expect(abs(share - even) < 5 * (even / 20_000).squareRoot())
    }
    // Squared distances to the nearest centre average 2σ², with a relative error of 1/√n; none is past 6σ.
    let squared = squaredDistances(batch, to: centres)
    #expect(abs(moments(squared).mean / (2 * deviation * deviation) - 1) < 5 / Real(20_000).squareRoot())
    #expect(try modes.shareNear(samples: batch, within: 6 * deviation) == 1)
  }

  @Test(arguments: [(Dataset.eightGaussians, Real(1.000502)), (.twentyFiveGaussians, Real(1.000616))])
  func momentsAreThoseOfTheMixture(dataset: Dataset, variance: Real) {
    for axis in 0...1 {
      let (mean, spread) = moments(column(axis, of: dataset))
      #expect(abs(mean) < 0.025)
      #expect(abs(spread - variance) < 0.025)
    }
  }

  @Test func swissRollIsTheSpiral() {
    let batch = Dataset.swissRoll.batch(5000, random: Random(seed: 2), step: 0)
    let squared = squaredDistances(batch, to: spiral)
    let noise: Real = 0.25 / 7.5
    // Only the noise across the curve shows: its variance is (0.25/7.5)², and none is past 5 deviations in both axes.
    #expect(abs(moments(squared).mean / (noise * noise) - 1) < 0.12)
    #expect((squared.max() ?? 1).squareRoot() < 5 * noise)
  }

  @Test func swissRollHasTheIntegralsOfTheSpiral() {
    let noise: Real = 0.25 / 7.5
    for axis in 0...1 {
      let (mean, variance) = moments(column(axis, of: .swissRoll))
      let (curveMean, curveVariance) = moments(spiral.map { $0[axis] })
      #expect(abs(mean - curveMean) < 0.025)
      #expect(abs(variance - curveVariance - 0.25 / 7.5 * noise) < 0.025)
    }
  }
}

@Suite struct TheoryExamplesTests {
  @Test(arguments: [Real(0), 1, -0.5]) func linesAreVerticalAndEven(theta: Real) {
    let dataset = Dataset.lines(at: theta)
    #expect(column(0, of: dataset, steps: 1).allSatisfy { $0 == theta })
    let heights = column(1, of: dataset)
    let (mean, variance) = moments(heights)
    #expect(abs(mean - 0.5) < 0.008 && abs(variance - 1 / 12) < 0.003)
    #expect(heights.allSatisfy { (0..<1).contains($0) })
  }

  @Test(arguments: [(Dataset.gaussians1d(), Real(-2), Real(0.5)), (.gaussians1d(mean: 2, deviation: 3), 2, 3)])
  func gaussiansHaveTheirMoments(dataset: Dataset, mean: Real, deviation: Real) {
    #expect(dataset.sampleShape == [1])
    let measured = moments(column(0, of: dataset))
    #expect(abs(measured.mean - mean) < 5 * deviation / 200)
    #expect(abs(measured.variance.squareRoot() / deviation - 1) < 0.02)
  }

  @Test func diracIsZero() {
    #expect(Dataset.dirac.batch(3, random: Random(seed: 1), step: 0) == NDArray(repeating: 0, shape: [3, 1]))
  }
}
