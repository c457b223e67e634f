extension Contraction {
  /// Every product x·w·y of the form, visited once: `visit(x, w, y)` gets the three positions. Ends early when it is time to stop.
  ///
  /// This loop is the definition of the form; its three outputs add up the same products.
  func forEachProduct(_ visit: (_ x: Int, _ w: Int, _ y: Int) -> Void) {
    switch self {
    case .matrix(let rows, let inner, let columns):
      var pace = Pace()
      for row in 0..<rows {
        for column in 0..<columns {
          for k in 0..<inner {
            guard pace.goesOn() else { return }
            visit(row * inner + k, k * columns + column, row * columns + column)
          }
        }
      }
    case .convolution(let form): form.forEachProduct(visit)
    }
  }

  func referenceKernel(_ wanted: Output) -> Kernel {
    let count = shape(of: wanted).count
    return Kernel { operands, output in
      var sums = [Double](repeating: 0, count: count)
      forEachProduct { x, w, y in
        switch wanted {
        case .input: sums[x] += Double(operands[0][w]) * Double(operands[1][y])
        case .weights: sums[w] += Double(operands[0][x]) * Double(operands[1][y])
        case .result: sums[y] += Double(operands[0][x]) * Double(operands[1][w])
        }
      }
      for i in 0..<count { output[i] = Real(sums[i]) }
    }
  }
}

extension ConvolutionForm {
  fileprivate func forEachProduct(_ visit: (_ x: Int, _ w: Int, _ y: Int) -> Void) {
    var pace = Pace()
    forEachTap { imageCell, tap, outputCell in
      for from in 0..<kernel[2] {
        for to in 0..<kernel[3] {
          guard pace.goesOn() else { return }
          visit(imageCell * kernel[2] + from, (tap * kernel[2] + from) * kernel[3] + to, outputCell * kernel[3] + to)
        }
      }
    }
  }

  /// Visits every pair of an output cell and a kernel tap that meets an image cell, as indices without channels. Ends early when it is time
  /// to stop.
  func forEachTap(_ visit: (_ imageCell: Int, _ tap: Int, _ outputCell: Int) -> Void) {
    var pace = Pace()
    for sample in 0..<output[0] {
      for row in 0..<output[1] {
        for column in 0..<output[2] {
          for tap in 0..<kernel[0] * kernel[1] {
            guard pace.goesOn() else { return }
            let y = row * stride[0] - padding[0] + tap / kernel[1]
            let x = column * stride[1] - padding[1] + tap % kernel[1]
            guard (0..<image[1]).contains(y), (0..<image[2]).contains(x) else { continue }
            visit((sample * image[1] + y) * image[2] + x, tap, (sample * output[1] + row) * output[2] + column)
          }
        }
      }
    }
  }
}
