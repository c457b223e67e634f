import Arrays
import FastKernels
import Testing

@Suite("Resampling agrees with the reference")
struct ResamplingTests {
  private static let images: [Shape] = [
    [1, 1, 1, 1], [2, 3, 5, 1], [3, 4, 4, 7], [2, 7, 7, 64], [0, 4, 4, 3], [5, 14, 14, 32],
  ]

  @Test("enlarging and its adjoint", arguments: Resampling.Method.allCases, [1, 2, 3])
  func resample(_ method: Resampling.Method, _ factor: Int) {
    for image in ResamplingTests.images {
      let resampling = Resampling(image: image, factor: factor, method: method)
      let output = resampling.output
      expectAgreement([numbers(image.count, "x")], output.count, tolerance: 1e-5, "\(method) of \(image)") {
        $0.resample(resampling, false)
      }
      expectAgreement(
        [numbers(output.count, "y")], image.count, tolerance: 1e-5, "\(method) back to \(image)"
      ) {
        $0.resample(resampling, true)
      }
    }
  }
}
