import Arrays
import FastKernels
import Foundation
import Testing

/// A function, its exact definition in double precision, and where it is swept.
struct Sweep: CustomTestStringConvertible, Sendable {
  let function: UnaryFunction
  let exact: @Sendable (Double) -> Double
  var testDescription: String { "\(function)" }

  static let all: [Sweep] = [
    Sweep(function: .exponential) { exp($0) },
    Sweep(function: .logarithm) { log($0) },
    Sweep(function: .tanh) { tanh($0) },
    Sweep(function: .sigmoid) { $0 >= 0 ? 1 / (1 + exp(-$0)) : exp($0) / (1 + exp($0)) },
    Sweep(function: .softplus) { max($0, 0) + log1p(exp(-abs($0))) },
    Sweep(function: .sine) { sin($0) },
    Sweep(function: .cosine) { cos($0) },
  ]
}

@Suite("Functions from polynomials are as good as the library's")
struct AccuracyTests {
  /// Every 9973rd number that single precision has, of both signs: 430,000 from the smallest denormal to the largest.
  private static let sweep = stride(from: UInt32(0), to: 0x7f80_0000, by: 9973).flatMap { bits in
    [Float(bitPattern: bits), -Float(bitPattern: bits)]
  }

  @Test("within 4 units in the last place over the whole range", arguments: Sweep.all)
  func accuracy(_ sweep: Sweep) {
    let inputs = AccuracyTests.sweep
    let results = run(Kernels.fast.unary(sweep.function, inputs.count), [inputs], inputs.count)
    var worst = (error: 0.0, at: Float(0))
    for (x, y) in zip(inputs, results) {
      let error = unitsInLastPlace(Double(y), sweep.exact(Double(x)))
      if error > worst.error { worst = (error, x) }
    }
    #expect(worst.error <= 4, "\(sweep.function)(\(worst.at)) is \(worst.error) units off")
  }

  @Test("within 4 units near the places where the formulas change", arguments: Sweep.all)
  func seams(_ sweep: Sweep) {
    let seams: [Float] = [0, 0.34, 0.625, 0.70710678, 1, 1.41421356, 2, 9, 17, 87.3, 88.7, -87.3, -103.9]
    let inputs = seams.flatMap { seam in (-2000...2000).map { seam + Float($0) * 1e-4 } }
    let results = run(Kernels.fast.unary(sweep.function, inputs.count), [inputs], inputs.count)
    for (x, y) in zip(inputs, results) {
      let error = unitsInLastPlace(Double(y), sweep.exact(Double(x)))
      guard error > 4 else { continue }
      Issue.record("\(sweep.function)(\(x)) is \(error) units off")
      return
    }
  }

  /// The distance in units of the last place that single precision has at the exact value; 0 where both are NaN or
  /// both too large.
  private func unitsInLastPlace(_ value: Double, _ exact: Double) -> Double {
    if value.isNaN || exact.isNaN { return value.isNaN && exact.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if rounded.isInfinite || value.isInfinite {
      return Double(rounded) == value || abs(exact) > 0x1.fffffcp127 ? 0 : .infinity
    }
    return abs(value - exact) / Double(max(rounded.ulp, .leastNonzeroMagnitude))
  }
}
