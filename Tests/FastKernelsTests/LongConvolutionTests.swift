import Arrays
import FastKernels
import Testing

/// Convolutions that would keep oneDNN busy for long are cut into samples or windows; what they give is the same.
@Suite struct LongConvolutionTests {
  /// One channel on each side, which oneDNN fills up to sixteen: so these count as long, and the reference still ends.
  private static let windows = ConvolutionForm(
    image: [1, 403, 601, 1], kernel: [64, 36, 1, 1], output: [1, 202, 301, 1], stride: [2, 2], padding: [31, 17])
  private static let samples = ConvolutionForm(
    image: [3, 128, 128, 1], kernel: [64, 64, 1, 1], output: [3, 128, 128, 1], stride: [1, 1], padding: [31, 31])

  @Test(arguments: [windows, samples], Contraction.Output.allCases)
  func piecesGiveTheWhole(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    let contraction = Contraction.convolution(form)
    let inputs = wanted.others.map { other in
      Random(seed: 1).uniform(contraction.shape(of: other), .init(UInt32(other.rawValue)))
    }
    let shape = contraction.shape(of: wanted)
    let (fast, slow) = (
      run(Kernels.fast.contract(contraction, wanted), inputs, shape),
      run(Kernels.reference.contract(contraction, wanted), inputs, shape)
    )
    let worst = zip(fast.numbers, slow.numbers).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
    #expect(worst < 2e-4, "\(wanted)")
  }

  /// It asks at least once for each 2³² multiplications, and stops at the first yes.
  @Test(arguments: [windows, samples], Contraction.Output.allCases)
  func piecesListen(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    let contraction = Contraction.convolution(form)
    let inputs = wanted.others.map { NDArray(repeating: 1, shape: contraction.shape(of: $0)) }
    let kernel = Kernels.fast.contract(contraction, wanted)
    let wish = Cancellation()
    _ = wish.listening { run(kernel, inputs, contraction.shape(of: wanted)) }
    #expect(wish.polls >= 1)
    let granted = Cancellation(afterPolls: 0)
    _ = granted.listening { run(kernel, inputs, contraction.shape(of: wanted)) }
    #expect((1...4).contains(granted.polls), "asked \(granted.polls) times, and the first answer was to stop")
  }

  private func run(_ kernel: Kernel, _ inputs: [NDArray], _ shape: Shape) -> NDArray {
    NDArray(shape: shape) { numbers in
      guard let base = numbers.baseAddress else { return }
      inputs.map(\.pointer).withUnsafeBufferPointer { kernel.run($0, base) }
    }
  }
}
