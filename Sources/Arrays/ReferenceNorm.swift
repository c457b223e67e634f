extension LoopNest {
  /// √(Σa² + ε), the squares added up in double precision: there no square of a single-precision number is too large or too small.
  func referenceNorm(_ epsilon: Real, _ outputCount: Int) -> Kernel {
    let (length, inner) = (extents.last ?? 1, strides.map { $0.last ?? 0 })
    let rows = LoopNest(
      extents: extents.dropLast(), strides: strides.map { $0.dropLast() }, offsets: offsets)
    return Kernel { operands, output in
      var sums = [Double](repeating: Double(epsilon), count: outputCount)
      rows.forEach { at in
        for i in 0..<length {
          let x = Double(operands[0][at[0] + i * inner[0]])
          sums[at[1] + i * inner[1]] += x * x
        }
      }
      for i in 0..<outputCount { output[i] = Real(sums[i].squareRoot()) }
    }
  }
}
