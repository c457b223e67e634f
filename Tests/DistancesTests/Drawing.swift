import Arrays
import Distances

/// Random numbers for tests: a normal array of its own for every seed.
func normal(_ shape: Shape, seed: UInt64) -> NDArray {
  Random(seed: seed).normal(shape, Random.Stream(named: "distances"))
}

/// The same array with a function applied to every number.
func map(_ array: NDArray, _ function: (Real) -> Real) -> NDArray {
  NDArray(array.numbers.map(function), shape: array.shape)
}

/// Every sample of `[n × d]` twice, `times` over.
func repeated(_ samples: NDArray, _ times: Int) -> NDArray {
  NDArray(
    Array(repeatElement(samples.numbers, count: times).joined()),
    shape: Shape([samples.shape[0] * times] + samples.shape.extents.dropFirst()))
}

/// Points (x, u) with u evenly spread: the line of Arjovsky et al. 2017, Example 1.
func line(at x: Real, count: Int, seed: UInt64) -> NDArray {
  let heights = Random(seed: seed).uniform([count], Random.Stream(named: "line"))
  return NDArray(heights.numbers.flatMap { [x, $0] }, shape: [count, 2])
}

/// Weights that are sometimes 0.
func weights(_ count: Int, seed: UInt64) -> [Double] {
  normal([count], seed: seed).numbers.map { max(0, Double($0) + 0.3) }
}

/// Euclidean distance between one sample of each array `[n × d]`.
func gap(_ a: NDArray, _ i: Int, _ b: NDArray, _ j: Int) -> Double {
  let d = a.count / a.shape[0]
  let (x, y) = (a.numbers[i * d..<(i + 1) * d], b.numbers[j * d..<(j + 1) * d])
  return zip(x, y).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }.squareRoot()
}

/// Points of a line.
func points(_ numbers: Real...) -> NDArray { NDArray(numbers, shape: [numbers.count]) }
