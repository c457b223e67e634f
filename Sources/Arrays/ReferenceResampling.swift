extension Resampling {
  /// Every (small cell, large cell, weight) of the resampling, with all channels: the linear map, entry by entry. Ends early when it is time
  /// to stop.
  func forEachWeight(_ visit: (_ small: Int, _ large: Int, _ weight: Real) -> Void) {
    let rows = taps(extent: image[1])
    let columns = taps(extent: image[2])
    var pace = Pace()
    for sample in 0..<image[0] {
      for (row, y) in rows.enumerated() {
        for (column, x) in columns.enumerated() {
          for (from, weight) in [
            ((y.first, x.first), (1 - y.weight) * (1 - x.weight)), ((y.first, x.second), (1 - y.weight) * x.weight),
            ((y.second, x.first), y.weight * (1 - x.weight)), ((y.second, x.second), y.weight * x.weight),
          ] where weight != 0 {
            let small = ((sample * image[1] + from.0) * image[2] + from.1) * image[3]
            let large = ((sample * output[1] + row) * output[2] + column) * image[3]
            for channel in 0..<image[3] {
              guard pace.goesOn() else { return }
              visit(small + channel, large + channel, weight)
            }
          }
        }
      }
    }
  }

  func referenceKernel(adjoint: Bool) -> Kernel {
    let count = adjoint ? image.count : output.count
    return Kernel { operands, result in
      result.fill(with: 0, count: count)
      forEachWeight { small, large, weight in
        if adjoint {
          result[small] += weight * operands[0][large]
        } else {
          result[large] += weight * operands[0][small]
        }
      }
    }
  }
}
