import Arrays
import Testing

@Suite struct CancellationTests {
  @Test func aWishIsHeardUntilItIsAnswered() {
    let wish = Cancellation()
    wish.listening {
      #expect(!Cancellation.isRequested)
      wish.request()
      #expect(Cancellation.isRequested && Cancellation.isRequested)
      #expect(throws: CancellationError.self) { try Cancellation.check() }
      Cancellation.shielded { #expect(!Cancellation.isRequested) }
      wish.clear()
      #expect(!Cancellation.isRequested)
    }
    #expect(!Cancellation.isRequested)
  }

  @Test func aWishArisesAfterSoManyQuestions() {
    let wish = Cancellation(afterPolls: 3)
    let answers = wish.listening { (0..<5).map { _ in Cancellation.isRequested } }
    #expect(answers == [false, false, false, true, true])
    #expect(wish.polls == 5)
  }

  /// Every long loop of the reference asks within its first million turns, and once told to stop turns no more.
  @Test(arguments: ["fill", "uniform", "normal", "unary", "binary", "matrix", "convolution", "windows", "resample"])
  func longLoopsListen(_ name: String) {
    let wish = Cancellation()
    wish.listening { work(name) }
    #expect(wish.polls > 1)
    let granted = Cancellation(afterPolls: 0)
    granted.listening { work(name) }
    #expect((1...2).contains(granted.polls), "asked \(granted.polls) times, and the first answer was to stop")
  }

  private func work(_ name: String) {
    let table = Kernels.reference
    switch name {
    case "fill": _ = NDArray(repeating: 1, shape: [1 << 24])
    case "uniform": _ = Random(seed: 1).uniform([1 << 25], .init(1))
    case "normal": _ = Random(seed: 1).normal([1 << 25], .init(1))
    case "unary": run(table.unary(.negate, 1 << 21), [1 << 21], 1 << 21)
    case "binary":
      run(table.binary(.add, .broadcasting([[1 << 21], [1 << 21]], to: [1 << 21])), [1 << 21, 1 << 21], 1 << 21)
    case "matrix":
      run(table.contract(.matrix(rows: 128, inner: 128, columns: 128), .result), [128 * 128, 128 * 128], 128 * 128)
    case "convolution":
      let form = ConvolutionForm(
        image: [1, 64, 64, 1], kernel: [23, 23, 1, 1], output: [1, 64, 64, 1], stride: [1, 1], padding: [11, 11])
      run(table.contract(.convolution(form), .result), [64 * 64, 23 * 23], 64 * 64)
    case "windows":
      let form = ConvolutionForm(
        image: [1, 64, 64, 1], kernel: [16, 16, 1, 1], output: [1, 64, 64, 1], stride: [1, 1], padding: [8, 8])
      run(table.im2col(form, false), [64 * 64], 64 * 64 * 256)
    default:
      let resampling = Resampling(image: [1, 512, 512, 1], factor: 2, method: .bilinear)
      run(table.resample(resampling, false), [1 << 18], 1 << 20)
    }
  }

  private func run(_ kernel: Kernel, _ inputs: [Int], _ output: Int) {
    let arrays = inputs.map { NDArray(repeating: 1, shape: [$0]) }
    _ = NDArray(shape: [output]) { numbers in
      guard let base = numbers.baseAddress else { return }
      arrays.map(\.pointer).withUnsafeBufferPointer { kernel.run($0, base) }
    }
  }
}
