import Arrays
import FastKernels
import Testing

/// Numbers evenly spread over [-1, 1), the same for the same name.
func numbers(_ count: Int, _ name: String) -> [Float] {
  Random(seed: 7).uniform([count], .init(named: name)).numbers.map { 2 * $0 - 1 }
}

/// What a kernel makes of the inputs. The output is set to NaN before, so that nothing may be left out, and followed
/// by numbers that must not change.
func run(_ kernel: Kernel, _ inputs: [[Float]], _ count: Int) -> [Float] {
  let margin = 19
  var output = [Float](repeating: .nan, count: count) + [Float](repeating: 777, count: margin)
  let arrays = inputs.map { NDArray($0, shape: [$0.count]) }
  let pointers = arrays.map(\.pointer)
  withExtendedLifetime(arrays) {
    pointers.withUnsafeBufferPointer { operands in
      output.withUnsafeMutableBufferPointer { kernel.run(operands, $0.baseAddress.unsafelyUnwrapped) }
    }
  }
  #expect(output[count...].allSatisfy { $0 == 777 }, "it wrote past the end")
  return Array(output[..<count])
}

/// Whether both are equal up to `tolerance`, relative to the larger of 1 and their size; NaN equals NaN.
func isClose(_ a: Float, _ b: Float, _ tolerance: Float) -> Bool {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
  return a == b || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

/// Holds one row of the fast table to the reference's, on the same inputs.
func expectAgreement(
  _ inputs: [[Float]], _ count: Int, tolerance: Float = 1e-6, _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation, _ row: (Kernels) -> Kernel
) {
  let fast = run(row(.fast), inputs, count)
  let reference = run(row(.reference), inputs, count)
  let different = (0..<count).first { !isClose(fast[$0], reference[$0], tolerance) }
  if let i = different {
    Issue.record("\(comment): [\(i)] is \(fast[i]), not \(reference[i])", sourceLocation: sourceLocation)
  }
}

/// Every subset of some axes.
func subsets(of rank: Int) -> [[Int]] {
  (0..<(1 << rank)).map { mask in (0..<rank).filter { mask >> $0 & 1 == 1 } }
}
