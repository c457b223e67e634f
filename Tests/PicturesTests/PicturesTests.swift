import Arrays
import Pictures
import Testing

/// What is drawn keeps its proportions, its order and every number.
@Suite struct PicturesTests {
  @Test func aHeatMapKeepsItsProportions() {
    let matrix = NDArray((0..<24).map(Real.init), shape: [4, 6])
    for scale in [1, 2, 4] {
      let lines = HeatMap(matrix, low: 0, high: 23, scale: scale).plain.split(separator: "\n")
      #expect(lines.count == 4 * scale / 2)
      #expect(lines.allSatisfy { $0.count == 6 * scale })
    }
  }

  @Test func theGreatestIsTheBrightest() {
    let map = HeatMap(NDArray([0, 0, 1, 0, 0, 1], shape: [2, 3]), low: 0, high: 1, scale: 2).plain
    #expect(map == "    ██\n    ██")
    #expect(HeatMap(NDArray([3, 3, 3, 3], shape: [2, 2]), low: 3, high: 3, scale: 2).plain.count == 9)
  }

  @Test func aWidePictureIsShrunkToItsRoom() {
    let image = NDArray(repeating: 1, shape: [1, 50, 200, 1])
    let lines = ImageGrid(image, low: 0, high: 1, columns: 1).plain.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count == 80 } && lines.count == 10)
  }

  @Test func aHistogramLosesNoNumber() {
    let numbers: [Real] = [-5, -1, -0.99, 0, 0.49, 0.5, 1, 7]
    let histogram = Histogram(numbers + [.nan], low: -1, high: 1, cells: 4)
    #expect(histogram.counts == [3, 0, 2, 3])
    #expect(histogram.centres == [-0.75, -0.25, 0.25, 0.75])
  }

  @Test func aBarIsAsLongAsItsNumber() {
    #expect(Bars.bar(1, full: 2, width: 8) == "████")
    #expect(Bars.bar(3, full: 2, width: 8) == "████████")
    #expect(Bars.bar(0, full: 2, width: 8).isEmpty && Bars.bar(.nan, full: 2, width: 8).isEmpty)
  }
}
