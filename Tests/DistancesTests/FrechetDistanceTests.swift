import Arrays
import Distances
import Foundation
import Refusals
import Testing

/// The Fréchet distance against cases that can be worked out by hand, and its laws.
@Suite struct FrechetDistanceTests {
  private let random = Random(seed: 3)

  private func cloud(_ count: Int, _ dimension: Int, step: Int = 0) -> NDArray {
    random.normal([count, dimension], .init(named: "cloud"), step: step)
  }

  private func distance(_ a: NDArray, _ b: NDArray) throws -> Double {
    try FrechetReference(GaussianFit(a)).distance(to: GaussianFit(b))
  }

  @Test func aCloudIsAtNoDistanceFromItself() throws {
    for dimension in [1, 2, 5, 17] {
      let points = cloud(100, dimension)
      #expect(try distance(points, points) < 1e-9 * Double(dimension))
    }
  }

  /// Moved by m and stretched by s about its mean: m² + (s - 1)²·tr Σ.
  @Test func movingAndStretchingAreSeen() throws {
    let points = cloud(400, 6)
    let mean = try GaussianFit(points)
    #expect(mean.count == 400)
    let moved = NDArray(points.numbers.map { $0 + 2 }, shape: points.shape)
    #expect(abs(try distance(points, moved) - 24) < 1e-4)
    let flat = NDArray(repeating: 0, shape: [2, 6])
    let trace = try distance(points, flat)
    let doubled = NDArray(points.numbers.map { 2 * $0 }, shape: points.shape)
    // Against one point W2² is the mean squared distance from it: tr Σ + ‖μ‖². Doubling about the origin moves each point by itself.
    #expect(abs(try distance(points, doubled) - trace) < 1e-4 * trace)
  }

  @Test func itIsSymmetricAndNeverNegative() throws {
    for step in 0..<5 {
      let (a, b) = (cloud(30, 4, step: 2 * step), cloud(50, 4, step: 2 * step + 1))
      let (there, back) = (try distance(a, b), try distance(b, a))
      #expect(there >= 0 && abs(there - back) < 1e-9 * max(1, there))
    }
  }

  /// In one dimension it is (μ₁ - μ₂)² + (σ₁ - σ₂)².
  @Test func onALineItIsTheDifferenceOfMeansAndDeviations() throws {
    let a = NDArray([0, 2], shape: [2, 1]), b = NDArray([5, 11], shape: [2, 1])
    let deviations = (2.0.squareRoot(), 18.0.squareRoot())
    let expected = 49 + (deviations.0 - deviations.1) * (deviations.0 - deviations.1)
    #expect(abs(try distance(a, b) - expected) < 1e-9)
  }

  /// Points of fewer dimensions than they are written in: a covariance without full rank.
  @Test func flatCloudsHaveADistance() throws {
    let line = NDArray((0..<20).flatMap { [Real($0), 0, 0] }, shape: [20, 3])
    #expect(try distance(line, line) < 1e-9)
    #expect(try distance(line, cloud(20, 3)).isFinite)
  }

  @Test func whatHasNoFitIsRefused() {
    #expect(throws: Refusal.self) { try GaussianFit(NDArray([1, 2], shape: [1, 2])) }
    #expect(throws: Refusal.self) { try GaussianFit(NDArray([1, .nan, 2, 3], shape: [2, 2])) }
    #expect(throws: Refusal.self) { try distance(cloud(5, 2), cloud(5, 3)) }
  }
}
