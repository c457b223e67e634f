import Arrays
import Distances
import Language
import Testing

/// Derivatives of distances, as typed, against central differences of the exact distance in double precision.
@Suite struct DistanceGradientTests {
  /// A distance in double precision of two tensors as numbers, and how it is typed.
  private struct Case: CustomTestStringConvertible {
    let text: String
    let x: String
    let rows: Int
    let distance: @Sendable ([Real]) throws -> Double
    var testDescription: String { text }
  }

  private static let y: [Real] = (0..<14).map { Real(($0 * 37 + 11) % 29) / 9 - 1.5 }
  private static let x: [Real] = (0..<12).map { Real(($0 * 53 + 5) % 31) / 8 - 2 }
  private static let p: [Real] = [2, 1, 3, 5, 4, 1]
  private static let q: [Real] = [3, 1, 2, 2, 1, 4]

  private static func points(_ numbers: [Real], _ d: Int) -> NDArray {
    NDArray(numbers, shape: [numbers.count / d, d])
  }
  private static func text(_ numbers: [Real], _ d: Int) -> String {
    "reshape(tensor(\(numbers)), \(numbers.count / d), \(d))"
  }

  private static let cases: [Case] = [
    Case(text: "wasserstein(x, y)", x: text(x, 2), rows: 2) {
      try OptimalTransport(from: points($0, 2), to: points(y, 2)).distance
    },
    Case(text: "wasserstein(x, y, p: 2)", x: text(x, 2), rows: 2) {
      try OptimalTransport(from: points($0, 2), to: points(y, 2), cost: .squaredDistance).distance
    },
    Case(text: "wasserstein(y, x)", x: text(x, 2), rows: 2) {
      try OptimalTransport(from: points(y, 2), to: points($0, 2)).distance
    },
    Case(text: "wasserstein(x, reshape(y, 14, 1))", x: text(x, 1), rows: 1) {
      try OptimalTransport(from: points($0, 1), to: points(y, 1)).distance
    },
    Case(text: "wasserstein(x, y, weights: p)", x: text(x, 2), rows: 2) {
      try OptimalTransport(
        from: points($0, 2), to: points(y, 2), weights: SampleWeights(from: p, to: nil)
      ).distance
    },
    Case(text: "wasserstein(s, y, weights: x)", x: "tensor(\(p))", rows: 0) {
      try OptimalTransport(
        from: points(Self.x, 2), to: points(y, 2), weights: SampleWeights(from: $0, to: nil)
      ).distance
    },
    Case(text: "wasserstein(s, y, weights: x, p: 2)", x: "tensor(\(p))", rows: 0) {
      try OptimalTransport(
        from: points(Self.x, 2), to: points(y, 2), weights: SampleWeights(from: $0, to: nil), cost: .squaredDistance
      ).distance
    },
    Case(text: "wasserstein(x, q)", x: "tensor(\(p))", rows: 0) { try wasserstein($0, q) },
    Case(text: "wasserstein(q, p, positions: x)", x: "tensor(\(x.prefix(6).map(\.self)))", rows: 0) {
      try wasserstein(q, p, positions: $0.map(Double.init))
    },
    Case(text: "jsdivergence(x, q)", x: "tensor(\(p))", rows: 0) { try jsDivergence($0, q) },
    Case(text: "jsdivergence(q, x)", x: "tensor(\(p))", rows: 0) { try jsDivergence(q, $0) },
    Case(text: "kldivergence(x, q)", x: "tensor(\(p))", rows: 0) { try klDivergence($0, q) },
    Case(text: "kldivergence(q, x)", x: "tensor(\(p))", rows: 0) { try klDivergence(q, $0) },
    Case(text: "totalvariation(x, q)", x: "tensor(\(p))", rows: 0) { try totalVariation($0, q) },
  ]

  @Test(arguments: cases) private func agreeWithDifferences(_ one: Case) throws {
    let bench = Bench(after: "x = \(one.x)", "y = \(Self.text(Self.y, 2))", "s = \(Self.text(Self.x, 2))")
    bench.works("p = tensor(\(Self.p))")
    bench.works("q = tensor(\(Self.q))")
    let x = bench.numbers("x"), slopes = bench.numbers("gradient(\(one.text), x)")
    #expect(abs(Double(bench.number(one.text)) - (try one.distance(x))) < 1e-6)
    for place in x.indices {
      let h: Real = 0x1p-10
      var (up, down) = (x, x)
      (up[place], down[place]) = (x[place] + h, x[place] - h)
      let difference = (try one.distance(up) - one.distance(down)) / (Double(up[place]) - Double(down[place]))
      #expect(abs(difference - Double(slopes[place])) < 2e-5, "\(place): \(slopes[place]), differences \(difference)")
    }
  }

  /// The second derivative is that of the formula at the plan held still, which differences of the first confirm.
  @Test func theSecondOrderAgreesWithDifferences() {
    let bench = Bench(after: "y = \(Self.text(Self.y, 2))")
    func slopes(_ step: Real) -> [Real] {
      var x = Self.x
      x[3] += step
      bench.works("x = \(Self.text(x, 2))")
      return bench.numbers("gradient(wasserstein(x, y), x)")
    }
    let h: Real = 0x1p-8, (up, down) = (slopes(h), slopes(-h))
    _ = slopes(0)
    let second = bench.numbers("gradient(gradient(wasserstein(x, y), x)[1, 1], x)")
    #expect(second.contains { abs($0) > 0.01 })
    for (second, (up, down)) in zip(second, zip(up, down)) { #expect(abs(second - (up - down) / (2 * h)) < 2e-3) }
  }

  /// Prices are what a weight's slope is made of, and how they change with the samples is not told as 0.
  @Test func whatIsNotToldIsRefused() {
    let bench = Bench(after: "x = \(Self.text(Self.x, 2))", "p = tensor(\(Self.p))")
    bench.works("w = wasserstein(x, \(Self.text(Self.y, 2)), weights: p)")
    bench.works("gradient(w, [x, p])")
    #expect(bench.refuses("gradient(gradient(w, p)[0], x)").contains("wasserstein's potentials"))
  }

  /// A sample that lies on the one it goes to has no slope of its own; equal sets are 0 apart.
  @Test func atTheOptimumNothingPulls() {
    let bench = Bench(after: "x = \(Self.text(Self.x, 2))")
    #expect(bench.numbers("gradient(wasserstein(x, x), x)").allSatisfy { $0 == 0 })
    #expect(bench.numbers("gradient(wasserstein(x, detach(x), p: 2), x)").allSatisfy { $0 == 0 })
    #expect(bench.number("wasserstein(x, x, p: 2)") == 0)
  }

  @Test(arguments: [
    "wasserstein(x, x, weights: [1, 2])", "wasserstein(x, x, weights: [[1, 2], [3]])",
    "wasserstein([1, 2], [2, 1], weights: [1, 1])", "wasserstein(x, x, p: 3)", "wasserstein(x, x, weights: x)",
    "wasserstein([1, 2], [1, 2], p: 2, positions: [1])", "gradient(wasserstein(detach(x), detach(y)), x)",
    "detach(critic)",
  ])
  func isRefusedWithARemedy(_ line: String) throws {
    let bench = Bench(after: "use 8gaussians", "x = \(Self.text(Self.x, 2))", "y = x + 1")
    #expect(try #require(bench.run(line).failure?.problem).hint != nil)
  }

  /// What other frameworks give: zeros for what does not matter among several, 0 for the slope of a slope that is constant.
  @Test func derivativesThatAreZero() {
    let bench = Bench(after: "x = tensor([1, 2])", "z = tensor([3, 4])", "y = sum(3*x)")
    #expect(bench.numbers("gradient(y, [x, z])[1]") == [0, 0])
    #expect(bench.numbers("gradient(sum(gradient(y, x)), x)") == [0, 0])
    #expect(bench.numbers("jacobian(gradient(y, x), x)") == [0, 0, 0, 0])
    #expect(bench.refuses("gradient(y, z)").contains("does not depend on z"))
    #expect(bench.numbers("gradient(sum(x*detach(x)), x)") == [1, 2])
  }
}
