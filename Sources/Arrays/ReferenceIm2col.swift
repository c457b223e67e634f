extension ConvolutionForm {
  /// What the windows cover as a matrix: a row for each output place, a column for each number of a window,
  /// `[batch·height·width of the output × height·width·in of the kernel]`. A convolution is this matrix times its kernel.
  public var im2colShape: Shape {
    [output[0] * output[1] * output[2], kernel[0] * kernel[1] * kernel[2]]
  }

  func referenceIm2col(adjoint: Bool) -> Kernel {
    let (count, channels, taps) = (adjoint ? image.count : im2colShape.count, kernel[2], kernel[0] * kernel[1])
    return Kernel { operands, result in
      result.fill(with: 0, count: count)
      forEachTap { imageCell, tap, outputCell in
        for channel in 0..<channels {
          let (inside, window) = (imageCell * channels + channel, (outputCell * taps + tap) * channels + channel)
          if adjoint {
            result[inside] += operands[0][window]
          } else {
            result[window] = operands[0][inside]
          }
        }
      }
    }
  }
}
