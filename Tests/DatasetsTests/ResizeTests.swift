import Arrays
import Datasets
import Foundation
import Testing

@Suite struct ResizeTests {
  /// One cell by the definition: the hat function around (i + ½)·small/large - ½, edges held.
  static func cell(_ image: NDArray, _ sample: Int, _ row: Int, _ column: Int, _ channel: Int, to: [Int]) -> Real {
    func taps(_ position: Int, _ small: Int, _ large: Int) -> [(Int, Double)] {
      let place = min(max((Double(position) + 0.5) * Double(small) / Double(large) - 0.5, 0), Double(small - 1))
      return (0..<small).map { ($0, max(0, 1 - abs(place - Double($0)))) }
    }
    var sum = 0.0
    for (y, a) in taps(row, image.shape[1], to[0]) {
      for (x, b) in taps(column, image.shape[2], to[1]) { sum += a * b * Double(image[sample, y, x, channel]) }
    }
    return Real(sum)
  }

  @Test(arguments: [[28, 28, 32, 32], [4, 4, 5, 5], [3, 5, 7, 4], [5, 5, 2, 9], [1, 1, 3, 3]])
  func agreesWithTheDefinition(extents: [Int]) {
    let image = Random(seed: 1).normal([2, extents[0], extents[1], 2], .init(named: "image"))
    let resized = image.resizedBilinearly(to: extents[2], extents[3])
    #expect(resized.shape == [2, extents[2], extents[3], 2])
    for sample in 0..<2 {
      for row in 0..<extents[2] {
        for column in 0..<extents[3] {
          for channel in 0..<2 {
            let expected = Self.cell(image, sample, row, column, channel, to: Array(extents[2...]))
            #expect(abs(resized[sample, row, column, channel] - expected) < 1e-5)
          }
        }
      }
    }
  }

  @Test func keepsConstantsAndTheSameExtents() {
    let grey = NDArray(repeating: 0.3, shape: [1, 28, 28, 1])
    #expect(grey.resizedBilinearly(to: 32, 32) == NDArray(repeating: 0.3, shape: [1, 32, 32, 1]))
    #expect(grey.resizedBilinearly(to: 28, 28).pointer == grey.pointer)
  }

  @Test func fourCellsToFive() {
    // Places (i + ½)·4/5 - ½ = -0.1, 0.7, 1.5, 2.3, 3.1 on the values 0, 10, 20, 30; the ends are held.
    let row = NDArray([0, 10, 20, 30], shape: [1, 1, 4, 1])
    let resized = row.resizedBilinearly(to: 1, 5).numbers
    #expect(zip(resized, [0, 7, 15, 23, 30]).allSatisfy { abs($0 - $1) < 1e-5 }, "\(resized)")
  }
}
