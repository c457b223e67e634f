import Arrays
import Display
import Testing

/// What is drawn keeps its proportions, its order and every number.
@Suite struct ImageTests {
  private func plain(_ numbers: [Real], _ shape: Shape, low: Real, high: Real) -> String {
    Renderer.plain.text(Figure("", [.image(NDArray(numbers, shape: shape), low: low, high: high)]))
  }

  @Test func itsProportionsAreKept() {
    let lines = plain((0..<24).map(Real.init), [4, 6], low: 0, high: 23).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count == 6 })
  }

  @Test func theGreatestIsTheBrightest() {
    #expect(plain([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1], [2, 6], low: 0, high: 1) == "    ██")
    #expect(plain([3, 3, 3, 3, 3, 3, 3, 3], [2, 4], low: 3, high: 3) == "▒▒▒▒")
  }

  @Test(arguments: [40, 80, 132]) func aWidePictureIsShrunkToThePage(width: Int) {
    let figure = Figure(images: NDArray(repeating: 1, shape: [1, 100, 400, 1]))
    let lines = Renderer.plain.text(figure, on: Page(width: width, height: 24)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count == width } && lines.count == width / 8)
  }

  @Test func imagesStandSideBySide() {
    let (white, black) = (NDArray(repeating: 1, shape: [4, 4]), NDArray(repeating: 0, shape: [4, 4]))
    let figure = Figure("three", [white, black, white].map { .image($0, low: 0) }, columns: 2)
    #expect(Renderer.plain.text(figure) == "three\n████     \n████     \n\n████\n████")
    #expect(figure.extent == (4, 4))
  }

  /// In every renderer: a number that is none has its own mark, and how many there are is said.
  @Test func whatIsNoNumberIsSeen() {
    let figure = Figure("", [.image(NDArray([.nan, 0, 0, 0, .nan, 0, 0, 1], shape: [2, 4]), low: 0)])
    for renderer in Renderer.all {
      let text = renderer.text(figure)
      #expect(text.contains("×") && text.hasSuffix("\nnan: 2 of 8, drawn as ×"), "\(renderer.name)")
    }
    let points = Figure("", [Plot("", [.points(Series("fake", NDArray([0, 0, .nan, 1], shape: [2, 2]), .fake))])])
    #expect(Renderer.plain.text(points).hasSuffix("\nfake: nan: 1 of 2 points, not drawn"))
    #expect(Figure("", [.image(NDArray([0, 1], shape: [1, 2]), low: 0)]).remarks.isEmpty)
  }
}

@Suite struct BarsTests {
  @Test func aHistogramLosesNoNumber() {
    let numbers: [Real] = [-1, -0.99, 0, 0.49, 0.5, 1, 1]
    let histogram = Histogram(numbers + [.nan, .infinity], margin: 0, cells: 4)
    #expect(histogram.counts == [2, 0, 2, 3] && histogram.outside == 2)
    #expect(histogram.centres == [-0.75, -0.25, 0.25, 0.75])
  }

  @Test(arguments: [
    [Real](), [.nan], [.infinity, -.infinity], [5e6], [1e30, 1e30], [-3e38, 3e38], [0, .leastNonzeroMagnitude],
  ])
  func everyFiniteNumberIsInACell(_ numbers: [Real]) {
    for margin in [0, 0.25] {
      let histogram = Histogram(numbers, margin: margin, cells: 20)
      #expect(histogram.counts.reduce(0, +) == numbers.count(where: \.isFinite))
      #expect(histogram.outside == numbers.count { !$0.isFinite })
    }
  }

  @Test func aBarIsAsLongAsItsNumber() {
    #expect(Bars.bar(1, full: 2, width: 8) == "████")
    #expect(Bars.bar(3, full: 2, width: 8) == "████████")
    #expect(Bars.bar(0, full: 2, width: 8).isEmpty && Bars.bar(.nan, full: 2, width: 8).isEmpty)
  }
}
