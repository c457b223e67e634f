import Arrays
import Autodiff
import Refusals
import Testing

/// Wrong shapes are refused before a number is computed, with the shapes in the message.
@Suite struct ShapeRefusalTests {
  private func zeros(_ shape: Shape) -> Tensor { Tensor(placeholder: shape) }

  private func refuses(_ fragments: String..., when body: () throws -> Tensor) {
    #expect {
      _ = try body()
    } throws: { error in
      error is Refusal && fragments.allSatisfy { "\(error)".contains($0) }
    }
  }

  @Test func everyOperationRefusesWrongShapes() {
    for function: BinaryFunction in [.add, .subtract, .multiply, .divide, .power, .minimum, .less, .equal] {
      refuses("[2×3]", "[4]") { try Tensor.pair(function, zeros([2, 3]), zeros([4])) }
    }
    refuses("[2×3]", "6", "8") { try zeros([2, 3]).reshaped(checking: [4, 2]) }
    refuses("[0, 0]") { try zeros([2, 3]).permuted([0, 0]) }
    refuses("[2×3]") { try zeros([2, 3]).sliced([Span(start: 0, count: 3), Span(start: 0, count: 1)]) }
    refuses("[2×3]") { try zeros([2, 3]).sliced([Span(start: 0, count: 1)]) }
    refuses("[2×3]", "[2×4]") { try concatenated([zeros([2, 3]), zeros([2, 4])], axis: 0) }
    refuses("[3×4]", "[3×4]") { try product(zeros([3, 4]), zeros([3, 4])) }
    refuses("[5×2]", "[3×4]") { try dense(zeros([3, 4]), zeros([5, 2])) }
    refuses("[3×3]") { try conv2d(zeros([3, 3]), zeros([3, 3, 1, 1])) }
    refuses("stride 0") { try conv2d(zeros([1, 3, 3, 1]), zeros([3, 3, 1, 1]), stride: 0) }
    refuses("[5×5×1×1]", "[1×3×3×1]") { try conv2d(zeros([1, 3, 3, 1]), zeros([5, 5, 1, 1]), padding: .valid) }
    refuses("3 channels", "2") { try convTranspose2d(zeros([1, 3, 3, 2]), zeros([3, 3, 2, 3])) }
    refuses("[2×3]") { try upsample(zeros([2, 3]), 2) }
    refuses("factor 0") { try upsample(zeros([1, 2, 2, 1]), 0) }
    refuses("[3]") { try batchNorm(zeros([4, 2]), zeros([3]), zeros([2])).output }
    refuses("[4]") { try layerNorm(zeros([4]), zeros([]), zeros([])).output }
    refuses("[0]") { try zeros([0]).maximum() }
  }

  @Test func aConvolutionSaysWhichKernelWouldFit() {
    #expect {
      try conv2d(zeros([64, 28, 28, 1]), zeros([3, 3, 16, 32]))
    } throws: { error in
      "\(error)"
        == "conv2d: kernel [3×3×16×32] needs 16 channels, the image has 1 ([64×28×28×1]). Choose a kernel with 1 input channel."
    }
  }

  @Test func tooLargeAResultIsRefusedBeforeMemoryIsAsked() {
    refuses("268435456") { try Tensor.pair(.add, zeros([1 << 20, 1]), zeros([1, 1 << 20])) }
  }
}
