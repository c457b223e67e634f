import Arrays
import FastKernels
import Testing

@Suite("Im2col agree with the reference")
struct WindowTests {
  private static let forms: [(image: Shape, kernel: [Int], stride: Int)] = [
    ([1, 1, 1, 1], [1, 1], 1), ([2, 3, 5, 1], [3, 2], 1), ([3, 4, 4, 7], [3, 3], 2), ([2, 8, 8, 32], [5, 5], 2),
    ([0, 4, 4, 3], [3, 3], 1), ([5, 2, 2, 16], [5, 5], 1), ([70, 4, 4, 16], [3, 3], 2), ([2, 7, 7, 3], [2, 2], 3),
  ]

  @Test("laying out and adding back", arguments: Padding.allCases)
  func im2col(_ padding: Padding) {
    for (image, kernel, stride) in WindowTests.forms {
      guard let height = padding.outputExtent(image: image[1], kernel: kernel[0], stride: stride),
        let width = padding.outputExtent(image: image[2], kernel: kernel[1], stride: stride)
      else { continue }
      let form = ConvolutionForm(
        image: image, kernel: [kernel[0], kernel[1], image[3], 4], output: [image[0], height.extent, width.extent, 4],
        stride: [stride, stride], padding: [height.before, width.before])
      expectAgreement([numbers(image.count, "x")], form.im2colShape.count, "im2col of \(image)") {
        $0.im2col(form, false)
      }
      expectAgreement([numbers(form.im2colShape.count, "y")], image.count, tolerance: 1e-5, "back to \(image)") {
        $0.im2col(form, true)
      }
    }
  }
}
