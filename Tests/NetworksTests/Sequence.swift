import Arrays
import Autodiff
import Networks
import Testing

/// The k-th number is ((7k + 5·salt) mod 13 - 6) / 8: signs mixed, exact in Float, and the same in a line of Python.
func sequence(_ shape: Shape, _ salt: Int) -> NDArray {
  NDArray((0..<shape.count).map { Real((7 * $0 + 5 * salt) % 13 - 6) / 8 }, shape: shape)
}

/// What a layer makes of `x` with the given parameters.
func output(of layer: Layer, _ x: NDArray, _ parameters: [NDArray]) throws -> NDArray {
  try #require(layer.apply(Tensor(x), parameters.map { Tensor($0) }).output.value)
}

/// Whether all numbers agree to `tolerance`, relative to the larger of 1 and their size.
func expectEqual(
  _ found: [Real], _ expected: [Real], _ tolerance: Real = 1e-6, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(comment)", sourceLocation: sourceLocation)
  for (index, pair) in zip(found, expected).enumerated() {
    let allowed = tolerance * max(1, abs(pair.1))
    guard !(abs(pair.0 - pair.1) <= allowed) else { continue }
    Issue.record("\(comment) [\(index)] is \(pair.0), not \(pair.1)", sourceLocation: sourceLocation)
  }
}
